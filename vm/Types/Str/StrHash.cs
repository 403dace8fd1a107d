namespace Pyl.VM.Types;

/// <summary>The hash of text: keyed by a random number for the process, as CPython's, unless PYTHONHASHSEED fixes it.</summary>
internal static class StrHash
{
    private static readonly ulong s_seed = Seed();

    /// <summary>FNV-like over chars with a final mix: the strings hashed are mostly short names.</summary>
    public static long Compute(ReadOnlySpan<char> text)
    {
        ulong hash = s_seed ^ (ulong)text.Length;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15;
        return (long)(hash ^ (hash >> 29));
    }

    private static ulong Seed()
    {
        string? fixedSeed = Environment.GetEnvironmentVariable("PYTHONHASHSEED");
        return uint.TryParse(fixedSeed, out uint seed) ? seed * 0x9E3779B97F4A7C15UL : (ulong)Random.Shared.NextInt64();
    }
}

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>Fills contiguous memory with numbers in [0, 1) that follow from a seed: xorshift128+ (Vigna, 2014), seeded by splitmix64.</summary>
internal readonly struct RandomKernel(ulong seed, Window result) : IKernel
{
    public long Work => result.Layout.Count;

    public void Run()
    {
        ulong state = seed;
        ulong x = Mix(ref state);
        ulong y = Mix(ref state);
        foreach (ref double item in result.Span<double>())
        {
            ulong sum = x + y;
            ulong shifted = x ^ (x << 23);
            (x, y) = (y, shifted ^ y ^ (shifted >> 18) ^ (y >> 5));
            item = (sum >> 11) * (1.0 / (1UL << 53));
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

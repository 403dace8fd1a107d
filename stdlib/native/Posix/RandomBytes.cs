using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>Random bytes of the system's generator, without .NET's own, whose assembly cannot be loaded once a program has no descriptor left.</summary>
internal static unsafe partial class RandomBytes
{
    /// <summary>What getentropy gives at once at most.</summary>
    private const int Portion = 256;

    /// <summary>Fills an array; false with errno kept.</summary>
    public static bool TryFill(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            for (int done = 0; done < bytes.Length; done += Portion)
            {
                if (GetEntropy(start + done, Math.Min(Portion, bytes.Length - done)) != 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "getentropy", SetLastError = true)]
    private static partial int GetEntropy(byte* buffer, nint count);
}

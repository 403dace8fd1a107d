using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>The system's calls behind the module fcntl.</summary>
internal static partial class FcntlCalls
{
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int descriptor, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(int descriptor, int operation);
}

using System.Runtime.InteropServices;

namespace Pyl.VM.Runtime;

/// <summary>The CPU time of the calling thread.</summary>
internal static class ThreadCpuTime
{
    private const int ThreadClock = 3;

    /// <summary>Nanoseconds; 0 where the system does not tell.</summary>
    public static long Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        Timespec time = default;
        return GetTime(ThreadClock, ref time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, ref Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

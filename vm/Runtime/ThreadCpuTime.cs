using System.Globalization;
using System.Runtime.InteropServices;

namespace Pyl.VM.Runtime;

/// <summary>The CPU time of the calling thread.</summary>
internal static class ThreadCpuTime
{
    private const int ThreadClock = 3;

    /// <summary>Nanoseconds; 0 where the system does not tell.</summary>
    public static unsafe long Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        Timespec time = default;
        return GetTime(ThreadClock, &time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
    }

    /// <summary>Nanoseconds that the calling thread has waited for a core; 0 where the system does not tell (Linux: Documentation/scheduler/sched-stats.rst).</summary>
    public static long RunDelay()
    {
        try
        {
            string[] figures = File.ReadAllText("/proc/thread-self/schedstat").Split(' ');
            return figures.Length > 1 && long.TryParse(figures[1], NumberStyles.None, CultureInfo.InvariantCulture, out long delay) ? delay : 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern unsafe int GetTime(int clock, Timespec* time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>Clocks in nanoseconds: the system's where there is a C library, .NET's otherwise.</summary>
internal static unsafe class Clocks
{
    public const int RealTime = 0;
    public const int Monotonic = 1;
    public const int ProcessCpu = 2;
    public const int ThreadCpu = 3;

    private static bool s_hasLibrary = !OperatingSystem.IsWindows();

    /// <summary>The time of a clock; false when the system does not know it.</summary>
    public static bool TryGet(int clock, out long nanoseconds)
    {
        if (s_hasLibrary)
        {
            try
            {
                Timespec time = default;
                bool known = ClockGetTime(clock, &time) == 0;
                nanoseconds = known ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
                return known;
            }
            catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
            {
                s_hasLibrary = false;
            }
        }

        nanoseconds = clock switch
        {
            RealTime => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100,
            Monotonic => (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds,
            ProcessCpu or ThreadCpu => Environment.CpuUsage.TotalTime.Ticks * 100,
            _ => -1,
        };
        return nanoseconds >= 0;
    }

    /// <summary>The time of a clock that every system has.</summary>
    public static long Get(int clock)
    {
        TryGet(clock, out long nanoseconds);
        return nanoseconds;
    }

    /// <summary>The resolution of a clock; false when the system does not know it.</summary>
    public static bool TryResolution(int clock, out long nanoseconds)
    {
        nanoseconds = 1;
        if (!s_hasLibrary)
        {
            return clock is >= 0 and <= 3;
        }

        Timespec time = default;
        bool known = ClockGetResolution(clock, &time) == 0;
        nanoseconds = known ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
        return known;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, Timespec* time);

    [DllImport("libc", EntryPoint = "clock_getres")]
    private static extern int ClockGetResolution(int clock, Timespec* time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The clocks of the module time, and sleep.</summary>
[PyModule("time")]
internal static class TimeClockFunctions
{
    private const double Second = 1e9;

    [PyConstant("CLOCK_REALTIME")]
    public static readonly long RealTimeClock = Clocks.RealTime;

    [PyConstant("CLOCK_MONOTONIC")]
    public static readonly long MonotonicClock = Clocks.Monotonic;

    [PyConstant("CLOCK_PROCESS_CPUTIME_ID")]
    public static readonly long ProcessClock = Clocks.ProcessCpu;

    [PyConstant("CLOCK_THREAD_CPUTIME_ID")]
    public static readonly long ThreadClock = Clocks.ThreadCpu;

    [PyConstant("CLOCK_MONOTONIC_RAW")]
    public static readonly long RawClock = 4;

    [PyConstant("CLOCK_BOOTTIME")]
    public static readonly long BootClock = 7;

    [PyConstant("CLOCK_TAI")]
    public static readonly long AtomicClock = 11;

    [PyFunction("time", Doc = "Return the current time in seconds since the Epoch.\n\nFractions of a second may be present if the system clock provides them.")]
    public static double Time() => Clocks.Get(Clocks.RealTime) / Second;

    [PyFunction("time_ns", Doc = "Return the current time in nanoseconds since the Epoch.")]
    public static long TimeNs() => Clocks.Get(Clocks.RealTime);

    [PyFunction("monotonic", Doc = "Monotonic clock, cannot go backward.")]
    public static double Monotonic() => Clocks.Get(Clocks.Monotonic) / Second;

    [PyFunction("monotonic_ns", Doc = "Monotonic clock, cannot go backward, as nanoseconds.")]
    public static long MonotonicNs() => Clocks.Get(Clocks.Monotonic);

    [PyFunction("perf_counter", Doc = "Performance counter for benchmarking.")]
    public static double PerfCounter() => Clocks.Get(Clocks.Monotonic) / Second;

    [PyFunction("perf_counter_ns", Doc = "Performance counter for benchmarking as nanoseconds.")]
    public static long PerfCounterNs() => Clocks.Get(Clocks.Monotonic);

    [PyFunction("process_time", Doc = "Process time for profiling: sum of the kernel and user-space CPU time.")]
    public static double ProcessTime() => Clocks.Get(Clocks.ProcessCpu) / Second;

    [PyFunction("process_time_ns", Doc = "Process time for profiling as nanoseconds: sum of the kernel and user-space CPU\ntime.")]
    public static long ProcessTimeNs() => Clocks.Get(Clocks.ProcessCpu);

    [PyFunction("thread_time", Doc = "Thread time for profiling: sum of the kernel and user-space CPU time.")]
    public static double ThreadTime() => Clocks.Get(Clocks.ThreadCpu) / Second;

    [PyFunction("thread_time_ns", Doc = "Thread time for profiling as nanoseconds: sum of the kernel and user-space CPU time.")]
    public static long ThreadTimeNs() => Clocks.Get(Clocks.ThreadCpu);

    [PyFunction("clock_gettime", Doc = "clock_gettime(clk_id) -> float\n\nReturn the time of the specified clock clk_id as a float.")]
    public static Value ClockGetTime(ThreadState thread, int clkId) =>
        Clocks.TryGet(clkId, out long nanoseconds) ? Value.FromDouble(nanoseconds / Second) : InvalidArgument(thread);

    [PyFunction("clock_gettime_ns", Doc = "clock_gettime_ns(clk_id) -> int\n\nReturn the time of the specified clock clk_id as nanoseconds (int).")]
    public static Value ClockGetTimeNs(ThreadState thread, int clkId) =>
        Clocks.TryGet(clkId, out long nanoseconds) ? Value.Int(nanoseconds) : InvalidArgument(thread);

    [PyFunction("clock_getres", Doc = "clock_getres(clk_id) -> floating-point number\n\nReturn the resolution (precision) of the specified clock clk_id.")]
    public static Value ClockGetRes(ThreadState thread, int clkId) =>
        Clocks.TryResolution(clkId, out long nanoseconds) ? Value.FromDouble(nanoseconds / Second) : InvalidArgument(thread);

    [PyFunction("sleep", Doc = "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be a\nfloating-point number for subsecond precision.")]
    public static Value Sleep(ThreadState thread, Value seconds)
    {
        if (!TimeArguments.TryPause(thread, seconds, out long nanoseconds))
        {
            return Value.Error;
        }

        if (nanoseconds < 0)
        {
            return thread.ValueError("sleep length must be non-negative");
        }

        return Pausing.Sleep(thread, nanoseconds) ? Value.None : Value.Error;
    }

    [PyFunction("get_clock_info", Doc = "get_clock_info(name: str) -> dict\n\nGet information of the specified clock.")]
    public static Value GetClockInfo(ThreadState thread, string name)
    {
        (int clock, string implementation, bool monotonic, bool adjustable) = name switch
        {
            "time" => (Clocks.RealTime, "CLOCK_REALTIME", false, true),
            "monotonic" or "perf_counter" => (Clocks.Monotonic, "CLOCK_MONOTONIC", true, false),
            "process_time" => (Clocks.ProcessCpu, "CLOCK_PROCESS_CPUTIME_ID", true, false),
            "thread_time" => (Clocks.ThreadCpu, "CLOCK_THREAD_CPUTIME_ID", true, false),
            _ => (-1, "", false, false),
        };
        if (clock < 0)
        {
            return thread.ValueError("unknown clock");
        }

        Clocks.TryResolution(clock, out long resolution);
        Value info = thread.Call(Value.Of(BuiltinTypes.SimpleNamespace));
        if (info.IsError)
        {
            return info;
        }

        bool stored = Attributes.Set(thread, info, StrObject.Intern("implementation"), Value.Str($"clock_gettime({implementation})"))
            && Attributes.Set(thread, info, StrObject.Intern("monotonic"), Value.Bool(monotonic))
            && Attributes.Set(thread, info, StrObject.Intern("adjustable"), Value.Bool(adjustable))
            && Attributes.Set(thread, info, StrObject.Intern("resolution"), Value.FromDouble(resolution / Second));
        return stored ? info : Value.Error;
    }

    private static Value InvalidArgument(ThreadState thread)
    {
        Value exception = thread.Call(Value.Of(ExceptionTypes.OSError), Value.Int(22), Value.Str("Invalid argument"));
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>The timeouts that locks, queues and joins take.</summary>
internal static class LockTimes
{
    /// <summary>The longest wait in seconds, threading.TIMEOUT_MAX.</summary>
    public const double Longest = 9223372036.0;

    /// <summary>acquire(blocking, timeout); false when an exception is set.</summary>
    public static bool TryAcquireTimeout(ThreadState thread, Value blocking, Value timeout, out TimeSpan result)
    {
        result = Waiting.Forever;
        int wait = blocking.IsUnbound ? 1 : Operators.IsTrue(thread, blocking);
        double seconds = -1;
        if (wait < 0 || (!timeout.IsUnbound && !TrySeconds(thread, timeout, out seconds)))
        {
            return false;
        }

        if (wait == 0)
        {
            result = TimeSpan.Zero;
            if (seconds == -1)
            {
                return true;
            }

            thread.ValueError("can't specify a timeout for a non-blocking call");
            return false;
        }

        if (seconds < 0 && seconds != -1)
        {
            thread.ValueError("timeout value must be a non-negative number");
            return false;
        }

        return seconds == -1 || TryConvert(thread, seconds, out result);
    }

    /// <summary>timeout=None or a number of seconds; None is for ever, negative is not at all.</summary>
    public static bool TryOptional(ThreadState thread, Value timeout, out TimeSpan result)
    {
        result = Waiting.Forever;
        if (timeout.IsUnbound || timeout.IsNone)
        {
            return true;
        }

        return TrySeconds(thread, timeout, out double seconds) && TryConvert(thread, Math.Max(seconds, 0), out result);
    }

    private static bool TrySeconds(ThreadState thread, Value value, out double seconds)
    {
        if (!Bind.TryDouble(thread, value, out seconds))
        {
            return false;
        }

        if (!double.IsNaN(seconds))
        {
            return true;
        }

        thread.ValueError("Invalid value NaN (not a number)");
        return false;
    }

    private static bool TryConvert(ThreadState thread, double seconds, out TimeSpan result)
    {
        result = default;
        // What the nanoseconds of CPython's PyTime_t hold is a little more than Longest.
        if (seconds > long.MaxValue / 1e9)
        {
            thread.OverflowError("timestamp out of range for C PyTime_t");
            return false;
        }

        result = TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}

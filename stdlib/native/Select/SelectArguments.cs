using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Select;

/// <summary>Descriptors and timeouts as the module select takes them.</summary>
internal static class SelectArguments
{
    private static readonly StrObject s_fileNumber = StrObject.Intern("fileno");

    /// <summary>An int, or what has fileno(); false with an exception set.</summary>
    public static bool TryDescriptor(ThreadState thread, Value value, out int descriptor)
    {
        Value number = value;
        if (!value.IsInt)
        {
            number = value.Ref is BoolObject or IntObject ? thread.Retain(value) : CallFileNumber(thread, value);
            if (number.IsError)
            {
                descriptor = -1;
                return false;
            }
        }

        bool read = Bind.TryInt(thread, number, out descriptor);
        if (!value.IsInt)
        {
            thread.Release(number);
        }

        if (read && descriptor < 0)
        {
            thread.ValueError($"file descriptor cannot be a negative integer ({descriptor})");
            return false;
        }

        return read;
    }

    /// <summary>A timeout in units of <paramref name="unit"/> seconds; None and negative numbers are for ever.</summary>
    public static bool TryTimeout(ThreadState thread, Value timeout, double unit, out TimeSpan limit)
    {
        limit = Waiting.Forever;
        if (timeout.IsUnbound || timeout.IsNone)
        {
            return true;
        }

        if (!Bind.TryDouble(thread, timeout, out double number))
        {
            if (thread.ClearIf(ExceptionTypes.TypeError))
            {
                thread.TypeError("timeout must be a real number or None");
            }

            return false;
        }

        if (double.IsNaN(number))
        {
            thread.ValueError("Invalid value NaN (not a number)");
            return false;
        }

        if (number * unit > Threads.LockTimes.Longest)
        {
            thread.OverflowError("timeout is too large");
            return false;
        }

        if (number >= 0)
        {
            limit = TimeSpan.FromTicks((long)Math.Ceiling(number * unit * TimeSpan.TicksPerSecond));
        }

        return true;
    }

    private static Value CallFileNumber(ThreadState thread, Value value)
    {
        Value method = Attributes.TryGet(thread, value, s_fileNumber);
        if (method.IsError)
        {
            return method;
        }

        if (method.IsUnbound)
        {
            return thread.TypeError("argument must be an int, or have a fileno() method.");
        }

        Value number = thread.Call(method);
        thread.Release(method);
        if (!number.IsError && !number.IsInt)
        {
            thread.Release(number);
            return thread.TypeError("fileno() returned a non-integer");
        }

        return number;
    }
}

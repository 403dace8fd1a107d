using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Arguments of the module time, and struct_time.</summary>
internal static class TimeArguments
{
    /// <summary>time.struct_time.</summary>
    public static readonly StructSequenceType StructTime = new(
        "time",
        "struct_time",
        "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().  May be considered as a\nsequence of 9 integers.",
        9,
        ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"]);

    public static Value ToStruct(ThreadState thread, in CivilTime time)
    {
        Value[] fields =
        [
            Value.Int(time.Year), Value.Int(time.Month), Value.Int(time.Day), Value.Int(time.Hour), Value.Int(time.Minute), Value.Int(time.Second),
            Value.Int(time.Weekday), Value.Int(time.YearDay), Value.Int(time.IsDst), Value.Str(time.Zone), Value.Int(time.Offset),
        ];
        return StructTime.Make(thread, fields);
    }

    /// <summary>Whole seconds since 1970, rounded down; now when absent. False when an exception is set.</summary>
    public static bool TrySeconds(ThreadState thread, Value value, out long seconds)
    {
        if (value.IsUnbound || value.IsNone)
        {
            seconds = (long)Math.Floor(Clocks.Get(Clocks.RealTime) / 1e9);
            return true;
        }

        seconds = 0;
        if (value.IsFloat || value.Ref is FloatObject)
        {
            Bind.TryDouble(thread, value, out double number);
            if (double.IsNaN(number))
            {
                thread.ValueError("Invalid value NaN (not a number)");
                return false;
            }

            number = Math.Floor(number);
            if (Math.Abs(number) >= 9.2e18)
            {
                thread.OverflowError("timestamp out of range for platform time_t");
                return false;
            }

            seconds = (long)number;
        }
        else if (!Bind.TryBigInteger(thread, value, out BigInteger whole))
        {
            return false;
        }
        else if (whole < long.MinValue || whole > long.MaxValue)
        {
            thread.OverflowError("timestamp out of range for platform time_t");
            return false;
        }
        else
        {
            seconds = (long)whole;
        }

        // tm_year is a C int.
        if (Math.Abs(seconds) < 67_767_976_233_446_400)
        {
            return true;
        }

        thread.Raise(ExceptionTypes.OverflowError, "timestamp out of range for platform time_t");
        return false;
    }

    /// <summary>The length of a pause in nanoseconds, rounded up; false when an exception is set.</summary>
    public static bool TryPause(ThreadState thread, Value value, out long nanoseconds)
    {
        nanoseconds = 0;
        const string OutOfRange = "timestamp out of range for C PyTime_t";
        if (value.IsFloat || value.Ref is FloatObject)
        {
            Bind.TryDouble(thread, value, out double seconds);
            if (double.IsNaN(seconds))
            {
                thread.ValueError("Invalid value NaN (not a number)");
                return false;
            }

            double exact = Math.Ceiling(seconds * 1e9);
            if (Math.Abs(exact) >= 9.2e18)
            {
                thread.OverflowError(OutOfRange);
                return false;
            }

            nanoseconds = (long)exact;
            return true;
        }

        if (value.Ref is not null && !value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"'{value.Type.Name}' object cannot be interpreted as an integer or float");
            return false;
        }

        if (!Bind.TryBigInteger(thread, value, out BigInteger whole))
        {
            return false;
        }

        whole *= 1_000_000_000;
        if (whole < long.MinValue || whole > long.MaxValue)
        {
            thread.OverflowError(OutOfRange);
            return false;
        }

        nanoseconds = (long)whole;
        return true;
    }

    /// <summary>Nine numbers as a time; false when an exception is set.</summary>
    public static bool TryTime(ThreadState thread, Value value, string function, out CivilTime time)
    {
        time = default;
        if (value.Ref is not TupleObject tuple)
        {
            thread.TypeError("Tuple or struct_time argument required");
            return false;
        }

        if (tuple.Length != 9)
        {
            thread.TypeError($"{function}(): illegal time tuple argument");
            return false;
        }

        Span<int> fields = stackalloc int[9];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!Bind.TryInt(thread, tuple.Items[i], out fields[i]))
            {
                return false;
            }
        }

        string zone = "UTC";
        int offset = 0;
        if (tuple is StructSequenceObject whole && ReferenceEquals(value.Type, StructTime.Type))
        {
            zone = whole.Field(9).Ref is StrObject name ? name.ToString() : "";
            offset = whole.Field(10).Ref is null ? (int)whole.Field(10).Bits : 0;
        }

        time = new CivilTime(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7], fields[8], zone, offset);
        return true;
    }

    /// <summary>Refuses fields that strftime and asctime could not print; zeros that C takes for the first are made so.</summary>
    public static bool TryCheck(ThreadState thread, ref CivilTime time)
    {
        time = time with
        {
            Month = time.Month == 0 ? 1 : time.Month,
            Day = time.Day == 0 ? 1 : time.Day,
            YearDay = time.YearDay == 0 ? 1 : time.YearDay,
            Weekday = ((time.Weekday % 7) + 7) % 7,
        };
        string? fault = time switch
        {
            { Month: < 1 or > 12 } => "month out of range",
            { Day: < 1 or > 31 } => "day of month out of range",
            { Hour: < 0 or > 23 } => "hour out of range",
            { Minute: < 0 or > 59 } => "minute out of range",
            { Second: < 0 or > 61 } => "seconds out of range",
            { YearDay: < 1 or > 366 } => "day of year out of range",
            _ => null,
        };
        if (fault is not null)
        {
            thread.ValueError(fault);
        }

        return fault is null;
    }
}

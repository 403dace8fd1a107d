using System.Globalization;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module time: dates and texts. The clocks are in <see cref="TimeClockFunctions"/>.</summary>
[PyModule("time", Doc = "This module provides various functions to manipulate time values.")]
internal static class TimeModule
{
    [PyConstant("struct_time")]
    public static TypeObject StructTime => TimeArguments.StructTime.Type;

    /// <summary>How many of a struct_time's fields are those of the C library's struct tm.</summary>
    [PyConstant("_STRUCT_TM_ITEMS")]
    public static Value StructFields => Value.Int(11);

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        SetZone(thread, module.Namespace);
        return true;
    }

    [PyFunction("gmtime", Doc = "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT).  When\n'seconds' is not passed in, convert the current time instead.")]
    public static Value GmTime(ThreadState thread, [Optional("None")] Value seconds) =>
        TimeArguments.TrySeconds(thread, seconds, out long epoch) ? TimeArguments.ToStruct(thread, CivilTime.FromSeconds(epoch, zone: "GMT")) : Value.Error;

    [PyFunction("localtime", Doc = "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing local time.  When\n'seconds' is not passed in, convert the current time instead.")]
    public static Value LocalTime(ThreadState thread, [Optional("None")] Value seconds) =>
        TimeArguments.TrySeconds(thread, seconds, out long epoch) ? TimeArguments.ToStruct(thread, LocalZone.At(epoch)) : Value.Error;

    [PyFunction("mktime", Doc = "mktime(tuple) -> floating-point number\n\nConvert a time tuple in local time to seconds since the Epoch.")]
    public static Value MkTime(ThreadState thread, Value tuple) =>
        TimeArguments.TryTime(thread, tuple, "mktime", out CivilTime time) ? Value.FromDouble(LocalZone.ToSeconds(time)) : Value.Error;

    [PyFunction("asctime", Doc = "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.  When the time\ntuple is not present, current time as returned by localtime() is used.")]
    public static Value AscTime(ThreadState thread, [Optional] Value tuple) =>
        TryTimeOrNow(thread, tuple, "asctime", out CivilTime time) && TimeArguments.TryCheck(thread, ref time) ? Value.Str(AsText(time)) : Value.Error;

    [PyFunction("ctime", Doc = "ctime(seconds) -> string\n\nConvert a time in seconds since the Epoch to a string in local time.  This is\nequivalent to asctime(localtime(seconds)).")]
    public static Value CTime(ThreadState thread, [Optional("None")] Value seconds) =>
        TimeArguments.TrySeconds(thread, seconds, out long epoch) ? Value.Str(AsText(LocalZone.At(epoch))) : Value.Error;

    [PyFunction("strftime", Doc = "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification.  See the\nlibrary reference manual for formatting codes.  When the time tuple is not present,\ncurrent time as returned by localtime() is used.")]
    public static Value StrFTime(ThreadState thread, string format, [Optional] Value tuple) =>
        TryTimeOrNow(thread, tuple, "strftime", out CivilTime time) && TimeArguments.TryCheck(thread, ref time)
            ? Value.Str(TimeFormatting.Format(format, time))
            : Value.Error;

    [PyFunction("strptime", Doc = "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification.  See the library\nreference manual for formatting codes (same as strftime()).")]
    public static Value StrPTime(ThreadState thread, string @string, string format = "%a %b %d %H:%M:%S %Y") =>
        TimeParsing.TryParse(@string, format, out ParsedTime parsed) is { } fault
            ? thread.ValueError(fault)
            : TimeArguments.ToStruct(thread, parsed.Time);

    [PyFunction("tzset", Doc = "tzset()\n\nInitialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ'].")]
    public static Value TzSet(ThreadState thread)
    {
        LocalZone.Reset();
        if (thread.Interpreter.Modules.GetName(StrObject.Intern("time")).Ref is ModuleObject module)
        {
            SetZone(thread, module.Namespace);
        }

        return Value.None;
    }

    private static string AsText(in CivilTime time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeFormatting.Weekdays[time.Weekday][..3]} {TimeFormatting.Months[time.Month - 1][..3]} {time.Day,2} {time.Hour:00}:{time.Minute:00}:{time.Second:00} {time.Year}");

    private static bool TryTimeOrNow(ThreadState thread, Value tuple, string function, out CivilTime time)
    {
        if (!tuple.IsUnbound)
        {
            return TimeArguments.TryTime(thread, tuple, function, out time);
        }

        TimeArguments.TrySeconds(thread, Value.None, out long now);
        time = LocalZone.At(now);
        return true;
    }

    private static void SetZone(ThreadState thread, DictObject names)
    {
        (int timeZone, int altZone, bool hasDaylight, string standard, string daylight) = LocalZone.Describe();
        names.SetName(thread, StrObject.Intern("timezone"), Value.Int(timeZone));
        names.SetName(thread, StrObject.Intern("altzone"), Value.Int(altZone));
        names.SetName(thread, StrObject.Intern("daylight"), Value.Int(hasDaylight ? 1 : 0));
        names.SetName(thread, StrObject.Intern("tzname"), Value.Of(TupleObject.Steal(thread, [Value.Str(standard), Value.Str(daylight)])));
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _strptime: what the module datetime needs beyond a struct_time (CPython Lib/_strptime.py).</summary>
[PyModule("_strptime", Doc = "Strptime-related classes and functions.")]
internal static class StrptimeModule
{
    /// <summary>Nothing is kept of formats; programs that empty CPython's cache find one that is empty.</summary>
    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        module.DefineConstant("_regex_cache", Value.Of(new DictObject(thread)));
        return true;
    }

    [PyFunction("_strptime_time", Doc = "Return a struct_time by the format.")]
    public static Value ParseTime(ThreadState thread, string data, string format = "%a %b %d %H:%M:%S %Y") => TimeModule.StrPTime(thread, data, format);

    [PyFunction("_strptime", Doc = "Return (year, month, day, hour, minute, second, microsecond, zone or None, offset in microseconds or None).")]
    public static Value Parse(ThreadState thread, string data, string format)
    {
        if (TimeParsing.TryParse(data, format, out ParsedTime parsed) is { } fault)
        {
            return thread.ValueError(fault);
        }

        CivilTime time = parsed.Time;
        return Value.Of(TupleObject.Of(
            thread,
            [
                Value.Int(time.Year),
                Value.Int(time.Month),
                Value.Int(time.Day),
                Value.Int(time.Hour),
                Value.Int(time.Minute),
                Value.Int(time.Second),
                Value.Int(parsed.Microseconds),
                time.Zone.Length == 0 ? Value.None : Value.Str(time.Zone),
                parsed.HasOffset ? Value.Int((time.Offset * 1_000_000L) + parsed.OffsetFraction) : Value.None,
            ]));
    }
}

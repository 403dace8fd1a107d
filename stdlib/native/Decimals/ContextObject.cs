using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>The settings and flags of a decimal context; decimal.Context, written in Pyl, derives from its type.</summary>
public sealed class DecimalContextObject : PyObject
{
    internal DecimalContextObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    internal DecContext Settings { get; } = new();

    internal Conditions Traps { get; set; }

    internal bool Capitals { get; set; } = true;

    /// <summary>The result of an operation whose new conditions are in the settings' status: flags are set, traps raise.</summary>
    internal Value Settle(ThreadState thread, Value result, Conditions before)
    {
        Conditions met = Settings.Status;
        Settings.Status = met | before;
        if ((met & Traps) == 0)
        {
            return result;
        }

        thread.Release(result);
        return Raise(thread, met & Traps);
    }

    internal static Value Raise(ThreadState thread, Conditions trapped)
    {
        Value outcome = thread.Call(DecimalState.Of(thread).Raise, Value.Int((long)trapped));
        thread.Release(outcome);
        return Value.Error;
    }
}

/// <summary>The type of the base of contexts.</summary>
[PyType("ContextBase", typeof(DecimalContextObject), Module = "_decimal", Locks = true)]
internal static class DecimalContextMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "ContextBase", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasWeakReferences) { Module = "_decimal" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new DecimalContextObject(thread, cls));

    [PyGetter("prec")]
    public static long Precision(DecimalContextObject self) => self.Settings.Precision;

    [PySetter("prec")]
    public static bool SetPrecision(ThreadState thread, DecimalContextObject self, Value value) =>
        TryLimit(thread, value, "prec", 1, DecContext.Limit, "[1, MAX_PREC]", out self.Settings.Precision);

    [PyGetter("Emin")]
    public static long Emin(DecimalContextObject self) => self.Settings.Emin;

    [PySetter("Emin")]
    public static bool SetEmin(ThreadState thread, DecimalContextObject self, Value value) =>
        TryLimit(thread, value, "Emin", -DecContext.Limit, 0, "[MIN_EMIN, 0]", out self.Settings.Emin);

    [PyGetter("Emax")]
    public static long Emax(DecimalContextObject self) => self.Settings.Emax;

    [PySetter("Emax")]
    public static bool SetEmax(ThreadState thread, DecimalContextObject self, Value value) =>
        TryLimit(thread, value, "Emax", 0, DecContext.Limit, "[0, MAX_EMAX]", out self.Settings.Emax);

    [PyGetter("clamp")]
    public static long Clamp(DecimalContextObject self) => self.Settings.Clamp ? 1 : 0;

    [PySetter("clamp")]
    public static bool SetClamp(ThreadState thread, DecimalContextObject self, Value value)
    {
        if (!TryLimit(thread, value, "clamp", 0, 1, "[0, 1]", out long clamp))
        {
            return false;
        }

        self.Settings.Clamp = clamp != 0;
        return true;
    }

    [PyGetter("capitals")]
    public static long Capitals(DecimalContextObject self) => self.Capitals ? 1 : 0;

    [PySetter("capitals")]
    public static bool SetCapitals(ThreadState thread, DecimalContextObject self, Value value)
    {
        if (!TryLimit(thread, value, "capitals", 0, 1, "[0, 1]", out long capitals))
        {
            return false;
        }

        self.Capitals = capitals != 0;
        return true;
    }

    [PyGetter("_rounding")]
    public static long GetRounding(DecimalContextObject self) => (long)self.Settings.Rounding;

    [PySetter("_rounding")]
    public static bool SetRounding(ThreadState thread, DecimalContextObject self, Value value)
    {
        self.Settings.Rounding = (Rounding)value.Bits;
        return true;
    }

    [PyGetter("_status")]
    public static long Status(DecimalContextObject self) => (long)self.Settings.Status;

    [PySetter("_status")]
    public static bool SetStatus(ThreadState thread, DecimalContextObject self, Value value)
    {
        self.Settings.Status = (Conditions)value.Bits;
        return true;
    }

    [PyGetter("_traps")]
    public static long Traps(DecimalContextObject self) => (long)self.Traps;

    [PySetter("_traps")]
    public static bool SetTraps(ThreadState thread, DecimalContextObject self, Value value)
    {
        self.Traps = (Conditions)value.Bits;
        return true;
    }

    private static bool TryLimit(ThreadState thread, Value value, string name, long least, long most, string range, out long result)
    {
        result = least;
        if (value.IsUnbound)
        {
            thread.Raise(ExceptionTypes.AttributeError, $"context attributes cannot be deleted");
            return false;
        }

        if (!Integers.TryGet(value, out long small, out IntObject? wide))
        {
            thread.TypeError("an integer is required");
            return false;
        }

        if (wide is not null || small < least || small > most)
        {
            thread.ValueError(name is "clamp" or "capitals" ? $"valid values for {name} are 0 or 1" : $"valid range for {name} is {range}");
            return false;
        }

        result = small;
        return true;
    }
}

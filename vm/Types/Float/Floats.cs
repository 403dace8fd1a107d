using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>Reading floats in all their forms.</summary>
internal static class Floats
{
    /// <summary>True for a float of any class.</summary>
    public static bool TryGet(Value value, out double result)
    {
        if (value.IsFloat)
        {
            result = value.Float;
            return true;
        }

        if (value.Ref is FloatObject instance)
        {
            result = instance.Value;
            return true;
        }

        result = 0;
        return false;
    }

    /// <summary>The value of what is known to be a float.</summary>
    public static double Of(Value value) => value.IsFloat ? value.Float : ((FloatObject)value.Ref!).Value;

    /// <summary>A float or an int as a float: 1, 0 for other types, -1 with OverflowError set.</summary>
    public static int TryCoerce(ThreadState thread, Value value, out double result)
    {
        if (TryGet(value, out result))
        {
            return 1;
        }

        if (!Integers.TryGet(value, out long small, out IntObject? wide))
        {
            return 0;
        }

        if (wide is null)
        {
            result = small;
            return 1;
        }

        if (FloatConversions.TryFromInteger(wide.Value, out result) is { } error)
        {
            thread.Raise(error);
            return -1;
        }

        return 1;
    }

    /// <summary>DeprecationWarning that __float__ has returned an instance of a subclass; false when it is an exception.</summary>
    public static bool WarnOfSubclass(ThreadState thread, string type, string returned) =>
        Warnings.Warn(
            thread, ExceptionTypes.DeprecationWarning,
            $"{type}.__float__ returned non-float (type {returned}).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.");
}

using System.Runtime.CompilerServices;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Calling special methods by slot, and the protocols that convert: truth, index, length, text. Arguments are borrowed,
/// results are new references or <see cref="Value.Error"/>.
/// </summary>
public static unsafe class Operators
{
    /// <summary>Calls a unary special method; <paramref name="missing"/> when the type has none (or has set it to None).</summary>
    public static Value CallUnary(ThreadState thread, SpecialMethod slot, Value self, out bool missing)
    {
        ref SlotEntry entry = ref self.Type.Slot(slot);
        missing = false;
        if (entry.Native != 0)
        {
            return ((delegate*<ThreadState, Value, Value>)entry.Native)(thread, self);
        }

        if (entry.Method is { } method && !ReferenceEquals(method, Singletons.None))
        {
            return Calls.CallSpecial(thread, method, self, []);
        }

        return Missing(thread, slot, entry, out missing);
    }

    /// <summary>Calls a binary special method; <paramref name="missing"/> when the type has none.</summary>
    public static Value CallBinary(ThreadState thread, SpecialMethod slot, Value self, Value other, out bool missing)
    {
        ref SlotEntry entry = ref self.Type.Slot(slot);
        missing = false;
        if (entry.Native != 0)
        {
            return ((delegate*<ThreadState, Value, Value, Value>)entry.Native)(thread, self, other);
        }

        if (entry.Method is { } method && !ReferenceEquals(method, Singletons.None))
        {
            return Calls.CallSpecial(thread, method, self, [other]);
        }

        return Missing(thread, slot, entry, out missing);
    }

    /// <summary>Calls a ternary special method; <paramref name="missing"/> when the type has none.</summary>
    public static Value CallTernary(ThreadState thread, SpecialMethod slot, Value self, Value first, Value second, out bool missing)
    {
        ref SlotEntry entry = ref self.Type.Slot(slot);
        missing = false;
        if (entry.Native != 0)
        {
            return ((delegate*<ThreadState, Value, Value, Value, Value>)entry.Native)(thread, self, first, second);
        }

        if (entry.Method is { } method && !ReferenceEquals(method, Singletons.None))
        {
            return Calls.CallSpecial(thread, method, self, [first, second]);
        }

        return Missing(thread, slot, entry, out missing);
    }

    /// <summary>A special method that is None is called like any other, but for the four whose None says that the protocol is not there.</summary>
    private static Value Missing(ThreadState thread, SpecialMethod slot, in SlotEntry entry, out bool missing)
    {
        missing = entry.Method is null || slot is SpecialMethod.Hash or SpecialMethod.Iter or SpecialMethod.Contains or SpecialMethod.Bool;
        return missing ? Value.Error : thread.TypeError("'NoneType' object is not callable");
    }

    /// <summary>Truth: 1, 0, or -1 when an exception is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IsTrue(ThreadState thread, Value value)
    {
        if (value.Ref is null)
        {
            return value.Bits != 0 ? 1 : 0;
        }

        if (value.IsTrue)
        {
            return 1;
        }

        return value.IsFalse || value.IsNone ? 0 : IsTrueSlow(thread, value);
    }

    /// <summary>len(value), or -1 when an exception is set.</summary>
    public static long Length(ThreadState thread, Value value)
    {
        switch (value.Ref)
        {
            case ListObject list when ReferenceEquals(list.Type, BuiltinTypes.List):
                return list.Count;
            case StrObject { IsExact: true } text:
                return text.Length;
            case DictObject dict when ReferenceEquals(dict.Type, BuiltinTypes.Dict):
                return dict.Used;
            case TupleObject tuple when ReferenceEquals(tuple.Type, BuiltinTypes.Tuple):
                return tuple.Length;
        }

        Value result = CallUnary(thread, SpecialMethod.Len, value, out bool missing);
        if (missing)
        {
            thread.TypeError($"object of type '{value.Type.Name}' has no len()");
            return -1;
        }

        return LengthResult(thread, result);
    }

    /// <summary>operator.index(value) as a Value: an int immediate or a wide IntObject; TypeError when it is no integer.</summary>
    public static Value Index(ThreadState thread, Value value)
    {
        if (value.Ref is null)
        {
            return value;
        }

        switch (value.Ref)
        {
            case BoolObject b:
                return Value.Int(b.Value ? 1 : 0);
            case IntObject wide:
                return ReferenceEquals(wide.Type, BuiltinTypes.Int) ? value : IntObject.Of(wide.Value);
        }

        Value result = CallUnary(thread, SpecialMethod.Index, value, out bool missing);
        if (missing)
        {
            return thread.TypeError($"'{value.Type.Name}' object cannot be interpreted as an integer");
        }

        if (result.IsError || result.Ref is null)
        {
            return result;
        }

        if (result.Type.IsSubtypeOf(BuiltinTypes.Int))
        {
            return Exact(thread, result, "__index__");
        }

        string name = result.Type.Name;
        thread.Release(result);
        return thread.TypeError($"__index__ returned non-int (type {name})");
    }

    /// <summary>The int of an int subclass that a conversion method has returned, which is deprecated; consumes the value.</summary>
    internal static Value Exact(ThreadState thread, Value result, string method)
    {
        if (ReferenceEquals(result.Type, BuiltinTypes.Int))
        {
            return result;
        }

        bool go = Warnings.Warn(
            thread, ExceptionTypes.DeprecationWarning,
            $"{method} returned non-int (type {result.Type.Name}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.");
        Value exact = go ? Index(thread, result) : Value.Error;
        thread.Release(result);
        return exact;
    }

    /// <summary>An index that fits 64 bits; OverflowError (or the given type) otherwise. False when an exception is set.</summary>
    public static bool TryIndex(ThreadState thread, Value value, out long index, TypeObject? overflow = null)
    {
        if (value.Ref is null)
        {
            index = value.Bits;
            return true;
        }

        Value result = Index(thread, value);
        index = result.Bits;
        if (result.Ref is null)
        {
            return true;
        }

        if (!result.IsError)
        {
            thread.Raise(overflow ?? ExceptionTypes.OverflowError, $"cannot fit '{value.Type.Name}' into an index-sized integer");
        }

        return false;
    }

    /// <summary>An index clamped to 64 bits, as slices and len-like arguments want it. False when an exception is set.</summary>
    public static bool TryIndexClamped(ThreadState thread, Value value, out long index)
    {
        Value result = Index(thread, value);
        index = result.Ref is IntObject wide ? (wide.Value.Sign < 0 ? long.MinValue : long.MaxValue) : result.Bits;
        return !result.IsError;
    }

    /// <summary>repr(value).</summary>
    public static Value Repr(ThreadState thread, Value value) => Text(thread, SpecialMethod.Repr, value);

    /// <summary>str(value).</summary>
    public static Value Str(ThreadState thread, Value value)
    {
        if (value.Ref is StrObject text && ReferenceEquals(text.Type, BuiltinTypes.Str))
        {
            return value;
        }

        if (value.Ref is null)
        {
            return Value.Of(SmallIntText.Of(value.Bits));
        }

        return Text(thread, value.Type.Slot(SpecialMethod.Str).IsDefined ? SpecialMethod.Str : SpecialMethod.Repr, value);
    }

    /// <summary>ascii(value): repr with everything but ASCII escaped.</summary>
    public static Value Ascii(ThreadState thread, Value value)
    {
        Value text = Repr(thread, value);
        if (text.IsError || (((StrObject)text.Ref!).Data.Narrow is { } narrow && System.Text.Ascii.IsValid(narrow)))
        {
            return text;
        }

        Value ascii = Value.Of(StrObject.OfNarrow(Literals.AsciiOfRepr(((StrObject)text.Ref!).Data)));
        thread.Release(text);
        return ascii;
    }

    /// <summary>repr as UTF-16 text; null when an exception is set.</summary>
    public static string? ReprText(ThreadState thread, Value value)
    {
        Value result = Repr(thread, value);
        return result.IsError ? null : result.Ref!.ToString();
    }

    /// <summary>str as UTF-16 text; null when an exception is set.</summary>
    public static string? StrText(ThreadState thread, Value value)
    {
        Value result = Str(thread, value);
        return result.IsError ? null : result.Ref!.ToString();
    }

    /// <summary>format(value, spec).</summary>
    public static Value Format(ThreadState thread, Value value, StrObject spec)
    {
        if (value.Ref is null)
        {
            return IntMethods.Format(thread, value, spec);
        }

        if (value.IsFloat)
        {
            return FloatMethods.Format(thread, value, spec);
        }

        if (value.Ref is StrObject { IsExact: true } text)
        {
            return StrFormatMethods.FormatBySpec(thread, text, spec);
        }

        Value method = Attributes.LookupSpecial(thread, value, Names.Format, out Value self);
        if (method.IsUnbound)
        {
            return thread.TypeError($"Type {value.Type.Name} doesn't define __format__");
        }

        Value result = Calls.CallUnbound(thread, method, self, [Value.Of(spec)]);
        if (!result.IsError && result.Ref is not StrObject)
        {
            string name = result.Type.Name;
            thread.Release(result);
            return thread.TypeError($"__format__ must return a str, not {name}");
        }

        return result;
    }

    private static Value Text(ThreadState thread, SpecialMethod slot, Value value)
    {
        if (!StackGuard.Enter(thread, slot == SpecialMethod.Repr ? " while getting the repr of an object" : " while getting the str of an object"))
        {
            return Value.Error;
        }

        Value result = CallUnary(thread, slot, value, out bool missing);
        StackGuard.Leave(thread);
        if (missing)
        {
            return thread.TypeError($"'{value.Type.Name}' object has no {(slot == SpecialMethod.Repr ? "__repr__" : "__str__")}");
        }

        if (result.IsError || result.Ref is StrObject)
        {
            return result;
        }

        string name = result.Type.Name;
        thread.Release(result);
        return thread.TypeError($"{(slot == SpecialMethod.Repr ? "__repr__" : "__str__")} returned non-string (type {name})");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int IsTrueSlow(ThreadState thread, Value value)
    {
        if (value.IsFloat)
        {
            return value.Float != 0 ? 1 : 0;
        }

        Value result = CallUnary(thread, SpecialMethod.Bool, value, out bool missing);
        if (!missing)
        {
            if (result.IsError)
            {
                return -1;
            }

            if (!result.IsBool)
            {
                string name = result.Type.Name;
                thread.Release(result);
                thread.TypeError($"__bool__ should return bool, returned {name}");
                return -1;
            }

            return result.IsTrue ? 1 : 0;
        }

        if (ReferenceEquals(value.Type.Slot(SpecialMethod.Bool).Method, Singletons.None))
        {
            thread.TypeError($"'{value.Type.Name}' cannot be interpreted as a boolean");
            return -1;
        }

        result = CallUnary(thread, SpecialMethod.Len, value, out missing);
        if (missing)
        {
            return 1;
        }

        long length = LengthResult(thread, result);
        return length < 0 ? -1 : length > 0 ? 1 : 0;
    }

    private static long LengthResult(ThreadState thread, Value result)
    {
        if (result.IsError)
        {
            return -1;
        }

        if (result.Ref is not null)
        {
            Value index = Index(thread, result);
            thread.Release(result);
            if (index.IsError)
            {
                return -1;
            }

            if (index.Ref is not null)
            {
                if (Integers.TryGet(index, out System.Numerics.BigInteger huge) && huge.Sign < 0)
                {
                    thread.ValueError("__len__() should return >= 0");
                    return -1;
                }

                thread.OverflowError("cannot fit 'int' into an index-sized integer");
                return -1;
            }

            result = index;
        }

        if (result.Bits < 0)
        {
            thread.ValueError("__len__() should return >= 0");
            return -1;
        }

        return result.Bits;
    }
}

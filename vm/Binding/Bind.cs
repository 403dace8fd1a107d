using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>How a native is called, which decides what CPython says when the call does not fit.</summary>
public enum CallStyle : byte
{
    /// <summary>A module's function or a static method: nothing before the arguments.</summary>
    Function,

    /// <summary>A method: self first.</summary>
    Method,

    /// <summary>A class method: the class first.</summary>
    ClassMethod,

    /// <summary>A special method called by name (wrapper_descriptor): self first.</summary>
    Slot,

    /// <summary>__new__ or __init__: the class or self first, named after the type.</summary>
    Constructor,
}

/// <summary>
/// What generated argument binding calls: tests of self, keyword binding and the errors. Everything that is not needed
/// when a call fits is out of line here, so that the generated entries stay small.
/// </summary>
public static unsafe class Bind
{
    /// <summary>True when the value is an instance of the type or of a subtype.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(in Value value, TypeObject type)
    {
        TypeObject actual = value.Type;
        return ReferenceEquals(actual, type) || actual.IsSubtypeOf(type);
    }

    /// <summary>True when the value is a class whose instances the __new__ of the type can make: the type itself, or a subtype without a native __new__ of its own.</summary>
    public static bool CanMake(in Value value, TypeObject type)
    {
        if (ReferenceEquals(value.Ref, type))
        {
            return true;
        }

        return value.Ref is TypeObject cls
            && cls.IsSubtypeOf(type)
            && NativeBase(cls).Slot(SpecialMethod.New).Native == type.Slot(SpecialMethod.New).Native;
    }

    /// <summary>An int argument of 64 bits (clinic's Py_ssize_t): an int or what has __index__. False when TypeError or OverflowError is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLong(ThreadState thread, Value value, out long result)
    {
        result = value.Bits;
        return value.Ref is null || TryLongSlow(thread, value, out result);
    }

    /// <summary>An int argument of 32 bits (clinic's int). False when TypeError or OverflowError is set.</summary>
    public static bool TryInt(ThreadState thread, Value value, out int result)
    {
        Value index = Operators.Index(thread, value);
        result = (int)index.Bits;
        if (index.Ref is null && result == index.Bits)
        {
            return true;
        }

        if (!index.IsError)
        {
            thread.OverflowError("Python int too large to convert to C int");
        }

        return false;
    }

    /// <summary>An int argument of any size. False when TypeError is set.</summary>
    public static bool TryBigInteger(ThreadState thread, Value value, out BigInteger result)
    {
        Value index = Operators.Index(thread, value);
        result = index.Ref is IntObject wide ? wide.Value : index.Bits;
        return !index.IsError;
    }

    /// <summary>A float argument: a float, an int, or what has __float__ or __index__. False when TypeError or OverflowError is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDouble(ThreadState thread, Value value, out double result)
    {
        if (value.IsFloat)
        {
            result = value.Float;
            return true;
        }

        result = value.Bits;
        return value.Ref is null || TryDoubleSlow(thread, value, out result);
    }

    /// <summary>The truth of any object. False when an exception is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTruth(ThreadState thread, Value value, out bool result)
    {
        int truth = Operators.IsTrue(thread, value);
        result = truth > 0;
        return truth >= 0;
    }

    /// <summary>A str argument as UTF-16 text. False when TypeError is set.</summary>
    public static bool TryString(ThreadState thread, Value value, string function, string argument, bool orNone, out string result)
    {
        if (value.Ref is StrObject text)
        {
            result = text.ToString();
            return true;
        }

        result = "";
        ArgumentError(thread, function, argument, orNone ? "str or None" : "str", value);
        return false;
    }

    /// <summary>The bytes of a bytes-like argument; they are valid as long as the argument is neither released nor resized. False when TypeError is set.</summary>
    public static bool TryBytes(ThreadState thread, Value value, out ReadOnlySpan<byte> result) => Buffers.TryGet(thread, value, out result);

    /// <summary>A copy of the items of an iterable of numbers. False when an exception is set.</summary>
    public static bool TryDoubles(ThreadState thread, Value value, out ReadOnlySpan<double> result)
    {
        var numbers = new List<double>();
        using var items = new Iteration(thread, value);
        while (items.MoveNext(out Value item))
        {
            bool converted = TryDouble(thread, item, out double number);
            thread.Release(item);
            if (!converted)
            {
                result = default;
                return false;
            }

            numbers.Add(number);
        }

        result = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers);
        return !items.Failed;
    }

    /// <summary>Calls with the arguments bound to parameters, of which some were passed by keyword, are missing or too many.</summary>
    public static Value CallWithKeywords(
        ThreadState thread,
        KeywordSignature signature,
        ReadOnlySpan<Value> arguments,
        Keywords keywords,
        delegate*<ThreadState, ReadOnlySpan<Value>, Value> entry)
    {
        int count = signature.Leading + signature.Names.Length;
        ArgumentBuffer buffer = default;
        Span<Value> bound = count <= ArgumentBuffer.Capacity ? ((Span<Value>)buffer)[..count] : new Value[count];
        return KeywordBinder.TryBind(thread, signature, arguments, keywords, bound) ? entry(thread, bound) : Value.Error;
    }

    /// <summary>As <see cref="CallWithKeywords"/> for natives with *args: the second span has the keyword-only arguments.</summary>
    public static Value CallWithKeywordOnly(
        ThreadState thread,
        KeywordSignature signature,
        ReadOnlySpan<Value> arguments,
        Keywords keywords,
        delegate*<ThreadState, ReadOnlySpan<Value>, ReadOnlySpan<Value>, Value> entry)
    {
        int count = signature.Names.Length - signature.Positional;
        ArgumentBuffer buffer = default;
        Span<Value> bound = count <= ArgumentBuffer.Capacity ? ((Span<Value>)buffer)[..count] : new Value[count];
        return KeywordBinder.TryBind(thread, signature, arguments, keywords, bound)
            ? entry(thread, arguments[..(arguments.Length - keywords.Count)], bound)
            : Value.Error;
    }

    /// <summary>A call of a native without keyword parameters does not fit: finds out why and sets TypeError.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="style">How the native is called.</param>
    /// <param name="type">The type whose method it is; null for functions of modules.</param>
    /// <param name="qualifier">"type." or "module." or empty.</param>
    /// <param name="name">The name.</param>
    /// <param name="minimum">Fewest arguments, self excluded.</param>
    /// <param name="maximum">Most arguments, or -1.</param>
    /// <param name="arguments">The arguments of the call.</param>
    /// <param name="keywords">The keywords of the call.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value CallError(
        ThreadState thread,
        CallStyle style,
        TypeObject? type,
        string qualifier,
        string name,
        int minimum,
        int maximum,
        ReadOnlySpan<Value> arguments,
        Keywords keywords)
    {
        int count = arguments.Length - keywords.Count;
        if (style != CallStyle.Function)
        {
            if (style != CallStyle.Constructor)
            {
                bool fits = count > 0 && (style == CallStyle.ClassMethod ? arguments[0].Ref is TypeObject : Is(arguments[0], type!));
                if (!fits)
                {
                    return SelfError(thread, style, type!, name, count == 0 ? Value.Unbound : arguments[0]);
                }
            }

            count--;
        }

        if (!keywords.IsEmpty)
        {
            return thread.TypeError(style == CallStyle.Slot ? $"wrapper {name}() takes no keyword arguments" : $"{qualifier}{name}() takes no keyword arguments");
        }

        return thread.TypeError(style switch
        {
            CallStyle.Slot => SlotCount(name, minimum, maximum, count),
            // super's __init__ counts its arguments under the name "super()".
            CallStyle.Constructor => ExpectedCount(name == "super" ? "super()" : name, minimum, maximum, count),
            _ when minimum == maximum && maximum == 0 => $"{qualifier}{name}() takes no arguments ({count} given)",
            _ when minimum == maximum && maximum == 1 => $"{qualifier}{name}() takes exactly one argument ({count} given)",
            _ => ExpectedCount(name, minimum, maximum, count),
        });
    }

    /// <summary>The first argument of a method is missing (unbound) or of another type: TypeError.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value SelfError(ThreadState thread, CallStyle style, TypeObject type, string name, Value self)
    {
        if (self.IsUnbound)
        {
            return thread.TypeError(style == CallStyle.Method
                ? $"unbound method {type.Name}.{name}() needs an argument"
                : $"descriptor '{name}' of '{type.Name}' object needs an argument");
        }

        return thread.TypeError(style switch
        {
            CallStyle.Method => $"descriptor '{name}' for '{type.Name}' objects doesn't apply to a '{self.Type.Name}' object",
            CallStyle.ClassMethod => $"descriptor '{name}' for type '{type.Name}' needs a type, not a '{self.Type.Name}' as arg 2",
            _ => $"descriptor '{name}' requires a '{type.Name}' object but received a '{self.Type.Name}'",
        });
    }

    /// <summary>__new__ was called by name without a class, or with one that does not fit: TypeError.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value NewError(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length == keywords.Count)
        {
            return thread.TypeError($"{type.Name}.__new__(): not enough arguments");
        }

        if (arguments[0].Ref is not TypeObject cls)
        {
            return thread.TypeError($"{type.Name}.__new__(X): X is not a type object ({arguments[0].Type.Name})");
        }

        return thread.TypeError(cls.IsSubtypeOf(type)
            ? $"{type.Name}.__new__({cls.Name}) is not safe, use {NativeBase(cls).Name}.__new__()"
            : $"{type.Name}.__new__({cls.Name}): {cls.Name} is not a subtype of {type.Name}");
    }

    /// <summary>An argument is of another type: TypeError "f() argument 1 must be str, not int".</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value ArgumentError(ThreadState thread, string function, string argument, string expected, Value actual) =>
        thread.TypeError($"{function}() {argument} must be {expected}, not {(actual.IsNone ? "None" : actual.Type.Name)}");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryLongSlow(ThreadState thread, Value value, out long result)
    {
        Value index = Operators.Index(thread, value);
        result = index.Bits;
        if (index.Ref is null)
        {
            return true;
        }

        if (!index.IsError)
        {
            thread.OverflowError("Python int too large to convert to C ssize_t");
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryDoubleSlow(ThreadState thread, Value value, out double result)
    {
        if (value.Ref is FloatObject instance)
        {
            result = instance.Value;
            return true;
        }

        result = 0;
        Value converted = Operators.CallUnary(thread, SpecialMethod.Float, value, out bool missing);
        if (!missing)
        {
            return TryFloatResult(thread, value, converted, out result);
        }

        if (!value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"must be real number, not {value.Type.Name}");
            return false;
        }

        Value index = Operators.Index(thread, value);
        if (index.IsError)
        {
            return false;
        }

        BigInteger wide = index.Ref is IntObject big ? big.Value : index.Bits;
        if (FloatConversions.TryFromInteger(wide, out result) is { } error)
        {
            thread.OverflowError(error.Message);
            return false;
        }

        return true;
    }

    /// <summary>Consumes what __float__ returned.</summary>
    private static bool TryFloatResult(ThreadState thread, Value value, Value converted, out double result)
    {
        result = 0;
        if (converted.IsError)
        {
            return false;
        }

        if (converted.IsFloat)
        {
            result = converted.Float;
            return true;
        }

        string type = converted.Type.Name;
        double? subclass = (converted.Ref as FloatObject)?.Value;
        thread.Release(converted);
        if (subclass is { } number)
        {
            result = number;
            return Floats.WarnOfSubclass(thread, value.Type.Name, type);
        }

        thread.TypeError($"{value.Type.Name}.__float__ returned non-float (type {type})");
        return false;
    }

    private static TypeObject NativeBase(TypeObject type)
    {
        while (type.IsHeap && type.Base is { } next)
        {
            type = next;
        }

        return type;
    }

    private static string ExpectedCount(string name, int minimum, int maximum, int count)
    {
        (string limit, int expected) = minimum == maximum ? ("", minimum)
            : count < minimum ? ("at least ", minimum)
            : ("at most ", maximum);
        return $"{name} expected {limit}{expected} argument{(expected == 1 ? "" : "s")}, got {count}";
    }

    private static string SlotCount(string name, int minimum, int maximum, int count)
    {
        // wrap_setattr and its like parse their arguments by name; the others go through check_num_args (Objects/typeobject.c).
        if (name == "__get__" || (minimum == maximum && maximum == 2))
        {
            return ExpectedCount(name, minimum, maximum, count);
        }

        return minimum == maximum
            ? $"expected {minimum} argument{(minimum == 1 ? "" : "s")}, got {count}"
            : $"expected {minimum} or {maximum} arguments, got {count}";
    }

    /// <summary>Room for bound arguments on the stack.</summary>
    [InlineArray(Capacity)]
    private struct ArgumentBuffer
    {
        public const int Capacity = 12;

        private Value _first;
    }
}

using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// What a register holds (DESIGN 2): an int that fits 64 bits (<see cref="Ref"/> null), a float (<see cref="Ref"/> the
/// float tag), or a reference to a heap object. Ints and floats are never heap objects in a Value: an IntObject in
/// <see cref="Ref"/> is always wider than 64 bits. Sixteen bytes, so it tears: heap slots hold <c>object?</c> instead,
/// see <see cref="Slot"/>; only immutable containers and windows hold Values.
/// </summary>
public struct Value
{
    public PyObject? Ref;
    public long Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value(PyObject? reference, long bits = 0)
    {
        Ref = reference;
        Bits = bits;
    }

    public static Value None
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Singletons.None);
    }

    public static Value True
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Singletons.True);
    }

    public static Value False
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Singletons.False);
    }

    public static Value NotImplemented => new(Singletons.NotImplemented);

    /// <summary>What a native returns when it has set the thread's exception.</summary>
    public static Value Error
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Singletons.ErrorMarker);
    }

    /// <summary>What an iterator's next returns when it is exhausted, with no exception set.</summary>
    public static Value End
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Singletons.EndMarker);
    }

    /// <summary>An unbound local, an absent argument, LoadMethod's null marker. Never visible to programs.</summary>
    public static Value Unbound
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Singletons.UnboundMarker);
    }

    /// <summary>An int that fits 64 bits.</summary>
    public readonly bool IsInt
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is null;
    }

    public readonly bool IsFloat
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Singletons.FloatTag);
    }

    public readonly bool IsError
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Singletons.ErrorMarker);
    }

    public readonly bool IsEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Singletons.EndMarker);
    }

    public readonly bool IsUnbound
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Singletons.UnboundMarker);
    }

    public readonly bool IsNone => ReferenceEquals(Ref, Singletons.None);

    public readonly bool IsTrue => ReferenceEquals(Ref, Singletons.True);

    public readonly bool IsFalse => ReferenceEquals(Ref, Singletons.False);

    public readonly bool IsBool => Ref is BoolObject;

    public readonly bool IsNotImplemented => ReferenceEquals(Ref, Singletons.NotImplemented);

    /// <summary>The float; meaningful only when <see cref="IsFloat"/>.</summary>
    public readonly double Float
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.Int64BitsToDouble(Bits);
    }

    /// <summary>The type of the value; int and float included.</summary>
    public readonly TypeObject Type
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is null ? BuiltinTypes.Int : Ref.Type;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Int(long value) => new(null, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value FromDouble(double value) => new(Singletons.FloatTag, BitConverter.DoubleToInt64Bits(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Bool(bool value) => value ? True : False;

    /// <summary>A str of UTF-16 text (surrogate pairs become one code point).</summary>
    public static Value Str(string text) => new(StrObject.Of(text));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Of(PyObject reference) => new(reference);

    /// <summary>Identity, <c>is</c>: the same object, or equal immediates of one kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Same(in Value other) => ReferenceEquals(Ref, other.Ref) && Bits == other.Bits;
}

using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Hashes of values; numbers hash as CPython's (modulo 2**61 - 1), so that equal numbers of all kinds agree.</summary>
public static class Hashing
{
    private const long Modulus = (1L << 61) - 1;

    /// <summary>The hash of an int that fits 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long OfInt(long value)
    {
        if ((ulong)(value + Modulus - 1) < (ulong)((2 * Modulus) - 1))
        {
            return value == -1 ? -2 : value;
        }

        return Reduce(value);
    }

    /// <summary>hash(value); false when an exception is set (TypeError for what cannot be hashed).</summary>
    public static bool TryHash(ThreadState thread, Value value, out long hash)
    {
        switch (value.Ref)
        {
            case null:
                hash = OfInt(value.Bits);
                return true;
            case StrObject text when ReferenceEquals(text.Type, BuiltinTypes.Str):
                hash = text.Hash;
                return true;
        }

        TypeObject type = value.Ref.Type;
        if (ReferenceEquals(type, BuiltinTypes.Tuple)
            || (ReferenceEquals(type.Layout, BuiltinTypes.Tuple) && type.HasSlotOf(BuiltinTypes.Tuple, SpecialMethod.Hash)))
        {
            return Unsafe.As<TupleObject>(value.Ref).TryHash(thread, out hash);
        }

        if (type.HasSlotOf(BuiltinTypes.Object, SpecialMethod.Hash))
        {
            hash = ObjectIdentity.Hash(value);
            return true;
        }

        Value result = Operators.CallUnary(thread, SpecialMethod.Hash, value, out bool missing);
        if (missing)
        {
            thread.TypeError($"unhashable type: '{value.Type.Name}'");
            hash = 0;
            return false;
        }

        if (result.IsError)
        {
            hash = 0;
            return false;
        }

        if (result.Ref is null)
        {
            // Whatever fits 64 bits is a hash as it is, but for -1, CPython's mark of an error.
            hash = result.Bits == -1 ? -2 : result.Bits;
            return true;
        }

        if (result.IsBool)
        {
            hash = result.IsTrue ? 1 : 0;
            return true;
        }

        if (result.Ref is IntObject wide)
        {
            hash = OfInt((long)(wide.Value % Modulus));
            return true;
        }

        thread.Release(result);
        thread.TypeError("__hash__ method should return an integer");
        hash = 0;
        return false;
    }

    /// <summary>The hash of a constant of the compiler, which needs no thread: its slot is native and runs no user code.</summary>
    internal static unsafe long OfConstant(Value value)
    {
        nint native = value.Type.Slot(SpecialMethod.Hash).Native;
        return ((delegate*<ThreadState, Value, Value>)native)(null!, value).Bits;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Reduce(long value)
    {
        long hash = value % Modulus;
        return hash == -1 ? -2 : hash;
    }
}

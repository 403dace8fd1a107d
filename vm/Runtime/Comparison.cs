using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Rich comparison (data model, "Rich comparison methods"): subclass first, then left, then right, then identity for == and !=.</summary>
public static class Comparison
{
    /// <summary>a == b as Python objects: 1, 0, or -1 when an exception is set. Identical objects are equal (as containers compare).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Equal(ThreadState thread, Value left, Value right)
    {
        if (left.Ref is null && right.Ref is null)
        {
            return left.Bits == right.Bits ? 1 : 0;
        }

        return left.Same(right) && !left.IsFloat ? 1 : EqualSlow(thread, left, right);
    }

    /// <summary>The result object of a comparison, slot one of Lt, Le, Eq, Ne, Gt, Ge.</summary>
    public static Value Compare(ThreadState thread, SpecialMethod slot, Value left, Value right)
    {
        if (left.Ref is { } one && KeyEquality.IsTuple(one))
        {
            int quick = slot switch
            {
                SpecialMethod.Lt => QuickOrder.Less(left, right),
                SpecialMethod.Gt => QuickOrder.Less(right, left),
                SpecialMethod.Eq => KeyEquality.Quick(left, right),
                SpecialMethod.Ne => KeyEquality.Quick(left, right) switch { 0 => 1, 1 => 0, _ => QuickOrder.Unknown },
                _ => QuickOrder.Unknown,
            };
            if (quick != QuickOrder.Unknown)
            {
                return Value.Bool(quick != 0);
            }
        }

        if (Integers.TryCompareExact(left, right, out int order))
        {
            return Value.Bool(Holds(slot, order));
        }

        if (!StackGuard.Enter(thread, " in comparison"))
        {
            return Value.Error;
        }

        Value result = left.Ref is { } a && right.Ref is { } b && ReferenceEquals(a.Type, BuiltinTypes.Tuple) && ReferenceEquals(b.Type, BuiltinTypes.Tuple)
            ? ItemComparison.Compare(thread, slot, Unsafe.As<TupleObject>(a).Items, Unsafe.As<TupleObject>(b).Items)
            : CompareCore(thread, slot, left, right);
        StackGuard.Leave(thread);
        return result;
    }

    /// <summary>The truth of a comparison: 1, 0, or -1 when an exception is set.</summary>
    public static int CompareTruth(ThreadState thread, SpecialMethod slot, Value left, Value right)
    {
        Value result = Compare(thread, slot, left, right);
        if (result.IsError)
        {
            return -1;
        }

        int truth = Operators.IsTrue(thread, result);
        thread.Release(result);
        return truth;
    }

    /// <summary>Whether a comparison is true of two values in that order, as <see cref="IComparable{T}"/> tells it.</summary>
    internal static bool Holds(SpecialMethod slot, int order) => slot switch
    {
        SpecialMethod.Lt => order < 0,
        SpecialMethod.Le => order <= 0,
        SpecialMethod.Eq => order == 0,
        SpecialMethod.Ne => order != 0,
        SpecialMethod.Gt => order > 0,
        _ => order >= 0,
    };

    /// <summary>The mirrored operator: a &lt; b is b &gt; a.</summary>
    internal static SpecialMethod Swap(SpecialMethod slot) => slot switch
    {
        SpecialMethod.Lt => SpecialMethod.Gt,
        SpecialMethod.Le => SpecialMethod.Ge,
        SpecialMethod.Gt => SpecialMethod.Lt,
        SpecialMethod.Ge => SpecialMethod.Le,
        _ => slot,
    };

    internal static string Symbol(SpecialMethod slot) => slot switch
    {
        SpecialMethod.Lt => "<",
        SpecialMethod.Le => "<=",
        SpecialMethod.Eq => "==",
        SpecialMethod.Ne => "!=",
        SpecialMethod.Gt => ">",
        _ => ">=",
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EqualSlow(ThreadState thread, Value left, Value right)
    {
        if (left.Ref is StrObject a && right.Ref is StrObject b && ReferenceEquals(a.Type, BuiltinTypes.Str) && ReferenceEquals(b.Type, BuiltinTypes.Str))
        {
            return a.TextEquals(b) ? 1 : 0;
        }

        if (left.IsFloat && right.IsFloat)
        {
            return left.Bits == right.Bits || left.Float == right.Float ? 1 : 0;
        }

        return CompareTruth(thread, SpecialMethod.Eq, left, right);
    }

    private static Value CompareCore(ThreadState thread, SpecialMethod slot, Value left, Value right)
    {
        TypeObject leftType = left.Type;
        TypeObject rightType = right.Type;
        SpecialMethod swapped = Swap(slot);
        bool swappedTried = false;
        bool missing;
        Value result;
        if (!ReferenceEquals(leftType, rightType) && rightType.IsSubtypeOf(leftType) && rightType.Slot(swapped).IsDefined)
        {
            result = Operators.CallBinary(thread, swapped, right, left, out missing);
            if (!missing && !result.IsNotImplemented)
            {
                return result;
            }

            swappedTried = true;
        }

        result = Operators.CallBinary(thread, slot, left, right, out missing);
        if (!missing && !result.IsNotImplemented)
        {
            return result;
        }

        if (!swappedTried)
        {
            result = Operators.CallBinary(thread, swapped, right, left, out missing);
            if (!missing && !result.IsNotImplemented)
            {
                return result;
            }
        }

        return slot switch
        {
            SpecialMethod.Eq => Value.Bool(left.Same(right)),
            SpecialMethod.Ne => Value.Bool(!left.Same(right)),
            _ => thread.TypeError($"'{Symbol(slot)}' not supported between instances of '{leftType.Name}' and '{rightType.Name}'"),
        };
    }
}

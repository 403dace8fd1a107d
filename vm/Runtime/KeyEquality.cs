using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Equality of keys that have the same hash, where it can be told without running user code: nothing has to be held or looked at again then.</summary>
internal static class KeyEquality
{
    /// <summary>Only <c>==</c> can tell.</summary>
    public const int Unknown = -1;

    /// <summary>1 equal, 0 not, or <see cref="Unknown"/>: for exact strs and exact tuples of ints, floats and strs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Quick(Value left, Value right)
    {
        if (left.Ref is not { } one || right.Ref is not { } other || !ReferenceEquals(one.Type, other.Type))
        {
            return Unknown;
        }

        return ReferenceEquals(one.Type, BuiltinTypes.Str) ? (Unsafe.As<StrObject>(one).TextEquals(Unsafe.As<StrObject>(other)) ? 1 : 0)
            : ReferenceEquals(one.Type, BuiltinTypes.Tuple) ? Tuples(Unsafe.As<TupleObject>(one), Unsafe.As<TupleObject>(other))
            : Unknown;
    }

    private static int Tuples(TupleObject left, TupleObject right)
    {
        if (left.Length != right.Length)
        {
            return 0;
        }

        ref Value one = ref left.First;
        ref Value other = ref right.First;
        for (int i = 0; i < left.Length; i++)
        {
            ref Value a = ref Unsafe.Add(ref one, i);
            ref Value b = ref Unsafe.Add(ref other, i);
            if (a.Same(b) && !(a.IsFloat && double.IsNaN(a.Float)))
            {
                continue;
            }

            if (a.Ref is null && b.Ref is null)
            {
                return 0;
            }

            if (a.Ref is not { } first || b.Ref is not { } second || !ReferenceEquals(first.Type, BuiltinTypes.Str) || !ReferenceEquals(second.Type, BuiltinTypes.Str))
            {
                return Unknown;
            }

            if (!Unsafe.As<StrObject>(first).TextEquals(Unsafe.As<StrObject>(second)))
            {
                return 0;
            }
        }

        return 1;
    }
}

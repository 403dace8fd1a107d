using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.Bytecode;

namespace Pyl.Compiler.Emit;

/// <summary>The constants of a code object, each once: equal ones of the same type share an entry, 0.0 and -0.0 do not.</summary>
public sealed class ConstantPool
{
    // Keys are references with a comparer that is given: comparers of structs are made by reflection and compiled by the JIT at every start.
    private static readonly object s_none = new();

    private readonly Dictionary<object, int> indices = new(new Comparer());
    private readonly List<object?> values = [];

    /// <summary>The index of a constant, which is added when it is new.</summary>
    public int IndexOf(object? value)
    {
        var key = value ?? s_none;
        if (!indices.TryGetValue(key, out var index))
        {
            index = values.Count;
            indices.Add(key, index);
            values.Add(value);
        }

        return index;
    }

    /// <summary>The constants in order.</summary>
    public object?[] ToArray() => [.. values];

    private sealed class Comparer : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) => Same(x, y);

        public int GetHashCode(object value) => Hash(value);

        private static bool Same(object? left, object? right)
        {
            if (left is null || right is null)
                return left is null && right is null;
            if (left.GetType() != right.GetType())
                return false;
            return (left, right) switch
            {
                (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
                (Complex x, Complex y) => Same(x.Real, y.Real) && Same(x.Imaginary, y.Imaginary),
                (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
                (TupleConstant x, TupleConstant y) => SameItems(x.Items, y.Items),
                (FrozenSetConstant x, FrozenSetConstant y) => SameItems(x.Items, y.Items),
                (CodeObject, CodeObject) => ReferenceEquals(left, right),
                _ => left.Equals(right),
            };
        }

        private static bool SameItems(object?[] left, object?[] right)
        {
            if (left.Length != right.Length)
                return false;
            for (var i = 0; i < left.Length; i++)
            {
                if (!Same(left[i], right[i]))
                    return false;
            }

            return true;
        }

        private static int Hash(object? value)
        {
            switch (value)
            {
                case null:
                    return 0;
                case byte[] bytes:
                    var ofBytes = default(HashCode);
                    ofBytes.AddBytes(bytes);
                    return ofBytes.ToHashCode();
                case TupleConstant tuple:
                    return HashItems(tuple.Items, 1);
                case FrozenSetConstant set:
                    return HashItems(set.Items, 2);
                case CodeObject code:
                    return RuntimeHelpers.GetHashCode(code);
                default:
                    return HashCode.Combine(value.GetType(), value);
            }
        }

        private static int HashItems(object?[] items, int seed)
        {
            var hash = seed;
            foreach (var item in items)
                hash = HashCode.Combine(hash, Hash(item));
            return hash;
        }
    }
}

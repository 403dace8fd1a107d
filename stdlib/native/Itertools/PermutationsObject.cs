using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>permutations(iterable, r), in the lexicographic order of positions.</summary>
public sealed class PermutationsObject : SelectionObject
{
    private readonly int _size;
    private readonly int[] _cycles;

    /// <summary>The items' references move in.</summary>
    internal PermutationsObject(ThreadState thread, TypeObject type, Value[] pool, int size)
        : base(thread, type, pool, [.. Enumerable.Range(0, pool.Length)])
    {
        _size = size;
        Stopped = size > pool.Length;
        _cycles = Stopped ? [] : new int[size];
        for (int i = 0; i < _cycles.Length; i++)
        {
            _cycles[i] = pool.Length - i;
        }
    }

    private protected override bool Advance()
    {
        for (int i = _size - 1; i >= 0; i--)
        {
            if (--_cycles[i] > 0)
            {
                int j = PoolSize - _cycles[i];
                (Indices[i], Indices[j]) = (Indices[j], Indices[i]);
                return true;
            }

            // All items have been at this place: back to ascending order behind it.
            int moved = Indices[i];
            Array.Copy(Indices, i + 1, Indices, i, PoolSize - 1 - i);
            Indices[PoolSize - 1] = moved;
            _cycles[i] = PoolSize - i;
        }

        return false;
    }

    private protected override Value[] Select(ThreadState thread)
    {
        var items = new Value[_size];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = PoolItem(thread, Indices[i]);
        }

        return items;
    }
}

/// <summary>The methods of permutations.</summary>
[PyType("permutations", typeof(PermutationsObject), Module = "itertools", Locks = true, Doc = "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)")]
internal static class PermutationsMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("permutations");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value iterable, [Optional("None")] Value r)
    {
        if (Iterables.ToArray(thread, iterable) is not { } pool)
        {
            return Value.Error;
        }

        long size = pool.Length;
        bool fits = r.IsUnbound || r.IsNone || r.Type.IsSubtypeOf(BuiltinTypes.Int);
        if (!fits)
        {
            thread.TypeError("Expected int as r");
        }
        else if (!r.IsUnbound && !r.IsNone)
        {
            fits = Operators.TryIndex(thread, r, out size);
            if (fits && size < 0)
            {
                thread.ValueError("r must be non-negative");
                fits = false;
            }
        }

        if (!fits)
        {
            Iterables.Release(thread, pool);
            return Value.Error;
        }

        return Value.Of(new PermutationsObject(thread, cls, pool, (int)Math.Min(size, int.MaxValue)));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, PermutationsObject self) => self.Next(thread);
}

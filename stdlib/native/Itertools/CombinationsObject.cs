using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>combinations(iterable, r): ascending positions.</summary>
public sealed class CombinationsObject : SelectionObject
{
    /// <summary>The items' references move in.</summary>
    internal CombinationsObject(ThreadState thread, TypeObject type, Value[] pool, int size)
        : base(thread, type, pool, size > pool.Length ? [] : [.. Enumerable.Range(0, size)])
    {
        Stopped = size > pool.Length;
    }

    private protected override bool Advance()
    {
        int size = Indices.Length;
        int i = size - 1;
        while (i >= 0 && Indices[i] == i + PoolSize - size)
        {
            i--;
        }

        if (i < 0)
        {
            return false;
        }

        Indices[i]++;
        for (int j = i + 1; j < size; j++)
        {
            Indices[j] = Indices[j - 1] + 1;
        }

        return true;
    }
}

/// <summary>The methods of combinations.</summary>
[PyType("combinations", typeof(CombinationsObject), Module = "itertools", Locks = true, Doc = "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)")]
internal static class CombinationsMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("combinations");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value iterable, long r)
    {
        if (Iterables.ToArray(thread, iterable) is not { } pool)
        {
            return Value.Error;
        }

        if (r < 0 || r > Array.MaxLength)
        {
            Iterables.Release(thread, pool);
            return r < 0 ? thread.ValueError("r must be non-negative") : thread.MemoryError();
        }

        return Value.Of(new CombinationsObject(thread, cls, pool, (int)Math.Min(r, int.MaxValue)));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CombinationsObject self) => self.Next(thread);
}

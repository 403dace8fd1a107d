using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>combinations_with_replacement(iterable, r): positions that do not descend.</summary>
public sealed class CombinationsWithReplacementObject : SelectionObject
{
    /// <summary>The items' references move in.</summary>
    internal CombinationsWithReplacementObject(ThreadState thread, TypeObject type, Value[] pool, int size)
        : base(thread, type, pool, pool.Length == 0 ? [] : new int[size])
    {
        Stopped = pool.Length == 0 && size > 0;
    }

    private protected override bool Advance()
    {
        int i = Indices.Length - 1;
        while (i >= 0 && Indices[i] == PoolSize - 1)
        {
            i--;
        }

        if (i < 0)
        {
            return false;
        }

        Indices.AsSpan(i).Fill(Indices[i] + 1);
        return true;
    }
}

/// <summary>The methods of combinations_with_replacement.</summary>
[PyType("combinations_with_replacement", typeof(CombinationsWithReplacementObject), Module = "itertools", Locks = true, Doc = "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')")]
internal static class CombinationsWithReplacementMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("combinations_with_replacement");

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

        return Value.Of(new CombinationsWithReplacementObject(thread, cls, pool, (int)r));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CombinationsWithReplacementObject self) => self.Next(thread);
}

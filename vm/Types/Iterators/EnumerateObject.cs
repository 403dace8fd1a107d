using System.Numerics;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>enumerate(iterable, start).</summary>
public sealed class EnumerateObject : PyObject
{
    /// <summary>The reference moves in; the index is an exact int.</summary>
    internal EnumerateObject(ThreadState thread, TypeObject type, Value iterator, Value index)
        : base(thread, type)
    {
        Iterator = iterator;
        Index = index;
    }

    internal Value Iterator { get; }

    /// <summary>The next index.</summary>
    internal Value Index;

    private RefilledTuple _tuples;

    /// <summary>The next pair, End or Error.</summary>
    internal Value Next(ThreadState thread)
    {
        Value item = Items.Next(thread, Iterator);
        return item.IsEnd || item.IsError ? item : _tuples.Next(thread, Count(), item);
    }

    /// <summary>The next pair in its parts, of which no tuple is left: 1 with them, 0 at the end, -1 with an exception set.</summary>
    internal int NextPair(ThreadState thread, out Value index, out Value item)
    {
        item = Items.Next(thread, Iterator);
        if (item.IsEnd || item.IsError)
        {
            index = default;
            return item.IsEnd ? 0 : -1;
        }

        _tuples.Release(thread);
        index = Count();
        return 1;
    }

    private Value Count()
    {
        Value index = Index;
        if (index.Ref is null && index.Bits < long.MaxValue)
        {
            Index.Bits = index.Bits + 1;
        }
        else
        {
            Index = IntObject.Of((index.Ref is IntObject wide ? wide.Value : index.Bits) + BigInteger.One);
        }

        return index;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        _tuples.Release(thread);
        RefCount.Release(thread, Iterator);
    }
}

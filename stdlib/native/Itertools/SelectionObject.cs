using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>What combinations and permutations share: a pool of items and the positions of the tuple that comes next.</summary>
public abstract class SelectionObject : PyObject
{
    private readonly Value[] _pool;

    /// <summary>The items' references move in.</summary>
    private protected SelectionObject(ThreadState thread, TypeObject type, Value[] pool, int[] indices)
        : base(thread, type)
    {
        _pool = pool;
        Indices = indices;
    }

    private protected int[] Indices { get; }

    private protected int PoolSize => _pool.Length;

    private protected bool Stopped { get; set; }

    private bool _started;

    internal Value Next(ThreadState thread)
    {
        if (Stopped)
        {
            return Value.End;
        }

        if (!_started)
        {
            _started = true;
        }
        else if (!Advance())
        {
            Stopped = true;
            return Value.End;
        }

        return Value.Of(TupleObject.Steal(thread, Select(thread)));
    }

    /// <summary>Moves to the next selection; false when there is none.</summary>
    private protected abstract bool Advance();

    /// <summary>The items of the present selection, new references.</summary>
    private protected virtual Value[] Select(ThreadState thread)
    {
        var items = new Value[Indices.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = thread.Retain(_pool[Indices[i]]);
        }

        return items;
    }

    private protected Value PoolItem(ThreadState thread, int index) => thread.Retain(_pool[index]);

    protected internal override void ReleaseReferences(ThreadState thread) => Iterables.Release(thread, _pool);
}

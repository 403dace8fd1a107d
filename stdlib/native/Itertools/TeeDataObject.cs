using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>
/// A run of the items that tees have read from their common iterator, and the run behind it. Each tee holds the run it stands
/// in, so that what all have passed is released.
/// </summary>
public sealed class TeeDataObject : PyObject
{
    internal const int Length = 57;

    private readonly Value _iterator;
    private readonly Value[] _items = new Value[Length];
    private int _count;
    private bool _running;
    private TeeDataObject? _next;

    /// <summary>The reference moves in.</summary>
    internal TeeDataObject(ThreadState thread, Value iterator)
        : base(thread, TeeDataMethods.Type)
    {
        _iterator = iterator;
    }

    /// <summary>The run behind this one, borrowed; made when it is not there yet.</summary>
    internal TeeDataObject Next(ThreadState thread) => _next ??= new TeeDataObject(thread, thread.Retain(_iterator));

    /// <summary>The item at an index, a new reference, read from the iterator when nobody has yet; End or Error.</summary>
    internal Value Get(ThreadState thread, int index)
    {
        if (index < _count)
        {
            return thread.Retain(_items[index]);
        }

        if (_running)
        {
            return thread.RuntimeError("cannot re-enter the tee iterator");
        }

        _running = true;
        Value item = Items.Next(thread, _iterator);
        _running = false;
        if (!item.IsEnd && !item.IsError)
        {
            _items[_count++] = thread.Retain(item);
        }

        return item;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_iterator);
        Iterables.Release(thread, _items.AsSpan(0, _count));
        _count = 0;
        if (_next is { } next)
        {
            _next = null;
            RefCount.Release(thread, next);
        }
    }
}

/// <summary>_tee_dataobject has no methods.</summary>
[PyType("_tee_dataobject", typeof(TeeDataObject), Module = "itertools", Locks = true)]
internal static class TeeDataMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("_tee_dataobject", TypeFlags.DisallowInstantiation);
}

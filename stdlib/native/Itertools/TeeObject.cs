using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>One of the iterators that tee() makes.</summary>
public sealed class TeeObject : PyObject
{
    private TeeDataObject _data;
    private int _index;

    /// <summary>The reference moves in.</summary>
    private TeeObject(ThreadState thread, TeeDataObject data, int index)
        : base(thread, TeeMethods.Type)
    {
        _data = data;
        _index = index;
    }

    /// <summary>A tee of any iterable, a copy when it is a tee itself; null when an exception is set.</summary>
    internal static TeeObject? From(ThreadState thread, Value iterable)
    {
        Value iterator = Items.Iterator(thread, iterable);
        if (iterator.IsError)
        {
            return null;
        }

        if (iterator.Ref is TeeObject tee)
        {
            TeeObject copy = tee.Copy(thread);
            thread.Release(iterator);
            return copy;
        }

        return new TeeObject(thread, new TeeDataObject(thread, iterator), 0);
    }

    internal TeeObject Copy(ThreadState thread)
    {
        RefCount.Retain(thread, _data);
        return new TeeObject(thread, _data, _index);
    }

    internal Value Next(ThreadState thread)
    {
        if (_index == TeeDataObject.Length)
        {
            TeeDataObject next = _data.Next(thread);
            TeeDataObject passed = _data;
            RefCount.Retain(thread, next);
            _data = next;
            _index = 0;
            RefCount.Release(thread, passed);
        }

        TeeDataObject data = _data;
        RefCount.Retain(thread, data);
        Value item = data.Get(thread, _index);
        RefCount.Release(thread, data);
        if (!item.IsEnd && !item.IsError)
        {
            _index++;
        }

        return item;
    }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, _data);
}

/// <summary>The methods of _tee.</summary>
[PyType("_tee", typeof(TeeObject), Module = "itertools", Locks = true, Doc = "Iterator wrapped to make it copyable.")]
internal static class TeeMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("_tee", TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, Value iterable) =>
        TeeObject.From(thread, iterable) is { } tee ? Value.Of(tee) : Value.Error;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, TeeObject self) => self.Next(thread);

    [PyMethod("__copy__", Doc = "Returns an independent iterator.")]
    public static Value Copy(ThreadState thread, TeeObject self) => Value.Of(self.Copy(thread));
}

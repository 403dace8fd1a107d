using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The iterators of a deque; any insertion, removal or move ends them with RuntimeError.</summary>
public sealed class DequeIteratorObject : PyObject
{
    private readonly DequeObject _deque;
    private readonly bool _reversed;
    private readonly int _version;

    /// <summary>The deque is borrowed.</summary>
    internal DequeIteratorObject(ThreadState thread, DequeObject deque, bool reversed)
        : base(thread, reversed ? DequeReverseIteratorMethods.Type : DequeIteratorMethods.Type)
    {
        RefCount.Retain(thread, deque);
        _deque = deque;
        _reversed = reversed;
        _version = deque.Version;
        Remaining = deque.Count;
    }

    internal int Remaining { get; private set; }

    internal Value Next(ThreadState thread)
    {
        if (_deque.Version != _version)
        {
            Remaining = 0;
            return thread.RuntimeError("deque mutated during iteration");
        }

        if (Remaining == 0)
        {
            return Value.End;
        }

        int position = _reversed ? Remaining - 1 : _deque.Count - Remaining;
        Remaining--;
        return _deque.Get(thread, position);
    }

    /// <summary>_deque_iterator(deque, index): an iterator that has given so many items already.</summary>
    internal static Value Make(ThreadState thread, Value deque, long skip, bool reversed)
    {
        if (deque.Ref is not DequeObject source)
        {
            return thread.TypeError($"argument 1 must be collections.deque, not {deque.Type.Name}");
        }

        var iterator = new DequeIteratorObject(thread, source, reversed);
        iterator.Remaining = (int)Math.Clamp(source.Count - skip, 0, source.Count);
        return Value.Of(iterator);
    }

    /// <summary>As CPython's, which takes keywords and does not look at them.</summary>
    internal static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords, bool reversed)
    {
        ReadOnlySpan<Value> positional = arguments[1..^keywords.Count];
        if (positional.Length is 0 or > 2)
        {
            return thread.TypeError($"function takes at {(positional.Length == 0 ? "least 1 argument" : "most 2 arguments")} ({positional.Length} given)");
        }

        long skip = 0;
        return positional.Length == 2 && !Operators.TryIndex(thread, positional[1], out skip) ? Value.Error : Make(thread, positional[0], skip, reversed);
    }

    internal Value Reduce(ThreadState thread)
    {
        Value arguments = Value.Of(TupleObject.Of(thread, [Value.Of(_deque), Value.Int(_deque.Count - Remaining)]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(Type), arguments]));
    }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, _deque);
}

/// <summary>The methods of _deque_iterator.</summary>
[PyType("_deque_iterator", typeof(DequeIteratorObject), Module = "_collections", Locks = true)]
internal static class DequeIteratorMethods
{
    internal static readonly TypeObject Type = CollectionsModule.MakeType("_deque_iterator", flags: TypeFlags.None);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => DequeIteratorObject.New(thread, arguments, keywords, reversed: false);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, DequeIteratorObject self) => self.Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(DequeIteratorObject self) => self.Remaining;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, DequeIteratorObject self) => self.Reduce(thread);
}

/// <summary>The methods of _deque_reverse_iterator.</summary>
[PyType("_deque_reverse_iterator", typeof(DequeIteratorObject), Module = "_collections", Locks = true)]
internal static class DequeReverseIteratorMethods
{
    internal static readonly TypeObject Type = CollectionsModule.MakeType("_deque_reverse_iterator", flags: TypeFlags.None);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => DequeIteratorObject.New(thread, arguments, keywords, reversed: true);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, DequeIteratorObject self) => self.Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(DequeIteratorObject self) => self.Remaining;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, DequeIteratorObject self) => self.Reduce(thread);
}

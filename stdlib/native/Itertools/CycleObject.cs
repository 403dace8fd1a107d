using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>cycle(iterable): the items again and again, from a copy made on the first round.</summary>
public sealed class CycleObject : PyObject
{
    private ValueBuffer _saved = new(0);
    private int _index;

    /// <summary>Unbound once exhausted.</summary>
    private Value _iterator;

    /// <summary>The reference moves in.</summary>
    internal CycleObject(ThreadState thread, TypeObject type, Value iterator)
        : base(thread, type)
    {
        _iterator = iterator;
    }

    internal Value Next(ThreadState thread)
    {
        if (!_iterator.IsUnbound)
        {
            Value iterator = thread.Retain(_iterator);
            Value item = Items.Next(thread, iterator);
            thread.Release(iterator);
            if (!item.IsEnd)
            {
                if (!item.IsError)
                {
                    _saved.Add(thread.Retain(item));
                }

                return item;
            }

            Value finished = _iterator;
            _iterator = Value.Unbound;
            thread.Release(finished);
        }

        if (_saved.Count == 0)
        {
            return Value.End;
        }

        int index = _index;
        _index = index + 1 == _saved.Count ? 0 : index + 1;
        return thread.Retain(_saved.Span[index]);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_iterator);
        _saved.Release(thread);
    }
}

/// <summary>The methods of cycle.</summary>
[PyType("cycle", typeof(CycleObject), Module = "itertools", Locks = true, Doc = "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.")]
internal static class CycleMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("cycle");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 1)
        {
            return thread.TypeError($"cycle expected 1 argument, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[0]);
        return iterator.IsError ? iterator : Value.Of(new CycleObject(thread, cls, iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CycleObject self) => self.Next(thread);
}

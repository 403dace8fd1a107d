using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>takewhile(predicate, iterable): everything before the first item for which the predicate is false.</summary>
public sealed class TakeWhileObject : PyObject
{
    private readonly Value _function;
    private readonly Value _iterator;
    private bool _stopped;

    /// <summary>The references move in.</summary>
    internal TakeWhileObject(ThreadState thread, TypeObject type, Value function, Value iterator)
        : base(thread, type)
    {
        _function = function;
        _iterator = iterator;
    }

    internal Value Next(ThreadState thread)
    {
        if (_stopped)
        {
            return Value.End;
        }

        Value item = Items.Next(thread, _iterator);
        if (item.IsEnd || item.IsError)
        {
            return item;
        }

        int truth = Predicate.Call(thread, _function, item);
        if (truth > 0)
        {
            return item;
        }

        thread.Release(item);
        if (truth < 0)
        {
            return Value.Error;
        }

        _stopped = true;
        return Value.End;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_function);
        thread.Release(_iterator);
    }
}

/// <summary>The methods of takewhile.</summary>
[PyType("takewhile", typeof(TakeWhileObject), Module = "itertools", Locks = true, Doc = "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.")]
internal static class TakeWhileMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("takewhile");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 2)
        {
            return thread.TypeError($"takewhile expected 2 arguments, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[1]);
        return iterator.IsError ? iterator : Value.Of(new TakeWhileObject(thread, cls, thread.Retain(arguments[0]), iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, TakeWhileObject self) => self.Next(thread);
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>dropwhile(predicate, iterable): everything from the first item for which the predicate is false.</summary>
public sealed class DropWhileObject : PyObject
{
    private readonly Value _function;
    private readonly Value _iterator;
    private bool _started;

    /// <summary>The references move in.</summary>
    internal DropWhileObject(ThreadState thread, TypeObject type, Value function, Value iterator)
        : base(thread, type)
    {
        _function = function;
        _iterator = iterator;
    }

    internal Value Next(ThreadState thread)
    {
        while (true)
        {
            Value item = Items.Next(thread, _iterator);
            if (item.IsEnd || item.IsError || _started)
            {
                return item;
            }

            int truth = Predicate.Call(thread, _function, item);
            if (truth == 0)
            {
                _started = true;
                return item;
            }

            thread.Release(item);
            if (truth < 0)
            {
                return Value.Error;
            }
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_function);
        thread.Release(_iterator);
    }
}

/// <summary>The methods of dropwhile.</summary>
[PyType("dropwhile", typeof(DropWhileObject), Module = "itertools", Locks = true, Doc = "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.")]
internal static class DropWhileMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("dropwhile");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 2)
        {
            return thread.TypeError($"dropwhile expected 2 arguments, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[1]);
        return iterator.IsError ? iterator : Value.Of(new DropWhileObject(thread, cls, thread.Retain(arguments[0]), iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, DropWhileObject self) => self.Next(thread);
}

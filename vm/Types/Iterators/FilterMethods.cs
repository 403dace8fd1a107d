using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of filter (Python/bltinmodule.c).</summary>
[PyType("filter", typeof(FilterObject), Locks = true, Doc = "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.")]
internal static class FilterMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, BuiltinTypes.Filter, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 2)
        {
            return thread.TypeError($"filter expected 2 arguments, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[1]);
        return iterator.IsError ? iterator : Value.Of(new FilterObject(thread, cls, thread.Retain(arguments[0]), iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self)
    {
        var filter = Unsafe.As<FilterObject>(self.Ref!);
        while (true)
        {
            Value item = Items.Next(thread, filter.Iterator);
            if (item.IsEnd || item.IsError)
            {
                return item;
            }

            int truth = Test(thread, filter.Function, item);
            if (truth > 0)
            {
                return item;
            }

            RefCount.Release(thread, item);
            if (truth < 0)
            {
                return Value.Error;
            }
        }
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, FilterObject self)
    {
        Value arguments = Value.Of(TupleObject.Of(thread, [self.Function, self.Iterator]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments]));
    }

    /// <summary>Truth of predicate(item), or of the item itself when the predicate is None or bool: 1, 0, or -1 when an exception is set.</summary>
    internal static int Test(ThreadState thread, Value predicate, Value item)
    {
        if (predicate.IsNone || ReferenceEquals(predicate.Ref, BuiltinTypes.Bool))
        {
            return Operators.IsTrue(thread, item);
        }

        Value result = thread.Call(predicate, item);
        if (result.IsError)
        {
            return -1;
        }

        int truth = Operators.IsTrue(thread, result);
        RefCount.Release(thread, result);
        return truth;
    }
}

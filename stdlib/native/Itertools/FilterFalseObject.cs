using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>filterfalse(function, iterable): the items for which the function is false.</summary>
public sealed class FilterFalseObject : PyObject
{
    private readonly Value _function;
    private readonly Value _iterator;

    /// <summary>The references move in.</summary>
    internal FilterFalseObject(ThreadState thread, TypeObject type, Value function, Value iterator)
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
            if (item.IsEnd || item.IsError)
            {
                return item;
            }

            int truth = FilterMethods.Test(thread, _function, item);
            if (truth == 0)
            {
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

/// <summary>The methods of filterfalse.</summary>
[PyType("filterfalse", typeof(FilterFalseObject), Module = "itertools", Locks = true, Doc = "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.")]
internal static class FilterFalseMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("filterfalse");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 2)
        {
            return thread.TypeError($"filterfalse expected 2 arguments, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[1]);
        return iterator.IsError ? iterator : Value.Of(new FilterFalseObject(thread, cls, thread.Retain(arguments[0]), iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, FilterFalseObject self) => self.Next(thread);
}

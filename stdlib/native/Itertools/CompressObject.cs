using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>compress(data, selectors): the items whose selector is true.</summary>
public sealed class CompressObject : PyObject
{
    private readonly Value _data;
    private readonly Value _selectors;

    /// <summary>The references move in.</summary>
    internal CompressObject(ThreadState thread, TypeObject type, Value data, Value selectors)
        : base(thread, type)
    {
        _data = data;
        _selectors = selectors;
    }

    internal Value Next(ThreadState thread)
    {
        while (true)
        {
            Value item = Items.Next(thread, _data);
            if (item.IsEnd || item.IsError)
            {
                return item;
            }

            Value selector = Items.Next(thread, _selectors);
            if (selector.IsEnd || selector.IsError)
            {
                thread.Release(item);
                return selector;
            }

            int truth = Operators.IsTrue(thread, selector);
            thread.Release(selector);
            if (truth > 0)
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
        thread.Release(_data);
        thread.Release(_selectors);
    }
}

/// <summary>The methods of compress.</summary>
[PyType("compress", typeof(CompressObject), Module = "itertools", Locks = true, Doc = "Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements.")]
internal static class CompressMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("compress");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value data, Value selectors)
    {
        Value items = Items.Iterator(thread, data);
        if (items.IsError)
        {
            return items;
        }

        Value choices = Items.Iterator(thread, selectors);
        if (choices.IsError)
        {
            thread.Release(items);
            return choices;
        }

        return Value.Of(new CompressObject(thread, cls, items, choices));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CompressObject self) => self.Next(thread);
}

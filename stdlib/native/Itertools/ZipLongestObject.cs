using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>zip_longest(*iterables, fillvalue): as zip, but until all are exhausted.</summary>
public sealed class ZipLongestObject : PyObject
{
    /// <summary>Unbound where exhausted.</summary>
    private readonly Value[] _iterators;

    private readonly Value _fill;
    private int _active;

    /// <summary>The references move in.</summary>
    internal ZipLongestObject(ThreadState thread, TypeObject type, Value[] iterators, Value fill)
        : base(thread, type)
    {
        _iterators = iterators;
        _fill = fill;
        _active = iterators.Length;
    }

    internal Value Next(ThreadState thread)
    {
        if (_active == 0)
        {
            return Value.End;
        }

        var items = new Value[_iterators.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (_iterators[i].IsUnbound)
            {
                items[i] = thread.Retain(_fill);
                continue;
            }

            Value iterator = thread.Retain(_iterators[i]);
            Value item = Items.Next(thread, iterator);
            thread.Release(iterator);
            if (item.IsEnd && _active > 1)
            {
                _active--;
                item = thread.Retain(_fill);
                Value finished = _iterators[i];
                _iterators[i] = Value.Unbound;
                thread.Release(finished);
            }

            if (item.IsEnd || item.IsError)
            {
                _active = 0;
                Iterables.Release(thread, items.AsSpan(0, i));
                return item;
            }

            items[i] = item;
        }

        return Value.Of(TupleObject.Steal(thread, items));
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_fill);
        Iterables.Release(thread, _iterators);
    }
}

/// <summary>The methods of zip_longest.</summary>
[PyType("zip_longest", typeof(ZipLongestObject), Module = "itertools", Locks = true, Doc = "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.")]
internal static class ZipLongestMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("zip_longest");

    private static readonly StrObject s_fillValue = StrObject.Intern("fillvalue");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Value fill = Value.None;
        int positional = arguments.Length - keywords.Count;
        for (int i = 0; i < keywords.Count; i++)
        {
            if (!keywords[i].TextEquals(s_fillValue))
            {
                return thread.TypeError("zip_longest() got an unexpected keyword argument");
            }

            fill = arguments[positional + i];
        }

        var iterators = new Value[positional];
        for (int i = 0; i < positional; i++)
        {
            Value iterator = Items.Iterator(thread, arguments[i]);
            if (iterator.IsError)
            {
                Iterables.Release(thread, iterators.AsSpan(0, i));
                return iterator;
            }

            iterators[i] = iterator;
        }

        return Value.Of(new ZipLongestObject(thread, cls, iterators, thread.Retain(fill)));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ZipLongestObject self) => self.Next(thread);
}

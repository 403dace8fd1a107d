using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>accumulate(iterable, func, initial): running totals.</summary>
public sealed class AccumulateObject : PyObject
{
    private readonly Value _iterator;
    private readonly Value _function;
    private Value _total = Value.Unbound;
    private Value _initial;

    /// <summary>The references move in; no function is None, no initial value is Unbound.</summary>
    internal AccumulateObject(ThreadState thread, TypeObject type, Value iterator, Value function, Value initial)
        : base(thread, type)
    {
        _iterator = iterator;
        _function = function;
        _initial = initial;
    }

    internal Value Next(ThreadState thread)
    {
        if (!_initial.IsUnbound)
        {
            _total = _initial;
            _initial = Value.Unbound;
            return thread.Retain(_total);
        }

        Value item = Items.Next(thread, _iterator);
        if (item.IsEnd || item.IsError)
        {
            return item;
        }

        if (_total.IsUnbound)
        {
            _total = thread.Retain(item);
            return item;
        }

        Value old = thread.Retain(_total);
        Value sum = _function.IsNone ? BinaryOperations.Apply(thread, BinaryOperation.Add, old, item) : thread.Call(_function, old, item);
        thread.Release(old);
        thread.Release(item);
        if (sum.IsError)
        {
            return sum;
        }

        Value displaced = _total;
        _total = thread.Retain(sum);
        thread.Release(displaced);
        return sum;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_iterator);
        thread.Release(_function);
        thread.Release(_total);
        thread.Release(_initial);
    }
}

/// <summary>The methods of accumulate.</summary>
[PyType("accumulate", typeof(AccumulateObject), Module = "itertools", Locks = true, Doc = "Return series of accumulated sums (or other binary function results).")]
internal static class AccumulateMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("accumulate");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value iterable, [Optional("None")] Value func, [KeywordOnly, Optional("None")] Value initial)
    {
        Value iterator = Items.Iterator(thread, iterable);
        if (iterator.IsError)
        {
            return iterator;
        }

        Value start = initial.IsNone ? Value.Unbound : thread.Retain(initial);
        return Value.Of(new AccumulateObject(thread, cls, iterator, func.IsUnbound ? Value.None : thread.Retain(func), start));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, AccumulateObject self) => self.Next(thread);
}

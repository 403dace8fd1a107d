using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of zip (Python/bltinmodule.c).</summary>
[PyType("zip", typeof(ZipObject), Locks = true, Doc = "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]")]
internal static class ZipMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        return StrictKeyword.TryTake(thread, "zip", ref arguments, keywords, out bool strict)
            && ParallelIterators.TryMake(thread, arguments, out ParallelIterators iterators)
            ? Value.Of(new ZipObject(thread, cls, iterators, strict))
            : Value.Error;
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self)
    {
        var zip = Unsafe.As<ZipObject>(self.Ref!);
        if (zip.Iterators.Count == 0)
        {
            return Value.End;
        }

        if (zip.IsPair)
        {
            return zip.NextPair(thread);
        }

        if (zip.Iterators.Count <= Few)
        {
            FewValues few = default;
            Span<Value> taken = few[..zip.Iterators.Count];
            Value ended = zip.Iterators.Next(thread, taken, zip.Strict, "zip");
            return !ended.IsNone ? ended
                : taken.Length > 1 ? zip.Tuples.Next(thread, ref taken[0], taken.Length)
                : Value.Of(TupleObject.Steal(thread, (ReadOnlySpan<Value>)taken));
        }

        var items = new Value[zip.Iterators.Count];
        Value outcome = zip.Iterators.Next(thread, items, zip.Strict, "zip");
        return outcome.IsNone ? Value.Of(TupleObject.Steal(thread, items)) : outcome;
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ZipObject self)
    {
        Value iterators = Value.Of(TupleObject.Of(thread, self.Iterators.Span));
        return Value.Of(TupleObject.Steal(thread, self.Strict ? [Value.Of(self.Type), iterators, Value.True] : [Value.Of(self.Type), iterators]));
    }

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, ZipObject self, Value state)
    {
        int strict = Operators.IsTrue(thread, state);
        self.Strict = strict > 0;
        return strict < 0 ? Value.Error : Value.None;
    }

    /// <summary>Tuples of so many items need no array.</summary>
    private const int Few = 4;

    [InlineArray(Few)]
    private struct FewValues
    {
        private Value _first;
    }
}

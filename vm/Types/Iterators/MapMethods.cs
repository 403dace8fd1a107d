using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of map (Python/bltinmodule.c).</summary>
[PyType("map", typeof(MapObject), Locks = true, Doc = "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.")]
internal static class MapMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!StrictKeyword.TryTake(thread, "map", ref arguments, keywords, out bool strict))
        {
            return Value.Error;
        }

        if (arguments.Length < 2)
        {
            return thread.TypeError("map() must have at least two arguments.");
        }

        return ParallelIterators.TryMake(thread, arguments[1..], out ParallelIterators iterators)
            ? Value.Of(new MapObject(thread, cls, thread.Retain(arguments[0]), iterators, strict))
            : Value.Error;
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self)
    {
        var map = Unsafe.As<MapObject>(self.Ref!);
        if (map.Iterators.Count == 1)
        {
            Value item = Items.Next(thread, map.Iterators.Span[0]);
            if (item.IsEnd || item.IsError)
            {
                return item;
            }

            Value mapped = thread.Call(map.Function, item);
            RefCount.Release(thread, item);
            return mapped;
        }

        var items = new Value[map.Iterators.Count];
        Value outcome = map.Iterators.Next(thread, items, map.Strict, "map");
        if (!outcome.IsNone)
        {
            return outcome;
        }

        Value result = Calls.CallVector(thread, map.Function, items, default);
        Iterables.Release(thread, items);
        return result;
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, MapObject self)
    {
        Value arguments = Value.Of(TupleObject.Of(thread, [self.Function, .. self.Iterators.Span]));
        return Value.Of(TupleObject.Steal(thread, self.Strict ? [Value.Of(self.Type), arguments, Value.True] : [Value.Of(self.Type), arguments]));
    }

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, MapObject self, Value state)
    {
        int strict = Operators.IsTrue(thread, state);
        self.Strict = strict > 0;
        return strict < 0 ? Value.Error : Value.None;
    }
}

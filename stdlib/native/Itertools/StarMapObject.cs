using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>starmap(function, iterable): the function of each item's items.</summary>
public sealed class StarMapObject : PyObject
{
    private readonly Value _function;
    private readonly Value _iterator;

    /// <summary>The references move in.</summary>
    internal StarMapObject(ThreadState thread, TypeObject type, Value function, Value iterator)
        : base(thread, type)
    {
        _function = function;
        _iterator = iterator;
    }

    internal Value Next(ThreadState thread)
    {
        Value item = Items.Next(thread, _iterator);
        if (item.IsEnd || item.IsError)
        {
            return item;
        }

        Value arguments = TupleObject.From(thread, item);
        thread.Release(item);
        if (arguments.IsError)
        {
            return arguments;
        }

        Value result = Calls.CallVector(thread, _function, ((TupleObject)arguments.Ref!).Span, default);
        thread.Release(arguments);
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_function);
        thread.Release(_iterator);
    }
}

/// <summary>The methods of starmap.</summary>
[PyType("starmap", typeof(StarMapObject), Module = "itertools", Locks = true, Doc = "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.")]
internal static class StarMapMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("starmap");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 2)
        {
            return thread.TypeError($"starmap expected 2 arguments, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[1]);
        return iterator.IsError ? iterator : Value.Of(new StarMapObject(thread, cls, thread.Retain(arguments[0]), iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, StarMapObject self) => self.Next(thread);
}

using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of enumerate (Objects/enumobject.c).</summary>
[PyType("enumerate", typeof(EnumerateObject), Locks = true, Doc = "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...")]
internal static class EnumerateMethods
{
    private static readonly StrObject s_iterable = StrObject.Intern("iterable");
    private static readonly StrObject s_start = StrObject.Intern("start");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length > 2)
        {
            return thread.TypeError($"enumerate() takes at most 2 arguments ({arguments.Length} given)");
        }

        int positional = arguments.Length - keywords.Count;
        Value iterable = positional > 0 ? arguments[0] : Value.Unbound;
        Value start = positional > 1 ? arguments[1] : Value.Unbound;
        for (int i = 0; i < keywords.Count; i++)
        {
            if (keywords[i].TextEquals(s_iterable) && iterable.IsUnbound)
            {
                iterable = arguments[positional + i];
            }
            else if (keywords[i].TextEquals(s_start) && start.IsUnbound)
            {
                start = arguments[positional + i];
            }
            else
            {
                return thread.TypeError($"'{keywords[i]}' is an invalid keyword argument for enumerate()");
            }
        }

        if (iterable.IsUnbound)
        {
            return thread.TypeError("enumerate() missing required argument 'iterable'");
        }

        Value index = start.IsUnbound ? Value.Int(0) : Operators.Index(thread, start);
        if (index.IsError)
        {
            return index;
        }

        Value iterator = Items.Iterator(thread, iterable);
        return iterator.IsError ? iterator : Value.Of(new EnumerateObject(thread, cls, iterator, index));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<EnumerateObject>(self.Ref!).Next(thread);

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, EnumerateObject self)
    {
        Value arguments = Value.Of(TupleObject.Of(thread, [self.Iterator, self.Index]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments]));
    }
}

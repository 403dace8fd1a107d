using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Operator;

/// <summary>operator.attrgetter: reads attributes, through dots, of what it is called with.</summary>
public sealed class AttrGetterObject : PyObject
{
    /// <summary>The parts of each dotted name, interned.</summary>
    private readonly StrObject[][] _paths;

    internal AttrGetterObject(ThreadState thread, TypeObject type, StrObject[][] paths)
        : base(thread, type)
    {
        _paths = paths;
    }

    /// <summary>The dotted names.</summary>
    internal IEnumerable<string> Names => _paths.Select(static path => string.Join('.', path.Select(static part => part.ToString())));

    internal Value Get(ThreadState thread, Value target)
    {
        if (_paths.Length == 1)
        {
            return Follow(thread, target, _paths[0]);
        }

        var values = new ValueBuffer(_paths.Length);
        foreach (StrObject[] path in _paths)
        {
            Value value = Follow(thread, target, path);
            if (value.IsError)
            {
                values.Release(thread);
                return value;
            }

            values.Add(value);
        }

        return Value.Of(TupleObject.Steal(thread, values.ToArray()));
    }

    private static Value Follow(ThreadState thread, Value target, StrObject[] path)
    {
        Value value = Pyl.VM.Runtime.Attributes.Get(thread, target, path[0]);
        for (int i = 1; i < path.Length && !value.IsError; i++)
        {
            Value next = Pyl.VM.Runtime.Attributes.Get(thread, value, path[i]);
            thread.Release(value);
            value = next;
        }

        return value;
    }
}

/// <summary>The methods of attrgetter.</summary>
[PyType("attrgetter", typeof(AttrGetterObject), Module = "_operator", Doc = "Return a callable object that fetches the given attribute(s) from its operand.\n\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).")]
internal static class AttrGetterMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "attrgetter", BuiltinTypes.Object, TypeFlags.None) { Module = "operator" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.IsEmpty)
        {
            return thread.TypeError("attrgetter expected 1 argument, got 0");
        }

        var paths = new StrObject[arguments.Length][];
        for (int i = 0; i < paths.Length; i++)
        {
            if (arguments[i].Ref is not StrObject name)
            {
                return thread.TypeError("attribute name must be a string");
            }

            paths[i] = [.. name.ToString().Split('.').Select(StrObject.Intern)];
        }

        return Value.Of(new AttrGetterObject(thread, cls, paths));
    }

    [PyMethod("__call__", Signature = "($self, obj, /)")]
    public static Value Call(ThreadState thread, AttrGetterObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        GetterCalls.TryOne(thread, "attrgetter", arguments, keywords, out Value target) ? self.Get(thread, target) : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, AttrGetterObject self)
    {
        TupleObject names = ToTuple(thread, self);
        Value result = GetterCalls.Repr(thread, self, names.Span, []);
        RefCount.Release(thread, names);
        return result;
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling")]
    public static Value Reduce(ThreadState thread, AttrGetterObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(ToTuple(thread, self))]));

    private static TupleObject ToTuple(ThreadState thread, AttrGetterObject self) => TupleObject.Steal(thread, [.. self.Names.Select(Value.Str)]);
}

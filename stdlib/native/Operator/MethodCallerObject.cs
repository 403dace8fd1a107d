using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Operator;

/// <summary>operator.methodcaller: calls a method of what it is called with.</summary>
public sealed class MethodCallerObject : PyObject
{
    private readonly Value[] _arguments;
    private readonly StrObject[] _names;

    /// <summary>The arguments' references move in; the last ones belong to the names.</summary>
    internal MethodCallerObject(ThreadState thread, TypeObject type, StrObject name, Value[] arguments, StrObject[] names)
        : base(thread, type)
    {
        Name = name;
        _arguments = arguments;
        _names = names;
    }

    internal StrObject Name { get; }

    internal ReadOnlySpan<Value> Arguments => _arguments;

    internal ReadOnlySpan<StrObject> Names => _names;

    internal Value Call(ThreadState thread, Value target)
    {
        Value method = Pyl.VM.Runtime.Attributes.Get(thread, target, Name);
        if (method.IsError)
        {
            return method;
        }

        Value result = Calls.CallVector(thread, method, _arguments, new Keywords(_names));
        thread.Release(method);
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Iterables.Release(thread, _arguments);
}

/// <summary>The methods of methodcaller.</summary>
[PyType("methodcaller", typeof(MethodCallerObject), Module = "_operator", Doc = "Return a callable object that calls the given method on its operand.\n\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).")]
internal static class MethodCallerMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "methodcaller", BuiltinTypes.Object, TypeFlags.None) { Module = "operator" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length == keywords.Count)
        {
            return thread.TypeError("methodcaller needs at least one argument, the method name");
        }

        return arguments[0].Ref is StrObject name
            ? Value.Of(new MethodCallerObject(thread, cls, name.Intern(), Iterables.Retained(thread, arguments[1..]), keywords.Names.ToArray()))
            : thread.TypeError("method name must be a string");
    }

    [PyMethod("__call__", Signature = "($self, obj, /)")]
    public static Value Call(ThreadState thread, MethodCallerObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        GetterCalls.TryOne(thread, "methodcaller", arguments, keywords, out Value target) ? self.Call(thread, target) : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, MethodCallerObject self) => GetterCalls.Repr(thread, self, [Value.Of(self.Name), .. self.Arguments], self.Names);

    [PyMethod("__reduce__", Doc = "Return state information for pickling")]
    public static Value Reduce(ThreadState thread, MethodCallerObject self)
    {
        if (self.Names.IsEmpty)
        {
            Value all = Value.Of(TupleObject.Of(thread, [Value.Of(self.Name), .. self.Arguments]));
            return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), all]));
        }

        // partial(methodcaller, name, **keywords), called with the positional arguments.
        int positional = self.Arguments.Length - self.Names.Length;
        Value[] bound = [Value.Of(self.Type), Value.Of(self.Name), .. self.Arguments[positional..]];
        Value partial = Calls.CallVector(thread, Value.Of(Functools.PartialMethods.Type), bound, new Keywords(self.Names.ToArray()));
        if (partial.IsError)
        {
            return partial;
        }

        Value rest = Value.Of(TupleObject.Of(thread, self.Arguments[..positional]));
        return Value.Of(TupleObject.Steal(thread, [partial, rest]));
    }
}

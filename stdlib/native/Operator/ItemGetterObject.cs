using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Operator;

/// <summary>operator.itemgetter: subscribes what it is called with.</summary>
public sealed class ItemGetterObject : PyObject
{
    private readonly Value[] _keys;

    /// <summary>The references move in.</summary>
    internal ItemGetterObject(ThreadState thread, TypeObject type, Value[] keys)
        : base(thread, type)
    {
        _keys = keys;
    }

    internal ReadOnlySpan<Value> Keys => _keys;

    internal Value Get(ThreadState thread, Value target)
    {
        if (_keys.Length == 1)
        {
            return GetOne(thread, target, _keys[0]);
        }

        var values = new ValueBuffer(_keys.Length);
        foreach (Value key in _keys)
        {
            Value value = GetOne(thread, target, key);
            if (value.IsError)
            {
                values.Release(thread);
                return value;
            }

            values.Add(value);
        }

        return Value.Of(TupleObject.Steal(thread, values.ToArray()));
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Iterables.Release(thread, _keys);

    private static Value GetOne(ThreadState thread, Value target, Value key) =>
        key.Ref is null && target.Ref is TupleObject tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple) && (ulong)key.Bits < (ulong)tuple.Length
            ? thread.Retain(tuple.Span[(int)key.Bits])
            : Items.Get(thread, target, key);
}

/// <summary>The methods of itemgetter.</summary>
[PyType("itemgetter", typeof(ItemGetterObject), Module = "_operator", Doc = "Return a callable object that fetches the given item(s) from its operand.\n\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])")]
internal static class ItemGetterMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "itemgetter", BuiltinTypes.Object, TypeFlags.None) { Module = "operator" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        return arguments.IsEmpty
            ? thread.TypeError("itemgetter expected 1 argument, got 0")
            : Value.Of(new ItemGetterObject(thread, cls, Iterables.Retained(thread, arguments)));
    }

    [PyMethod("__call__", Signature = "($self, obj, /)")]
    public static Value Call(ThreadState thread, ItemGetterObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        GetterCalls.TryOne(thread, "itemgetter", arguments, keywords, out Value target) ? self.Get(thread, target) : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ItemGetterObject self) => GetterCalls.Repr(thread, self, self.Keys, []);

    [PyMethod("__reduce__", Doc = "Return state information for pickling")]
    public static Value Reduce(ThreadState thread, ItemGetterObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(TupleObject.Of(thread, self.Keys))]));
}

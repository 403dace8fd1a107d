using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Functools;

/// <summary>What cmp_to_key makes: first a function of one argument, then the keys that it gives.</summary>
public sealed class KeyWrapperObject : PyObject
{
    private readonly Value _compare;

    /// <summary>The references move in; the function itself has no item, which is Unbound.</summary>
    internal KeyWrapperObject(ThreadState thread, Value compare, Value item)
        : base(thread, KeyWrapperMethods.Type)
    {
        _compare = compare;
        Item = item;
    }

    internal Value Item { get; private set; }

    internal Value MakeKey(ThreadState thread, Value item) => Value.Of(new KeyWrapperObject(thread, thread.Retain(_compare), thread.Retain(item)));

    /// <summary>Replaces the item by a borrowed one.</summary>
    internal void SetItem(ThreadState thread, Value item)
    {
        Value old = Item;
        Item = thread.Retain(item);
        thread.Release(old);
    }

    internal Value Compare(ThreadState thread, SpecialMethod operation, Value other)
    {
        if (other.Ref is not KeyWrapperObject right)
        {
            return thread.TypeError("other argument must be K instance");
        }

        if (Item.IsUnbound || right.Item.IsUnbound)
        {
            return thread.Raise(ExceptionTypes.AttributeError, "object");
        }

        Value order = thread.Call(_compare, Item, right.Item);
        if (order.IsError)
        {
            return order;
        }

        Value result = Comparison.Compare(thread, operation, order, Value.Int(0));
        thread.Release(order);
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_compare);
        thread.Release(Item);
    }
}

/// <summary>The methods of KeyWrapper.</summary>
[PyType("KeyWrapper", typeof(KeyWrapperObject), Module = "_functools")]
internal static class KeyWrapperMethods
{
    internal static readonly TypeObject Type = FunctoolsModule.MakeType("KeyWrapper", TypeFlags.DisallowInstantiation);

    private static readonly StrObject s_item = StrObject.Intern("obj");

    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, KeyWrapperObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.IsEmpty)
        {
            return thread.TypeError("K() missing required argument 'obj' (pos 1)");
        }

        if (arguments.Length > 1)
        {
            return thread.TypeError($"K() takes at most 1 argument ({arguments.Length} given)");
        }

        return keywords.Count == 1 && !keywords[0].TextEquals(s_item)
            ? thread.TypeError("K() missing required argument 'obj' (pos 1)")
            : self.MakeKey(thread, arguments[0]);
    }

    [PyGetter("obj", Doc = "Value wrapped by a key function.")]
    public static Value Item(ThreadState thread, KeyWrapperObject self) =>
        self.Item.IsUnbound ? Attributes.Missing(thread, Value.Of(self), s_item) : thread.Retain(self.Item);

    [PySetter("obj")]
    public static bool SetItem(ThreadState thread, KeyWrapperObject self, Value value)
    {
        self.SetItem(thread, value);
        return true;
    }

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, KeyWrapperObject self, Value other) => self.Compare(thread, SpecialMethod.Lt, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, KeyWrapperObject self, Value other) => self.Compare(thread, SpecialMethod.Le, other);

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, KeyWrapperObject self, Value other) => self.Compare(thread, SpecialMethod.Eq, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, KeyWrapperObject self, Value other) => self.Compare(thread, SpecialMethod.Ne, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, KeyWrapperObject self, Value other) => self.Compare(thread, SpecialMethod.Gt, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, KeyWrapperObject self, Value other) => self.Compare(thread, SpecialMethod.Ge, other);
}

namespace Pyl.VM.Runtime;

/// <summary>Shape of a special method's native entry.</summary>
public enum SlotArity : byte
{
    /// <summary><c>(ThreadState, Value self)</c></summary>
    Unary = 1,

    /// <summary><c>(ThreadState, Value self, Value other)</c></summary>
    Binary = 2,

    /// <summary><c>(ThreadState, Value self, Value, Value)</c></summary>
    Ternary = 3,

    /// <summary><c>(ThreadState, ReadOnlySpan&lt;Value&gt; self and arguments, Keywords)</c></summary>
    General = 4,
}

/// <summary>Names the dunder of a <see cref="SpecialMethod"/> and the arity of its native entry.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SlotAttribute(string name, SlotArity arity) : Attribute
{
    public string Name { get; } = name;

    public SlotArity Arity { get; } = arity;
}

/// <summary>
/// Special methods that have a slot in <see cref="Types.TypeObject"/>, one for each dunder (reflected and in-place forms
/// have their own, so a slot never has to find out which side it is on). All natives borrow their arguments and return a
/// new reference or <see cref="Value.Error"/>; <c>__next__</c> returns <see cref="Value.End"/> when exhausted; hash and len
/// return an int Value; comparisons and binary operators return <see cref="Value.NotImplemented"/> where they do not apply.
/// </summary>
public enum SpecialMethod : byte
{
    [Slot("__repr__", SlotArity.Unary)] Repr,
    [Slot("__str__", SlotArity.Unary)] Str,
    [Slot("__hash__", SlotArity.Unary)] Hash,
    [Slot("__bool__", SlotArity.Unary)] Bool,
    [Slot("__len__", SlotArity.Unary)] Len,
    [Slot("__iter__", SlotArity.Unary)] Iter,
    [Slot("__next__", SlotArity.Unary)] Next,
    [Slot("__neg__", SlotArity.Unary)] Neg,
    [Slot("__pos__", SlotArity.Unary)] Pos,
    [Slot("__invert__", SlotArity.Unary)] Invert,
    [Slot("__abs__", SlotArity.Unary)] Abs,
    [Slot("__int__", SlotArity.Unary)] Int,
    [Slot("__float__", SlotArity.Unary)] Float,
    [Slot("__index__", SlotArity.Unary)] Index,
    [Slot("__await__", SlotArity.Unary)] Await,
    [Slot("__aiter__", SlotArity.Unary)] AIter,
    [Slot("__anext__", SlotArity.Unary)] ANext,
    [Slot("__del__", SlotArity.Unary)] Del,
    [Slot("__getattribute__", SlotArity.Binary)] GetAttribute,
    [Slot("__getattr__", SlotArity.Binary)] GetAttr,
    [Slot("__delattr__", SlotArity.Binary)] DelAttr,
    [Slot("__delete__", SlotArity.Binary)] Delete,
    [Slot("__getitem__", SlotArity.Binary)] GetItem,
    [Slot("__delitem__", SlotArity.Binary)] DelItem,
    [Slot("__contains__", SlotArity.Binary)] Contains,
    [Slot("__lt__", SlotArity.Binary)] Lt,
    [Slot("__le__", SlotArity.Binary)] Le,
    [Slot("__eq__", SlotArity.Binary)] Eq,
    [Slot("__ne__", SlotArity.Binary)] Ne,
    [Slot("__gt__", SlotArity.Binary)] Gt,
    [Slot("__ge__", SlotArity.Binary)] Ge,
    [Slot("__add__", SlotArity.Binary)] Add,
    [Slot("__sub__", SlotArity.Binary)] Sub,
    [Slot("__mul__", SlotArity.Binary)] Mul,
    [Slot("__truediv__", SlotArity.Binary)] TrueDiv,
    [Slot("__floordiv__", SlotArity.Binary)] FloorDiv,
    [Slot("__mod__", SlotArity.Binary)] Mod,
    [Slot("__pow__", SlotArity.Ternary)] Pow,
    [Slot("__matmul__", SlotArity.Binary)] MatMul,
    [Slot("__lshift__", SlotArity.Binary)] LShift,
    [Slot("__rshift__", SlotArity.Binary)] RShift,
    [Slot("__and__", SlotArity.Binary)] And,
    [Slot("__or__", SlotArity.Binary)] Or,
    [Slot("__xor__", SlotArity.Binary)] Xor,
    [Slot("__radd__", SlotArity.Binary)] RAdd,
    [Slot("__rsub__", SlotArity.Binary)] RSub,
    [Slot("__rmul__", SlotArity.Binary)] RMul,
    [Slot("__rtruediv__", SlotArity.Binary)] RTrueDiv,
    [Slot("__rfloordiv__", SlotArity.Binary)] RFloorDiv,
    [Slot("__rmod__", SlotArity.Binary)] RMod,
    [Slot("__rpow__", SlotArity.Ternary)] RPow,
    [Slot("__rmatmul__", SlotArity.Binary)] RMatMul,
    [Slot("__rlshift__", SlotArity.Binary)] RLShift,
    [Slot("__rrshift__", SlotArity.Binary)] RRShift,
    [Slot("__rand__", SlotArity.Binary)] RAnd,
    [Slot("__ror__", SlotArity.Binary)] ROr,
    [Slot("__rxor__", SlotArity.Binary)] RXor,
    [Slot("__iadd__", SlotArity.Binary)] IAdd,
    [Slot("__isub__", SlotArity.Binary)] ISub,
    [Slot("__imul__", SlotArity.Binary)] IMul,
    [Slot("__itruediv__", SlotArity.Binary)] ITrueDiv,
    [Slot("__ifloordiv__", SlotArity.Binary)] IFloorDiv,
    [Slot("__imod__", SlotArity.Binary)] IMod,
    [Slot("__ipow__", SlotArity.Binary)] IPow,
    [Slot("__imatmul__", SlotArity.Binary)] IMatMul,
    [Slot("__ilshift__", SlotArity.Binary)] ILShift,
    [Slot("__irshift__", SlotArity.Binary)] IRShift,
    [Slot("__iand__", SlotArity.Binary)] IAnd,
    [Slot("__ior__", SlotArity.Binary)] IOr,
    [Slot("__ixor__", SlotArity.Binary)] IXor,
    [Slot("__setattr__", SlotArity.Ternary)] SetAttr,
    [Slot("__setitem__", SlotArity.Ternary)] SetItem,
    [Slot("__get__", SlotArity.Ternary)] Get,
    [Slot("__set__", SlotArity.Ternary)] Set,
    [Slot("__call__", SlotArity.General)] Call,
    [Slot("__new__", SlotArity.General)] New,
    [Slot("__init__", SlotArity.General)] Init,
}

/// <summary>One entry of a type's slot table: a native, or what the class's namespace holds (a function, None, anything callable), or nothing.</summary>
public struct SlotEntry
{
    /// <summary>Function pointer of the slot's arity, or 0.</summary>
    internal nint Native;

    /// <summary>The attribute that implements the slot when it is not native; borrowed from the namespace of the class that defines it.</summary>
    internal PyObject? Method;

    /// <summary>True when the type implements the special method.</summary>
    public readonly bool IsDefined => Native != 0 || Method is not null;
}

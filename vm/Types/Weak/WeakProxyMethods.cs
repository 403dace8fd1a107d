using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>weakref.ProxyType.</summary>
[PyType("ProxyType", typeof(WeakReferenceObject), Field = nameof(BuiltinTypes.WeakProxy))]
internal static class WeakProxyMethods
{
    /// <summary>Proxies cannot be hashed: they would outlive their referents as keys.</summary>
    [PyConstant("__hash__")]
    internal static Value Hash => Value.None;

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Add, self, other);

    [PyMethod("__radd__")]
    public static Value ReflectedAdd(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Add, other, self);

    [PyMethod("__iadd__")]
    public static Value InPlaceAdd(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Add, self, other);

    [PyMethod("__sub__")]
    public static Value Subtract(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Subtract, self, other);

    [PyMethod("__rsub__")]
    public static Value ReflectedSubtract(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Subtract, other, self);

    [PyMethod("__isub__")]
    public static Value InPlaceSubtract(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Subtract, self, other);

    [PyMethod("__mul__")]
    public static Value Multiply(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Multiply, self, other);

    [PyMethod("__rmul__")]
    public static Value ReflectedMultiply(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Multiply, other, self);

    [PyMethod("__imul__")]
    public static Value InPlaceMultiply(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Multiply, self, other);

    [PyMethod("__truediv__")]
    public static Value TrueDivide(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.TrueDivide, self, other);

    [PyMethod("__rtruediv__")]
    public static Value ReflectedTrueDivide(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.TrueDivide, other, self);

    [PyMethod("__itruediv__")]
    public static Value InPlaceTrueDivide(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.TrueDivide, self, other);

    [PyMethod("__floordiv__")]
    public static Value FloorDivide(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.FloorDivide, self, other);

    [PyMethod("__rfloordiv__")]
    public static Value ReflectedFloorDivide(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.FloorDivide, other, self);

    [PyMethod("__ifloordiv__")]
    public static Value InPlaceFloorDivide(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.FloorDivide, self, other);

    [PyMethod("__mod__")]
    public static Value Remainder(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Remainder, self, other);

    [PyMethod("__rmod__")]
    public static Value ReflectedRemainder(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Remainder, other, self);

    [PyMethod("__imod__")]
    public static Value InPlaceRemainder(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Remainder, self, other);

    [PyMethod("__matmul__")]
    public static Value MatrixMultiply(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.MatrixMultiply, self, other);

    [PyMethod("__rmatmul__")]
    public static Value ReflectedMatrixMultiply(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.MatrixMultiply, other, self);

    [PyMethod("__imatmul__")]
    public static Value InPlaceMatrixMultiply(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.MatrixMultiply, self, other);

    [PyMethod("__lshift__")]
    public static Value LeftShift(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.LeftShift, self, other);

    [PyMethod("__rlshift__")]
    public static Value ReflectedLeftShift(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.LeftShift, other, self);

    [PyMethod("__ilshift__")]
    public static Value InPlaceLeftShift(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.LeftShift, self, other);

    [PyMethod("__rshift__")]
    public static Value RightShift(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.RightShift, self, other);

    [PyMethod("__rrshift__")]
    public static Value ReflectedRightShift(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.RightShift, other, self);

    [PyMethod("__irshift__")]
    public static Value InPlaceRightShift(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.RightShift, self, other);

    [PyMethod("__and__")]
    public static Value And(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.And, self, other);

    [PyMethod("__rand__")]
    public static Value ReflectedAnd(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.And, other, self);

    [PyMethod("__iand__")]
    public static Value InPlaceAnd(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.And, self, other);

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Or, self, other);

    [PyMethod("__ror__")]
    public static Value ReflectedOr(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Or, other, self);

    [PyMethod("__ior__")]
    public static Value InPlaceOr(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Or, self, other);

    [PyMethod("__xor__")]
    public static Value Xor(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Xor, self, other);

    [PyMethod("__rxor__")]
    public static Value ReflectedXor(ThreadState thread, Value self, Value other) => ProxyOperations.Binary(thread, BinaryOperation.Xor, other, self);

    [PyMethod("__ixor__")]
    public static Value InPlaceXor(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Xor, self, other);

    [PyMethod("__pow__")]
    public static Value Power(ThreadState thread, Value self, Value other, Value modulus) => ProxyOperations.Binary(thread, BinaryOperation.Power, self, other);

    [PyMethod("__rpow__")]
    public static Value ReflectedPower(ThreadState thread, Value self, Value other, Value modulus) => ProxyOperations.Binary(thread, BinaryOperation.Power, other, self);

    [PyMethod("__ipow__")]
    public static Value InPlacePower(ThreadState thread, Value self, Value other) => ProxyOperations.InPlace(thread, BinaryOperation.Power, self, other);

    [PyMethod("__lt__")]
    public static Value CompareLt(ThreadState thread, Value self, Value other) => ProxyOperations.Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value CompareLe(ThreadState thread, Value self, Value other) => ProxyOperations.Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__eq__")]
    public static Value CompareEq(ThreadState thread, Value self, Value other) => ProxyOperations.Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value CompareNe(ThreadState thread, Value self, Value other) => ProxyOperations.Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__gt__")]
    public static Value CompareGt(ThreadState thread, Value self, Value other) => ProxyOperations.Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value CompareGe(ThreadState thread, Value self, Value other) => ProxyOperations.Compare(thread, SpecialMethod.Ge, self, other);

    [PyMethod("__neg__")]
    public static Value Neg(ThreadState thread, Value self) => ProxyOperations.Slot(thread, self, SpecialMethod.Neg, "bad operand type for unary -: '{0}'");

    [PyMethod("__pos__")]
    public static Value Pos(ThreadState thread, Value self) => ProxyOperations.Slot(thread, self, SpecialMethod.Pos, "bad operand type for unary +: '{0}'");

    [PyMethod("__abs__")]
    public static Value Abs(ThreadState thread, Value self) => ProxyOperations.Slot(thread, self, SpecialMethod.Abs, "bad operand type for abs(): '{0}'");

    [PyMethod("__invert__")]
    public static Value Invert(ThreadState thread, Value self) => ProxyOperations.Slot(thread, self, SpecialMethod.Invert, "bad operand type for unary ~: '{0}'");

    [PyMethod("__int__")]
    public static Value Int(ThreadState thread, Value self) => ProxyOperations.Slot(thread, self, SpecialMethod.Int, "int() argument must be a string, a bytes-like object or a real number, not '{0}'");

    [PyMethod("__float__")]
    public static Value Float(ThreadState thread, Value self) => ProxyOperations.Slot(thread, self, SpecialMethod.Float, "float() argument must be a string or a real number, not '{0}'");

    [PyMethod("__index__")]
    public static Value Index(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, Operators.Index);

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, Operators.Str);

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, Items.Iterator);

    [PyMethod("__reversed__")]
    public static Value Reversed(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, static (thread, target) => OrMissing(thread, thread.CallSpecialName(target, Names.Reversed), "__reversed__"));

    [PyMethod("__bytes__")]
    public static Value Bytes(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, static (thread, target) => OrMissing(thread, thread.CallSpecialName(target, Names.Bytes), "__bytes__"));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, WeakReferenceObject self) => WeakReferenceMaking.Repr(thread, self, "weakproxy");

    [PyMethod("__bool__")]
    public static Value Bool(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, static (thread, target) =>
    {
        int truth = Operators.IsTrue(thread, target);
        return truth < 0 ? Value.Error : Value.Bool(truth > 0);
    });

    [PyMethod("__len__")]
    public static Value Length(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, static (thread, target) =>
    {
        long length = Operators.Length(thread, target);
        return length < 0 ? Value.Error : Value.Int(length);
    });

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => ProxyOperations.Unary(thread, self, static (thread, target) =>
        target.Type.Slot(SpecialMethod.Next).IsDefined
            ? Items.Next(thread, target)
            : thread.TypeError($"Weakref proxy referenced a non-iterator '{target.Type.Name}' object"));

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, Value self, Value item)
    {
        Value target = ProxyOperations.Unwrap(thread, self);
        if (target.IsError)
        {
            return target;
        }

        int found = Items.Contains(thread, target, item);
        thread.Release(target);
        return found < 0 ? Value.Error : Value.Bool(found > 0);
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value key)
    {
        Value target = ProxyOperations.Unwrap(thread, self);
        if (target.IsError)
        {
            return target;
        }

        Value result = Items.Get(thread, target, key);
        thread.Release(target);
        return result;
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, Value self, Value key, Value value)
    {
        Value target = ProxyOperations.Unwrap(thread, self);
        bool done = !target.IsError && Items.Set(thread, target, key, value);
        thread.Release(target.IsError ? Value.None : target);
        return done;
    }

    [PyMethod("__delitem__")]
    public static bool DeleteItem(ThreadState thread, Value self, Value key)
    {
        Value target = ProxyOperations.Unwrap(thread, self);
        bool done = !target.IsError && Items.Delete(thread, target, key);
        thread.Release(target.IsError ? Value.None : target);
        return done;
    }

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, Value self, Value name)
    {
        Value target = ProxyOperations.Unwrap(thread, self);
        if (target.IsError)
        {
            return target;
        }

        Value result = name.Ref is StrObject text ? Attributes.Get(thread, target, text.Intern()) : thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        thread.Release(target);
        return result;
    }

    [PyMethod("__setattr__")]
    public static bool SetAttribute(ThreadState thread, Value self, Value name, Value value)
    {
        Value target = ProxyOperations.Unwrap(thread, self);
        bool done = !target.IsError && Attributes.Set(thread, target, ((StrObject)name.Ref!).Intern(), value);
        thread.Release(target.IsError ? Value.None : target);
        return done;
    }

    [PyMethod("__delattr__")]
    public static bool DeleteAttribute(ThreadState thread, Value self, Value name) => SetAttribute(thread, self, name, Value.Unbound);

    [PyMethod("__divmod__")]
    public static Value DivMod(ThreadState thread, Value self, Value other) => CallDivMod(thread, self, other);

    [PyMethod("__rdivmod__")]
    public static Value ReflectedDivMod(ThreadState thread, Value self, Value other) => CallDivMod(thread, other, self);

    private static Value CallDivMod(ThreadState thread, Value left, Value right)
    {
        Value first = ProxyOperations.Unwrap(thread, left);
        if (first.IsError)
        {
            return first;
        }

        Value second = ProxyOperations.Unwrap(thread, right);
        Value result = second.IsError ? second : Builtins.NumberFunctions.DivMod(thread, first, second);
        thread.Release(first);
        thread.Release(second.IsError ? Value.None : second);
        return result;
    }

    private static Value OrMissing(ThreadState thread, Value result, string name) =>
        result.IsUnbound ? thread.Raise(ExceptionTypes.AttributeError, name) : result;
}

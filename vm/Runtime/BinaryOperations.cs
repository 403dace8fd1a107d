using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>What a binary operator needs: its slots and how errors name it.</summary>
/// <param name="Slot">The left operand's special method.</param>
/// <param name="Reflected">The right operand's.</param>
/// <param name="InPlace">The in-place form.</param>
/// <param name="Symbol">As in "unsupported operand type(s) for +".</param>
internal readonly record struct BinaryOperation(SpecialMethod Slot, SpecialMethod Reflected, SpecialMethod InPlace, string Symbol)
{
    public static readonly BinaryOperation Add = new(SpecialMethod.Add, SpecialMethod.RAdd, SpecialMethod.IAdd, "+");
    public static readonly BinaryOperation Subtract = new(SpecialMethod.Sub, SpecialMethod.RSub, SpecialMethod.ISub, "-");
    public static readonly BinaryOperation Multiply = new(SpecialMethod.Mul, SpecialMethod.RMul, SpecialMethod.IMul, "*");
    public static readonly BinaryOperation TrueDivide = new(SpecialMethod.TrueDiv, SpecialMethod.RTrueDiv, SpecialMethod.ITrueDiv, "/");
    public static readonly BinaryOperation FloorDivide = new(SpecialMethod.FloorDiv, SpecialMethod.RFloorDiv, SpecialMethod.IFloorDiv, "//");
    public static readonly BinaryOperation Remainder = new(SpecialMethod.Mod, SpecialMethod.RMod, SpecialMethod.IMod, "%");
    public static readonly BinaryOperation Power = new(SpecialMethod.Pow, SpecialMethod.RPow, SpecialMethod.IPow, "** or pow()");
    public static readonly BinaryOperation MatrixMultiply = new(SpecialMethod.MatMul, SpecialMethod.RMatMul, SpecialMethod.IMatMul, "@");
    public static readonly BinaryOperation LeftShift = new(SpecialMethod.LShift, SpecialMethod.RLShift, SpecialMethod.ILShift, "<<");
    public static readonly BinaryOperation RightShift = new(SpecialMethod.RShift, SpecialMethod.RRShift, SpecialMethod.IRShift, ">>");
    public static readonly BinaryOperation And = new(SpecialMethod.And, SpecialMethod.RAnd, SpecialMethod.IAnd, "&");
    public static readonly BinaryOperation Or = new(SpecialMethod.Or, SpecialMethod.ROr, SpecialMethod.IOr, "|");
    public static readonly BinaryOperation Xor = new(SpecialMethod.Xor, SpecialMethod.RXor, SpecialMethod.IXor, "^");

    /// <summary>By the number that <see cref="Bytecode.BinaryOperator"/> gives.</summary>
    public static readonly BinaryOperation[] All =
    [
        Add, Subtract, Multiply, TrueDivide, FloorDivide, Remainder, Power, MatrixMultiply, LeftShift, RightShift, And, Or, Xor,
    ];
}

/// <summary>The binary and in-place operators on values of any type (data model, "Emulating numeric types").</summary>
internal static class BinaryOperations
{
    /// <summary><c>left op right</c>.</summary>
    public static Value Apply(ThreadState thread, in BinaryOperation operation, Value left, Value right)
    {
        Value result = TryApply(thread, operation, left, right);
        return result.IsNotImplemented ? Refuse(thread, operation, operation.Symbol, left, right) : result;
    }

    /// <summary><c>left op= right</c>: the in-place method, then the plain one.</summary>
    public static Value ApplyInPlace(ThreadState thread, in BinaryOperation operation, Value left, Value right)
    {
        if (left.Type.Slot(operation.InPlace).IsDefined && (SequenceOperators.Accepts(operation, right) || !SequenceOperators.Implements(left, operation.InPlace)))
        {
            // A sequence's own in-place form is a sequence slot: the right operand's numeric one comes before it.
            if (SequenceOperators.TryReflected(thread, operation, operation.InPlace, left, right, out Value reflected))
            {
                return reflected;
            }

            Value result = Operators.CallBinary(thread, operation.InPlace, left, right, out bool missing);
            if (!missing && !result.IsNotImplemented)
            {
                return result;
            }
        }

        Value plain = TryApply(thread, operation, left, right);
        string symbol = operation.Slot == SpecialMethod.Pow ? "**" : operation.Symbol;
        return plain.IsNotImplemented ? Refuse(thread, operation, symbol + "=", left, right) : plain;
    }

    /// <summary>As <see cref="Apply"/>, but NotImplemented when neither side knows.</summary>
    public static Value TryApply(ThreadState thread, in BinaryOperation operation, Value left, Value right)
    {
        TypeObject leftType = left.Type;
        TypeObject rightType = right.Type;
        bool reflectedTried = false;
        if (ReferenceEquals(leftType, rightType) && ReferenceEquals(leftType, BuiltinTypes.Int))
        {
            return CallOne(thread, operation.Slot, left, right);
        }

        if (operation.Slot is SpecialMethod.Add or SpecialMethod.Mul && SequenceOperators.Implements(left, operation.Slot))
        {
            return SequenceOperators.TryApply(thread, operation, left, right);
        }

        if (!ReferenceEquals(leftType, rightType) && rightType.IsSubtypeOf(leftType) && Overrides(rightType, leftType, operation.Reflected))
        {
            // A subclass on the right that has its own reflected method goes first.
            Value first = CallOne(thread, operation.Reflected, right, left);
            if (!first.IsNotImplemented)
            {
                return first;
            }

            reflectedTried = true;
        }

        Value result = CallOne(thread, operation.Slot, left, right);
        if (!result.IsNotImplemented || reflectedTried || ReferenceEquals(leftType, rightType))
        {
            return result;
        }

        return operation.Slot == SpecialMethod.Mul && SequenceOperators.Implements(right, SpecialMethod.RMul) && !SequenceOperators.Accepts(operation, left)
            ? Value.NotImplemented
            : CallOne(thread, operation.Reflected, right, left);
    }

    public static Value Unsupported(ThreadState thread, string symbol, Value left, Value right) =>
        thread.TypeError($"unsupported operand type(s) for {symbol}: '{left.Type.Name}' and '{right.Type.Name}'");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Refuse(ThreadState thread, in BinaryOperation operation, string symbol, Value left, Value right) =>
        SequenceOperators.Explain(operation, left, right) is { } reason ? thread.TypeError(reason) : Unsupported(thread, symbol, left, right);

    private static Value CallOne(ThreadState thread, SpecialMethod slot, Value self, Value other)
    {
        bool missing;
        Value result = slot is SpecialMethod.Pow or SpecialMethod.RPow
            ? CallPower(thread, slot, self, other, out missing)
            : Operators.CallBinary(thread, slot, self, other, out missing);
        return missing ? Value.NotImplemented : result;
    }

    /// <summary>pow's slot takes a modulus; a Python __pow__ is called without one.</summary>
    private static Value CallPower(ThreadState thread, SpecialMethod slot, Value self, Value other, out bool missing) =>
        self.Type.Slot(slot).Native != 0
            ? Operators.CallTernary(thread, slot, self, other, Value.None, out missing)
            : Operators.CallBinary(thread, slot, self, other, out missing);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Overrides(TypeObject derived, TypeObject baseType, SpecialMethod slot)
    {
        ref SlotEntry mine = ref derived.Slot(slot);
        ref SlotEntry theirs = ref baseType.Slot(slot);
        return mine.IsDefined && (mine.Native != theirs.Native || !ReferenceEquals(mine.Method, theirs.Method));
    }
}

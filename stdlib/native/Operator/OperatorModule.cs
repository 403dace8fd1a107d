using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Operator;

/// <summary>The operators with two operands as functions (CPython Modules/_operator.c).</summary>
[PyModule("_operator", Doc = "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.")]
internal static class OperatorModule
{
    [PyFunction("add", Doc = "Same as a + b.")]
    public static Value Add(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Add, a, b);

    [PyFunction("sub", Doc = "Same as a - b.")]
    public static Value Sub(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Subtract, a, b);

    [PyFunction("mul", Doc = "Same as a * b.")]
    public static Value Mul(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Multiply, a, b);

    [PyFunction("truediv", Doc = "Same as a / b.")]
    public static Value TrueDiv(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.TrueDivide, a, b);

    [PyFunction("floordiv", Doc = "Same as a // b.")]
    public static Value FloorDiv(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.FloorDivide, a, b);

    [PyFunction("mod", Doc = "Same as a % b.")]
    public static Value Mod(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Remainder, a, b);

    [PyFunction("pow", Doc = "Same as a ** b.")]
    public static Value Pow(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Power, a, b);

    [PyFunction("matmul", Doc = "Same as a @ b.")]
    public static Value MatMul(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.MatrixMultiply, a, b);

    [PyFunction("lshift", Doc = "Same as a << b.")]
    public static Value LShift(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.LeftShift, a, b);

    [PyFunction("rshift", Doc = "Same as a >> b.")]
    public static Value RShift(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.RightShift, a, b);

    [PyFunction("and_", Doc = "Same as a & b.")]
    public static Value And(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.And, a, b);

    [PyFunction("or_", Doc = "Same as a | b.")]
    public static Value Or(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Or, a, b);

    [PyFunction("xor", Doc = "Same as a ^ b.")]
    public static Value Xor(ThreadState thread, Value a, Value b) => BinaryOperations.Apply(thread, BinaryOperation.Xor, a, b);

    [PyFunction("iadd", Doc = "Same as a += b.")]
    public static Value IAdd(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Add, a, b);

    [PyFunction("isub", Doc = "Same as a -= b.")]
    public static Value ISub(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Subtract, a, b);

    [PyFunction("imul", Doc = "Same as a *= b.")]
    public static Value IMul(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Multiply, a, b);

    [PyFunction("itruediv", Doc = "Same as a /= b.")]
    public static Value ITrueDiv(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.TrueDivide, a, b);

    [PyFunction("ifloordiv", Doc = "Same as a //= b.")]
    public static Value IFloorDiv(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.FloorDivide, a, b);

    [PyFunction("imod", Doc = "Same as a %= b.")]
    public static Value IMod(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Remainder, a, b);

    [PyFunction("ipow", Doc = "Same as a **= b.")]
    public static Value IPow(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Power, a, b);

    [PyFunction("imatmul", Doc = "Same as a @= b.")]
    public static Value IMatMul(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.MatrixMultiply, a, b);

    [PyFunction("ilshift", Doc = "Same as a <<= b.")]
    public static Value ILShift(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.LeftShift, a, b);

    [PyFunction("irshift", Doc = "Same as a >>= b.")]
    public static Value IRShift(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.RightShift, a, b);

    [PyFunction("iand", Doc = "Same as a &= b.")]
    public static Value IAnd(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.And, a, b);

    [PyFunction("ior", Doc = "Same as a |= b.")]
    public static Value IOr(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Or, a, b);

    [PyFunction("ixor", Doc = "Same as a ^= b.")]
    public static Value IXor(ThreadState thread, Value a, Value b) => BinaryOperations.ApplyInPlace(thread, BinaryOperation.Xor, a, b);

    [PyFunction("lt", Doc = "Same as a < b.")]
    public static Value Lt(ThreadState thread, Value a, Value b) => Comparison.Compare(thread, SpecialMethod.Lt, a, b);

    [PyFunction("le", Doc = "Same as a <= b.")]
    public static Value Le(ThreadState thread, Value a, Value b) => Comparison.Compare(thread, SpecialMethod.Le, a, b);

    [PyFunction("eq", Doc = "Same as a == b.")]
    public static Value Eq(ThreadState thread, Value a, Value b) => Comparison.Compare(thread, SpecialMethod.Eq, a, b);

    [PyFunction("ne", Doc = "Same as a != b.")]
    public static Value Ne(ThreadState thread, Value a, Value b) => Comparison.Compare(thread, SpecialMethod.Ne, a, b);

    [PyFunction("gt", Doc = "Same as a > b.")]
    public static Value Gt(ThreadState thread, Value a, Value b) => Comparison.Compare(thread, SpecialMethod.Gt, a, b);

    [PyFunction("ge", Doc = "Same as a >= b.")]
    public static Value Ge(ThreadState thread, Value a, Value b) => Comparison.Compare(thread, SpecialMethod.Ge, a, b);
}

using Pyl.VM.Numerics;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class ArithmeticOperations
{
    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["float.divmod"] = a =>
        {
            var (quotient, remainder) = FloatArithmetic.DivMod(Double(a[0]), Double(a[1]));
            return Show(quotient) + ";" + Show(remainder);
        },
        ["float.mod"] = a => Show(FloatArithmetic.FloorModulo(Double(a[0]), Double(a[1]))),
        ["float.pow"] = a => Result(
            FloatArithmetic.TryPower(Double(a[0]), Double(a[1]), out var v, out var isComplex), () => isComplex ? "complex" : Show(v)),
        ["complex.mul"] = a => Show(ComplexArithmetic.Multiply(Complex(a[0]), Complex(a[1]))),
        ["complex.mulreal"] = a => Show(ComplexArithmetic.Multiply(Complex(a[0]), Double(a[1]))),
        ["complex.div"] = a => Result(ComplexArithmetic.TryDivide(Complex(a[0]), Complex(a[1]), out var v), () => Show(v)),
        ["complex.divreal"] = a => Result(ComplexArithmetic.TryDivide(Complex(a[0]), Double(a[1]), out var v), () => Show(v)),
        ["complex.realdiv"] = a => Result(ComplexArithmetic.TryDivide(Double(a[0]), Complex(a[1]), out var v), () => Show(v)),
        ["complex.pow"] = a => Result(ComplexArithmetic.TryPower(Complex(a[0]), Complex(a[1]), out var v), () => Show(v)),
    };
}

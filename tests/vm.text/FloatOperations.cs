using System.Numerics;
using Pyl.VM.Numerics;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class FloatOperations
{
    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["float.repr"] = a => FloatFormatting.Repr(Double(a[0])),
        ["float.hex"] = a => FloatConversions.ToHex(Double(a[0])),
        ["float.fromhex"] = a => Result(FloatConversions.TryFromHex(Str(a[0]), out var v), () => Show(v)),
        ["float.ratio"] = a => Result(FloatConversions.TryIntegerRatio(Double(a[0]), out var n, out var d), () => $"{n}/{d}"),
        ["float.int"] = a => Result(FloatConversions.TryToInteger(Double(a[0]), out var v), () => v.ToString()),
        ["float.round"] = a => Result(
            FloatConversions.TryRound(Double(a[0]), (long)BigInteger.Min(Integer(a[1]), long.MaxValue), out var v), () => Show(v)),
        ["float.printf"] = a => Printf(a[0], Double(a[1])),
        ["float.parse"] = a => Result(FloatParsing.TryParse(Str(a[0]), out var v), () => Show(v)),
        ["float.parsebytes"] = a => Result(FloatParsing.TryParse(Bytes(a[0]), out var v), () => Show(v)),
        ["complex.parse"] = a => Result(FloatParsing.TryParseComplex(Str(a[0]), out var r, out var i), () => Show(r) + " " + Show(i)),
        ["complex.repr"] = a => FloatFormatting.Repr(Complex(a[0]).Real, Complex(a[0]).Imaginary),
    };

    private static string Printf(string spec, double value)
    {
        var flags = (spec.Contains('+') ? FloatFormatFlags.Sign : 0) | (spec.Contains('#') ? FloatFormatFlags.Alternate : 0);
        return FloatFormatting.Format(value, spec[^1], int.Parse(spec[(spec.IndexOf('.') + 1)..^1]), flags);
    }
}

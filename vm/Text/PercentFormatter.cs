using System.Numerics;
using Pyl.VM.Numerics;

namespace Pyl.VM.Text;

/// <summary>Applies one conversion of a %-template to a value whose type already fits it.</summary>
public static class PercentFormatter
{
    /// <summary>d, i, u, o, x and X.</summary>
    /// <returns>null, ValueError (digit limit) or MemoryError.</returns>
    public static AlgorithmError? TryFormat(in PercentSpec spec, BigInteger value, int digitLimit, out string result)
    {
        result = "";
        if (CheckSize(spec) is { } tooLarge)
            return tooLarge;
        var radix = spec.Type switch { 'o' => 8, 'x' or 'X' => 16, _ => 10 };
        string digits;
        if (radix == 10)
        {
            if (IntFormatting.TryToDecimal(BigInteger.Abs(value), digitLimit, out digits) is { } error)
                return error;
        }
        else
        {
            digits = IntFormatting.MagnitudeDigits(value, radix);
            if (spec.Type == 'X')
                digits = digits.ToUpperInvariant();
        }
        var prefix = spec.Alternate && radix != 10 ? "0" + (char)spec.Type : "";
        result = Layout(spec, value.Sign < 0, prefix, digits.PadLeft(Math.Max(spec.Precision, 0), '0'));
        return null;
    }

    /// <summary>e, E, f, F, g and G.</summary>
    /// <returns>null, or MemoryError.</returns>
    public static AlgorithmError? TryFormat(in PercentSpec spec, double value, out string result)
    {
        result = "";
        if (spec.Precision == int.MaxValue)
            return AlgorithmError.Value("precision too big");
        if (CheckSize(spec) is { } tooLarge)
            return tooLarge;
        var text = FloatFormatting.Format(value, (char)spec.Type, spec.Precision < 0 ? 6 : spec.Precision,
            spec.Alternate ? FloatFormatFlags.Alternate : FloatFormatFlags.None);
        var negative = text[0] == '-';
        result = Layout(spec, negative, "", negative ? text[1..] : text);
        return null;
    }

    /// <summary>s, r and a (cut to the precision) and c (whole).</summary>
    /// <returns>null, or MemoryError.</returns>
    public static AlgorithmError? TryFormat(in PercentSpec spec, StrData value, out StrData result)
    {
        result = value;
        if (CheckSize(spec with { Precision = -1 }) is { } tooLarge)
            return tooLarge;
        if (spec.Type != 'c' && spec.Precision >= 0 && spec.Precision < value.Length)
            result = value.Slice(0, spec.Precision);
        var padding = spec.Width - result.Length;
        if (padding <= 0)
            return null;
        var builder = new StrDataBuilder(spec.Width);
        if (!spec.LeftAlign)
            builder.AppendRepeated(' ', padding);
        builder.Append(result);
        if (spec.LeftAlign)
            builder.AppendRepeated(' ', padding);
        result = builder.ToStrData();
        return null;
    }

    private static string Layout(in PercentSpec spec, bool negative, string prefix, string digits)
    {
        var head = (negative ? "-" : spec.Plus ? "+" : spec.Blank ? " " : "") + prefix;
        var padding = Math.Max(0, spec.Width - head.Length - digits.Length);
        if (spec.LeftAlign)
            return string.Concat(head, digits, new string(' ', padding));
        return spec.Zero
            ? string.Concat(head, new string('0', padding), digits)
            : string.Concat(new string(' ', padding), head, digits);
    }

    private static AlgorithmError? CheckSize(in PercentSpec spec) =>
        spec.Width > 1_000_000_000 || spec.Precision > 999_999_999 ? new AlgorithmError(ErrorKind.MemoryError, "") : null;
}

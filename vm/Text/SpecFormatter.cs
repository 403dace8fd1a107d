using System.Numerics;
using Pyl.VM.Numerics;

namespace Pyl.VM.Text;

/// <summary>
/// format(value, specification) for the built-in types. An empty specification is str(value), which the callers handle
/// before they come here; every method also accepts it. Type names go into messages only.
/// </summary>
public static class SpecFormatter
{
    /// <summary>str.__format__.</summary>
    /// <returns>null, ValueError, or MemoryError for an absurd width.</returns>
    public static AlgorithmError? TryFormat(StrData value, StrData specification, string typeName, out StrData result)
    {
        result = value;
        if (specification.Length == 0)
            return null;
        if (FormatSpec.TryParse(specification, typeName, 's', '<', out var spec) is { } error)
            return error;
        if (spec.Type != 's')
            return FormatSpec.UnknownType(spec.Type, typeName);
        if (spec.Sign != '\0')
            return AlgorithmError.Value((spec.Sign == ' ' ? "Space" : "Sign") + " not allowed in string format specifier");
        if (spec.NoNegativeZero)
            return AlgorithmError.Value("Negative zero coercion (z) not allowed in string format specifier");
        if (spec.Alternate)
            return AlgorithmError.Value("Alternate form (#) not allowed in string format specifier");
        if (spec.Align == '=')
            return AlgorithmError.Value("'=' alignment not allowed in string format specifier");
        if (CheckSize(spec) is { } tooLarge)
            return tooLarge;
        if (spec.Precision >= 0 && spec.Precision < value.Length)
            value = value.Slice(0, spec.Precision);
        var builder = new StrDataBuilder(Math.Max(spec.Width, value.Length));
        NumberLayout.AppendPadded(ref builder, spec, value);
        result = builder.ToStrData();
        return null;
    }

    /// <summary>int.__format__ (and bool's): d, b, o, x, X, c, n, and the float types after conversion.</summary>
    /// <param name="value">The int.</param>
    /// <param name="specification">The specification.</param>
    /// <param name="typeName">For messages.</param>
    /// <param name="digitLimit">The limit of sys.set_int_max_str_digits, 0 for none.</param>
    /// <param name="result">The text.</param>
    /// <returns>null, ValueError, OverflowError or MemoryError.</returns>
    public static AlgorithmError? TryFormat(BigInteger value, StrData specification, string typeName, int digitLimit, out StrData result)
    {
        result = default;
        if (FormatSpec.TryParse(specification, typeName, 'd', '>', out var spec) is { } error)
            return error;
        if (spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
            return FloatConversions.TryFromInteger(value, out var number) ?? TryFormat(number, spec, out result);
        if (spec.Type is not ('b' or 'c' or 'd' or 'o' or 'x' or 'X' or 'n'))
            return FormatSpec.UnknownType(spec.Type, typeName);
        if (spec.Precision >= 0 || spec.FractionGrouping != '\0')
            return AlgorithmError.Value("Precision not allowed in integer format specifier");
        if (spec.NoNegativeZero)
            return AlgorithmError.Value("Negative zero coercion (z) not allowed in integer format specifier");
        if (CheckSize(spec) is { } tooLarge)
            return tooLarge;
        var builder = new StrDataBuilder(Math.Max(spec.Width, 24));
        if (spec.Type == 'c')
        {
            if (spec.Sign != '\0')
                return AlgorithmError.Value("Sign not allowed with integer format specifier 'c'");
            if (spec.Alternate)
                return AlgorithmError.Value("Alternate form (#) not allowed with integer format specifier 'c'");
            if (value < long.MinValue || value > long.MaxValue)
                return AlgorithmError.Overflow("Python int too large to convert to C long");
            if (value.Sign < 0 || value > CodePoints.Max)
                return AlgorithmError.Overflow("%c arg not in range(0x110000)");
            NumberLayout.AppendPadded(ref builder, spec, StrData.FromCodePoint((int)value));
            result = builder.ToStrData();
            return null;
        }
        var radix = spec.Type switch { 'b' => 2, 'o' => 8, 'x' or 'X' => 16, _ => 10 };
        string digits;
        if (radix == 10)
        {
            if (IntFormatting.TryToDecimal(value, digitLimit, out digits) is { } limit)
                return limit;
        }
        else
        {
            digits = (value.Sign < 0 ? "-" : "") + IntFormatting.MagnitudeDigits(value, radix);
            if (spec.Type == 'X')
                digits = digits.ToUpperInvariant();
        }
        var prefix = spec.Alternate && radix != 10 ? "0" + (char)spec.Type : "";
        NumberLayout.Append(ref builder, spec, digits, prefix, radix);
        result = builder.ToStrData();
        return null;
    }

    /// <summary>float.__format__.</summary>
    /// <returns>null, ValueError or MemoryError.</returns>
    public static AlgorithmError? TryFormat(double value, StrData specification, string typeName, out StrData result)
    {
        result = default;
        if (FormatSpec.TryParse(specification, typeName, '\0', '>', out var spec) is { } error)
            return error;
        return IsFloatType(spec.Type) || spec.Type == '%'
            ? TryFormat(value, spec, out result)
            : FormatSpec.UnknownType(spec.Type, typeName);
    }

    /// <summary>complex.__format__: both parts alike, in parentheses when no type is given, padded as a whole.</summary>
    /// <returns>null, ValueError or MemoryError.</returns>
    public static AlgorithmError? TryFormat(double real, double imaginary, StrData specification, string typeName, out StrData result)
    {
        result = default;
        if (FormatSpec.TryParse(specification, typeName, '\0', '>', out var spec) is { } error)
            return error;
        if (!IsFloatType(spec.Type))
            return FormatSpec.UnknownType(spec.Type, typeName);
        if (spec.Fill == '0')
            return AlgorithmError.Value("Zero padding is not allowed in complex format specifier");
        if (spec.Align == '=')
            return AlgorithmError.Value("'=' alignment flag is not allowed in complex format specifier");
        if (CheckSize(spec) is { } tooLarge)
            return tooLarge;
        var bare = spec.Type == '\0';
        var onlyImaginary = bare && real == 0 && !double.IsNegative(real);
        var inner = spec with { Width = -1, Align = '>' };
        var builder = new StrDataBuilder(32);
        if (bare && !onlyImaginary)
            builder.Append('(');
        if (!onlyImaginary)
            NumberLayout.Append(ref builder, inner, Digits(real, spec, addDotZero: false));
        NumberLayout.Append(ref builder, onlyImaginary ? inner : inner with { Sign = '+' }, Digits(imaginary, spec, addDotZero: false));
        builder.Append('j');
        if (bare && !onlyImaginary)
            builder.Append(')');
        var padded = new StrDataBuilder(Math.Max(spec.Width, 32));
        NumberLayout.AppendPadded(ref padded, spec, builder.ToStrData());
        result = padded.ToStrData();
        return null;
    }

    private static bool IsFloatType(int type) => type is '\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n';

    private static AlgorithmError? TryFormat(double value, FormatSpec spec, out StrData result)
    {
        result = default;
        if (CheckSize(spec) is { } tooLarge)
            return tooLarge;
        var builder = new StrDataBuilder(Math.Max(spec.Width, 24));
        var digits = spec.Type == '%'
            ? Digits(value * 100, spec with { Type = 'f' }, addDotZero: false) + "%"
            : Digits(value, spec, addDotZero: true);
        NumberLayout.Append(ref builder, spec, digits);
        result = builder.ToStrData();
        return null;
    }

    // Without a type: repr's digits, or as 'g' with a precision, but always with a point or an exponent (floats only).
    private static string Digits(double value, FormatSpec spec, bool addDotZero)
    {
        var flags = (spec.Alternate ? FloatFormatFlags.Alternate : 0) | (spec.NoNegativeZero ? FloatFormatFlags.NoNegativeZero : 0);
        if (spec.Type == '\0')
            return FloatFormatting.Format(value, spec.Precision < 0 ? 'r' : 'g', spec.Precision, flags | (addDotZero ? FloatFormatFlags.AddDotZero : 0));
        return FloatFormatting.Format(value, spec.Type == 'n' ? 'g' : (char)spec.Type, spec.Precision < 0 ? 6 : spec.Precision, flags);
    }

    // A text of this size is not going to be made, whatever the memory.
    private static AlgorithmError? CheckSize(FormatSpec spec)
    {
        if (spec.Precision == int.MaxValue && spec.Type != 's')
            return AlgorithmError.Value("precision too big");
        return spec.Width > 1_000_000_000 || spec.Precision > 999_999_999 && spec.Type != 's' ? new AlgorithmError(ErrorKind.MemoryError, "") : null;
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A format specification of the common kind, [[fill]align][sign][0][width][.precision][d|x|X|f|s], that has been read once. What
/// it does not cover, errors included, goes to <see cref="Text.SpecFormatter"/>.
/// </summary>
internal sealed class PlainSpec
{
    private const int TableSize = 256;
    private const int MaxWidth = 100;

    private static readonly PlainSpec?[] s_table = new PlainSpec?[TableSize];

    private readonly StrObject _spec;
    private readonly bool _isPlain;
    private readonly char _fill = ' ';

    /// <summary>NUL when not given.</summary>
    private readonly char _align;

    private readonly char _sign;
    private readonly int _width;
    private readonly int _precision = -1;
    private readonly char _type;

    private PlainSpec(StrObject spec)
    {
        _spec = spec;
        if (spec.IsWide || spec.Length > 12)
        {
            return;
        }

        ReadOnlySpan<char> text = spec.Chars;
        int at = 0;
        if (text.Length > 1 && text[1] is '<' or '>' or '=' or '^')
        {
            (_fill, _align) = (text[0], text[1]);
            at = 2;
        }
        else if (text.Length > 0 && text[0] is '<' or '>' or '=' or '^')
        {
            _align = text[at++];
        }

        if (at < text.Length && text[at] is '+' or '-' or ' ')
        {
            _sign = text[at++];
        }

        if (at < text.Length && text[at] == '0')
        {
            if (_align != '\0')
            {
                return;
            }

            (_fill, _align) = ('0', '=');
            at++;
        }

        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            _width = (_width * 10) + text[at++] - '0';
            if (_width > MaxWidth)
            {
                return;
            }
        }

        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            _precision = text[at + 1] - '0';
            at += 2;
        }

        if (at < text.Length && text[at] is 'd' or 'x' or 'X' or 'f' or 's')
        {
            _type = text[at++];
        }

        _isPlain = at == text.Length;
    }

    /// <summary>The formatted int, float or str (no instance of a subclass); null when this is not the way.</summary>
    public static StrObject? TryFormat(Value value, StrObject spec)
    {
        ref PlainSpec? place = ref s_table[RuntimeHelpers.GetHashCode(spec) & (TableSize - 1)];
        PlainSpec? plain = Volatile.Read(ref place);
        if (plain is null || !ReferenceEquals(plain._spec, spec))
        {
            plain = new PlainSpec(spec);
            Volatile.Write(ref place, plain);
        }

        return plain._isPlain ? plain.Format(value) : null;
    }

    private StrObject? Format(Value value)
    {
        if (value.Ref is StrObject { IsWide: false } text)
        {
            return FormatText(text);
        }

        Span<char> digits = stackalloc char[FixedPoint.MaxLength];
        int length = 0;
        if (value.Ref is null)
        {
            if (_precision >= 0 || _type is 'f' or 's')
            {
                return null;
            }

            if (_type is 'x' or 'X')
            {
                bool negative = value.Bits < 0;
                digits[0] = '-';
                (negative ? 0 - (ulong)value.Bits : (ulong)value.Bits).TryFormat(digits[(negative ? 1 : 0)..], out length, _type == 'x' ? "x" : "X", CultureInfo.InvariantCulture);
                length += negative ? 1 : 0;
            }
            else
            {
                value.Bits.TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
            }
        }
        else if (!value.IsFloat || _type != 'f' || !double.IsFinite(value.Float) || !FixedPoint.TryFormat(value.Float, _precision < 0 ? 6 : _precision, "", digits, out length))
        {
            return null;
        }

        Span<char> signed = stackalloc char[FixedPoint.MaxLength + 1];
        int sign = digits[0] == '-' ? 1 : 0;
        if (sign == 0 && _sign is '+' or ' ')
        {
            signed[0] = _sign;
            digits[..length].CopyTo(signed[1..]);
            length++;
            sign = 1;
        }
        else
        {
            digits[..length].CopyTo(signed);
        }

        return Pad(signed[..length], sign, _align == '\0' ? '>' : _align);
    }

    private StrObject? FormatText(StrObject text)
    {
        if (_sign != '\0' || _align == '=' || _type is not ('s' or '\0'))
        {
            return null;
        }

        ReadOnlySpan<char> chars = text.Chars;
        if (_precision >= 0 && _precision < chars.Length)
        {
            chars = chars[.._precision];
        }

        return chars.Length == text.Length && chars.Length >= _width ? text.Exact() : Pad(chars, 0, _align == '\0' ? '<' : _align);
    }

    private StrObject Pad(ReadOnlySpan<char> text, int sign, char align)
    {
        int padding = _width - text.Length;
        if (padding <= 0)
        {
            return StrObject.OfNarrow(text);
        }

        Span<char> padded = stackalloc char[MaxWidth];
        padded = padded[.._width];
        padded.Fill(_fill);
        switch (align)
        {
            case '<':
                text.CopyTo(padded);
                break;
            case '>':
                text.CopyTo(padded[padding..]);
                break;
            case '^':
                text.CopyTo(padded[(padding / 2)..]);
                break;
            default:
                text[..sign].CopyTo(padded);
                text[sign..].CopyTo(padded[(padding + sign)..]);
                break;
        }

        return StrObject.OfNarrow(padded);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Optimizer;

/// <summary>
/// Rewrites <c>"..." % (a, b)</c> to an f-string where only %s, %r and %a occur: no tuple is made and nothing is parsed at run
/// time. What it cannot be sure of it leaves alone, errors included.
/// </summary>
internal static class PercentFormat
{
    // As in CPython, more digits are left to the runtime.
    private const int MaxDigits = 3;

    /// <summary>The f-string that means the same, or null.</summary>
    public static JoinedStr? Rewrite(BinOp operation)
    {
        if (operation is not { Op: Ast.BinaryOperator.Mod, Left: Constant { Value: string format }, Right: Ast.Tuple tuple }
            || tuple.Elts.Any(element => element is Starred))
            return null;

        var pieces = ImmutableArray.CreateBuilder<Expression>();
        var literal = new StringBuilder();
        var used = 0;
        for (var i = 0; i < format.Length;)
        {
            var character = format[i++];
            if (character != '%')
            {
                literal.Append(character);
                continue;
            }

            if (i < format.Length && format[i] == '%')
            {
                literal.Append('%');
                i++;
                continue;
            }

            if (used == tuple.Elts.Length || Field(format, ref i, tuple.Elts[used], operation.Span) is not { } field)
                return null;
            used++;
            Flush(literal, pieces, operation.Left.Span);
            pieces.Add(field);
        }

        if (used != tuple.Elts.Length)
            return null;
        Flush(literal, pieces, operation.Left.Span);
        return new JoinedStr(operation.Span, pieces.ToImmutable());
    }

    private static void Flush(StringBuilder literal, ImmutableArray<Expression>.Builder pieces, Span span)
    {
        if (literal.Length == 0)
            return;
        pieces.Add(new Constant(span, literal.ToString()));
        literal.Clear();
    }

    private static FormattedValue? Field(string format, ref int position, Expression value, Span span)
    {
        var isLeft = false;
        while (position < format.Length && format[position] is ('-' or '+' or ' ' or '#' or '0'))
            isLeft |= format[position++] == '-';
        if (!TryNumber(format, ref position, out var width))
            return null;
        var precision = -1;
        if (position < format.Length && format[position] == '.')
        {
            position++;
            if (!TryNumber(format, ref position, out precision))
                return null;
            precision = Math.Max(precision, 0);
        }

        if (position >= format.Length || format[position] is not ('s' or 'r' or 'a'))
            return null;
        var conversion = format[position++];
        var spec = new StringBuilder();
        if (width > 0)
            spec.Append(isLeft ? "" : ">").Append(width.ToString(CultureInfo.InvariantCulture));
        if (precision >= 0)
            spec.Append('.').Append(precision.ToString(CultureInfo.InvariantCulture));
        return new FormattedValue(span, value, conversion, spec.Length == 0 ? null : new Constant(span, spec.ToString()));
    }

    /// <summary>Digits, possibly none (-1); false when there are too many.</summary>
    private static bool TryNumber(string format, ref int position, out int number)
    {
        number = -1;
        var start = position;
        while (position < format.Length && char.IsAsciiDigit(format[position]))
            position++;
        if (position - start > MaxDigits)
            return false;
        if (position > start)
            number = int.Parse(format.AsSpan(start, position - start), CultureInfo.InvariantCulture);
        return true;
    }
}

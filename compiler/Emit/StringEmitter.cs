using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>f-strings and t-strings.</summary>
internal sealed class StringEmitter(UnitEmitter unit)
{
    // Longer f-strings are joined piece by piece, so that the register window stays small.
    private const int MaxPiecesAtOnce = 64;

    private CodeBuilder Code => unit.Code;

    public int Joined(JoinedStr joined, int destination)
    {
        var pieces = Merge(joined.Values);
        if (pieces.Count == 0 || pieces is [string])
        {
            Code.Position = joined.Span;
            return unit.Expressions.Constant(pieces.Count == 0 ? "" : pieces[0], destination);
        }

        if (pieces is [FormattedValue single])
            return Formatted(single, destination);

        var first = Code.Top;
        var count = 0;
        foreach (var piece in pieces)
        {
            if (count == MaxPiecesAtOnce)
            {
                Code.Position = joined.Span;
                Code.Emit(Opcode.BuildString, first, first, count);
                Code.PopTo(first + 1);
                count = 1;
            }

            if (piece is FormattedValue formatted)
            {
                Formatted(formatted, Destination.Push);
            }
            else
            {
                Code.Position = joined.Span;
                unit.Expressions.Constant(piece, Destination.Push);
            }

            count++;
        }

        Code.Position = joined.Span;
        Code.PopTo(first);
        var result = unit.Expressions.Place(destination);
        Code.Emit(Opcode.BuildString, result, first, count);
        return result;
    }

    public int Formatted(FormattedValue formatted, int destination)
    {
        var top = Code.Top;
        if (formatted.FormatSpec is null)
        {
            var value = unit.Expressions.Emit(formatted.Value);
            Code.PopTo(top);
            Code.Position = formatted.Span;
            var result = unit.Expressions.Place(destination);
            Code.Emit(Opcode.FormatSimple, result, value, ConversionOf(formatted.Conversion));
            return result;
        }

        unit.Expressions.Emit(formatted.Value, Destination.Push);
        unit.Expressions.Emit(formatted.FormatSpec, Destination.Push);
        Code.PopTo(top);
        Code.Position = formatted.Span;
        var withSpec = unit.Expressions.Place(destination);
        Code.Emit(Opcode.FormatWithSpec, withSpec, top, ConversionOf(formatted.Conversion));
        return withSpec;
    }

    /// <summary>A template holds one string more than interpolations, empty ones where fields touch (PEP 750).</summary>
    public int Template(TemplateStr template, int destination)
    {
        var top = Code.Top;
        var strings = new List<object?>();
        var current = "";
        var fields = new List<Interpolation>();
        foreach (var value in template.Values)
        {
            if (value is Interpolation interpolation)
            {
                strings.Add(current);
                current = "";
                fields.Add(interpolation);
            }
            else if (value is Constant { Value: string text })
            {
                current += text;
            }
        }

        strings.Add(current);
        Code.Position = template.Span;
        unit.Expressions.Constant(new TupleConstant(strings.ToArray()), Destination.Push);
        var first = Code.Top;
        foreach (var field in fields)
            Interpolation(field);
        Code.Position = template.Span;
        Code.Emit(Opcode.BuildTuple, first, first, fields.Count);
        Code.ResetTop(first + 1);
        Code.PopTo(top);
        var result = unit.Expressions.Place(destination);
        Code.Emit(Opcode.BuildTemplate, result, top);
        return result;
    }

    private void Interpolation(Interpolation field)
    {
        var first = Code.Top;
        unit.Expressions.Emit(field.Value, Destination.Push);
        Code.Position = field.Span;
        unit.Expressions.Constant(field.Str, Destination.Push);
        if (field.FormatSpec is null)
            unit.Expressions.Constant("", Destination.Push);
        else
            unit.Expressions.Emit(field.FormatSpec, Destination.Push);
        Code.Position = field.Span;
        Code.Emit(Opcode.BuildInterpolation, first, first, ConversionOf(field.Conversion));
        Code.PopTo(first + 1);
    }

    /// <summary>The pieces of an f-string: strings, neighbours joined and empty ones left out, and fields.</summary>
    private static List<object> Merge(ImmutableArray<Expression> values)
    {
        var pieces = new List<object>();
        foreach (var value in values)
        {
            if (value is not Constant { Value: string text })
                pieces.Add(value);
            else if (text.Length > 0 && pieces.Count > 0 && pieces[^1] is string last && !SurrogateHalves.WouldPair(last, text))
                pieces[^1] = last + text;
            else if (text.Length > 0)
                pieces.Add(text);
        }

        return pieces;
    }

    private static int ConversionOf(int conversion) => conversion switch
    {
        's' => 1,
        'r' => 2,
        'a' => 3,
        _ => 0,
    };
}

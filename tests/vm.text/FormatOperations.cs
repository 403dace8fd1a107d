using Pyl.VM.Numerics;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class FormatOperations
{
    private const int Limit = IntParsing.DefaultDigitLimit;

    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["format.str"] = a => Result(SpecFormatter.TryFormat(Str(a[0]), Str(a[1]), "str", out var r), () => Show(r)),
        ["format.int"] = a => Result(SpecFormatter.TryFormat(Integer(a[0]), Str(a[1]), "int", Limit, out var r), () => Show(r)),
        ["format.float"] = a => Result(SpecFormatter.TryFormat(Double(a[0]), Str(a[1]), "float", out var r), () => Show(r)),
        ["format.complex"] = a => Result(
            SpecFormatter.TryFormat(Complex(a[0]).Real, Complex(a[0]).Imaginary, Str(a[1]), "complex", out var r), () => Show(r)),
        ["format.template"] = a => Template(Str(a[0])),
        ["format.name"] = a => Name(Str(a[0])),
        ["percent.int"] = a => Percent(Str(a[0]), spec =>
            (PercentFormatter.TryFormat(spec, Integer(a[1]), Limit, out var r), r)),
        ["percent.float"] = a => Percent(Str(a[0]), spec => (PercentFormatter.TryFormat(spec, Double(a[1]), out var r), r)),
        ["percent.str"] = a => Percent(Str(a[0]), spec =>
            spec.Type == 's' ? (PercentFormatter.TryFormat(spec, Str(a[1]), out var r), r) : (spec.UnsupportedType(), "")),
    };

    // Literals stand alone in CPython's listing only when an escaped brace ends them; the reader does the same.
    private static string Template(StrData template)
    {
        var reader = new FormatTemplate(template);
        var shown = new List<string>();
        while (!reader.AtEnd)
        {
            if (reader.TryNext(out var piece) is { } error)
                return Show(error);
            var conversion = piece.Conversion == 0 ? "-" : Show(StrData.FromCodePoint(piece.Conversion));
            shown.Add(piece.HasField
                ? $"{Show(piece.Literal)};{Show(piece.FieldName)};{Show(piece.Specification)};{conversion}"
                : $"{Show(piece.Literal)};-;-;-");
        }
        return string.Join("|", shown);
    }

    private static string Name(StrData text)
    {
        if (FormatFieldName.TryParse(text, out var name) is { } error)
            return Show(error);
        var shown = new List<string>();
        while (!name.AtEnd)
        {
            if (name.TryNext(out var isAttribute, out var key, out var index) is { } accessError)
                return Show(accessError);
            shown.Add((isAttribute ? "." : "[") + (index >= 0 ? index + "#" : Show(key)));
        }
        return (name.Index >= 0 ? name.Index.ToString() : Show(name.First)) + "|" + string.Join("|", shown);
    }

    private static string Percent(StrData template, Func<PercentSpec, (AlgorithmError? Error, StrData Text)> convert)
    {
        var reader = new PercentTemplate(template);
        var result = new StrDataBuilder(16);
        while (true)
        {
            result.Append(reader.ReadLiteral());
            if (reader.AtEnd)
                return Show(result.ToStrData());
            if (reader.TryReadSpec(out var spec) is { } error)
                return Show(error);
            var (failure, text) = convert(spec);
            if (failure is not null)
                return Show(failure);
            result.Append(text);
        }
    }
}

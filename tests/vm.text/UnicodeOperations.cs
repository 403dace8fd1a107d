using System.Globalization;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class UnicodeOperations
{
    private static readonly Func<StrData, StrData>[] CaseMappings =
    [
        CaseMapping.Upper, CaseMapping.Lower, CaseMapping.Title, CaseMapping.Fold, CaseMapping.SwapCase, CaseMapping.Capitalize,
    ];

    private static readonly string[] Forms = ["NFC", "NFD", "NFKC", "NFKD"];

    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["unicode.block"] = a => Block(int.Parse(a[0])),
        ["unicode.case"] = a => string.Join("|", CaseMappings.Select(f => Show(f(Str(a[0]))))
            .Append(Show(CaseMapping.IsTitle(Str(a[0])))).Append(Show(UnicodeProperties.IsIdentifier(Str(a[0]))))),
        ["unicode.normalize"] = a => Result(UnicodeNormalizer.TryNormalize(Str(a[0]), Str(a[1]), out var r), () => Show(r)),
        ["unicode.find"] = a => UnicodeNames.Find(a[0]) is >= 0 and var c ? "0x" + c.ToString("x", CultureInfo.InvariantCulture) : "none",
        ["text.repr"] = a => Show(Literals.Repr(Str(a[0]))),
        ["text.ascii"] = a => Show(Literals.Ascii(Str(a[0]))),
        ["text.asciiof"] = a => Show(Literals.AsciiOfRepr(Literals.Repr(Str(a[0])))),
        ["bytes.repr"] = a => Show(Literals.Repr(Bytes(a[0]))),
    };

    private static string Block(int start)
    {
        var points = Enumerable.Range(start, 0x800).ToList();
        var sums = new List<long>
        {
            Checksum(points.Select(Flags)),
            TextSum(string.Concat(points.Select(UnicodeProperties.CategoryName))),
            Checksum(points.Select(Values)),
        };
        sums.AddRange(CaseMappings.Select(f => Checksum(points.Select(c => TextSum(f(StrData.FromCodePoint(c)))))));
        sums.AddRange(Forms.Select(f => Checksum(points.Select(c =>
        {
            Assert.Null(UnicodeNormalizer.TryNormalize(f, StrData.FromCodePoint(c), out var r));
            return TextSum(r);
        }))));
        sums.Add(Checksum(points.Select(c => (long)UnicodeNormalizer.CombiningClass(c))));
        sums.Add(Checksum(points.Select(c => TextSum(UnicodeNames.NameOf(c) ?? ""))));
        return string.Join(";", sums);
    }

    private static long Flags(int c)
    {
        bool[] bits =
        [
            UnicodeProperties.IsAlpha(c), UnicodeProperties.IsAlnum(c), UnicodeProperties.IsDecimal(c), UnicodeProperties.IsDigit(c),
            UnicodeProperties.IsNumeric(c), UnicodeProperties.IsLower(c), UnicodeProperties.IsUpper(c),
            UnicodeProperties.IsTitle(c) || UnicodeProperties.IsUpper(c), UnicodeProperties.IsSpace(c), UnicodeProperties.IsPrintable(c),
            UnicodeProperties.IsIdentifierStart(c), UnicodeProperties.IsIdentifierPart(c), UnicodeProperties.IsLineBreak(c),
        ];
        return bits.Select((bit, i) => bit ? 1L << i : 0).Sum();
    }

    private static long Values(int c)
    {
        var numeric = UnicodeProperties.TryNumericValue(c, out var value) ? value : -1;
        return UnicodeProperties.DecimalValue(c) + 1 + 100 * (UnicodeProperties.DigitValue(c) + 1) + 10000 * (long)(Math.Min(numeric, 1e9) * 1000 + 1000);
    }

    private static long TextSum(StrData text) => Checksum(text.ToCodePoints().Select(c => (long)c));

    private static long Checksum(IEnumerable<long> numbers)
    {
        Int128 total = 0;
        foreach (var n in numbers)
            total = (total * 31 + n) % ((Int128)1 << 61);
        return (long)total;
    }
}

using System.Globalization;

namespace Pyl.VM.Text;

/// <summary>
/// Names of code points, for \N{...}, the namereplace error handler and unicodedata. Hangul syllables and ideographs are named
/// by rule; the other 34,000 names are in <c>Data/names.deflate</c>, read at the first use (about 30 ms, 4 MB).
/// </summary>
public static class UnicodeNames
{
    private const string Syllable = "HANGUL SYLLABLE ";
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;

    private static readonly string[] Leads = "G GG N D DD R M B BB S SS - J JJ C K T P H".Replace("-", "").Split(' ');
    private static readonly string[] Vowels =
        "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".Split(' ');
    private static readonly string[] Trails =
        "- G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".Replace("-", "").Split(' ');

    /// <summary>unicodedata.name; null when the code point has none (controls, for instance).</summary>
    public static string? NameOf(int codePoint)
    {
        if (codePoint is >= HangulFirst and < HangulFirst + HangulCount)
        {
            var index = codePoint - HangulFirst;
            return Syllable + Leads[index / 588] + Vowels[index % 588 / 28] + Trails[index % 28];
        }
        foreach (var (first, last, prefix) in Data.Ranges)
        {
            if (codePoint >= first && codePoint <= last)
                return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{codePoint:X4}");
        }
        return Data.Names.GetValueOrDefault(codePoint);
    }

    /// <summary>The code point of a name or formal alias, in any case; -1 when there is none.</summary>
    public static int Find(string name)
    {
        name = name.ToUpperInvariant();
        if (name.StartsWith(Syllable, StringComparison.Ordinal))
            return FindSyllable(name.AsSpan(Syllable.Length));
        var dash = name.LastIndexOf('-');
        if (dash > 0 && name.Length - dash - 1 is 4 or 5
            && int.TryParse(name.AsSpan(dash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint)
            && (NameOf(codePoint) == name || IsTangut(name.AsSpan(0, dash), codePoint)))
            return codePoint;
        return Data.CodePointsByName.TryGetValue(name, out var found) ? found : -1;
    }

    // CPython 3.14 finds these names, but does not give them.
    private static bool IsTangut(ReadOnlySpan<char> prefix, int codePoint) =>
        prefix is "TANGUT IDEOGRAPH" && codePoint is (>= 0x17000 and <= 0x187F7) or (>= 0x18D00 and <= 0x18D08);

    private static int FindSyllable(ReadOnlySpan<char> rest)
    {
        var lead = Longest(Leads, ref rest);
        var vowel = Longest(Vowels, ref rest);
        var trail = Longest(Trails, ref rest);
        return lead < 0 || vowel < 0 || trail < 0 || rest.Length > 0 ? -1 : HangulFirst + (lead * 21 + vowel) * 28 + trail;
    }

    private static int Longest(string[] parts, ref ReadOnlySpan<char> rest)
    {
        var best = -1;
        for (var i = 0; i < parts.Length; i++)
        {
            if (rest.StartsWith(parts[i]) && (best < 0 || parts[i].Length > parts[best].Length))
                best = i;
        }
        if (best >= 0)
            rest = rest[parts[best].Length..];
        return best;
    }

    private static class Data
    {
        public static readonly List<(int First, int Last, string Prefix)> Ranges = [];
        public static readonly Dictionary<int, string> Names = new(34_000);
        public static readonly Dictionary<string, int> CodePointsByName = new(35_000);

        static Data()
        {
            var codePoint = 0;
            foreach (var line in UnicodeTables.ReadLines("names.deflate"))
            {
                var space = line.IndexOf(' ');
                var rest = line[(space + 1)..];
                if (line.StartsWith("range ", StringComparison.Ordinal))
                {
                    var fields = rest.Split(' ', 3);
                    Ranges.Add((UnicodeTables.Hex(fields[0]), UnicodeTables.Hex(fields[1]), fields[2]));
                }
                else if (line.StartsWith("alias ", StringComparison.Ordinal))
                {
                    var fields = rest.Split(' ', 2);
                    CodePointsByName[fields[1]] = UnicodeTables.Hex(fields[0]);
                }
                else
                {
                    // A name's code point is written as the distance from the one before.
                    codePoint += UnicodeTables.Hex(line.AsSpan(0, space));
                    Names[codePoint] = rest;
                    CodePointsByName[rest] = codePoint;
                }
            }
        }
    }
}

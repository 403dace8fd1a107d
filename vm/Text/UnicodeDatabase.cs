using System.Globalization;

namespace Pyl.VM.Text;

/// <summary>
/// Properties that only the module unicodedata shows: bidirectional class, East Asian width, mirroring, decompositions as
/// text. The data are in <c>Data/database.deflate</c>, read at the first use.
/// </summary>
public static class UnicodeDatabase
{
    /// <summary>The version of Unicode that all the tables have.</summary>
    public const string Version = "16.0.0";

    /// <summary>unicodedata.bidirectional: the class, empty for what has none.</summary>
    public static string Bidirectional(int codePoint) => Data.Bidirectional.Find(codePoint) ?? "";

    /// <summary>unicodedata.east_asian_width.</summary>
    public static string EastAsianWidth(int codePoint) => Data.Width.Find(codePoint) ?? "N";

    /// <summary>unicodedata.mirrored: whether the character is mirrored in text that runs from right to left.</summary>
    public static bool IsMirrored(int codePoint) => Data.Mirrored.Find(codePoint) is not null;

    /// <summary>unicodedata.decomposition: a tag in angle brackets for compatibility, then code points in hexadecimal.</summary>
    public static string Decomposition(int codePoint)
    {
        if (UnicodeNormalizer.DecompositionOf(codePoint) is not { } parts)
            return "";
        var text = string.Join(' ', parts.Select(static part => part.ToString("X4", CultureInfo.InvariantCulture)));
        return Data.Tags.Find(codePoint) is { } tag ? $"<{tag}> {text}" : text;
    }

    /// <summary>Values of ranges of code points, found by halving.</summary>
    private sealed class RangeTable
    {
        private readonly List<int> _first = [];
        private readonly List<int> _last = [];
        private readonly List<string> _values = [];

        public void Add(int first, int last, string value)
        {
            _first.Add(first);
            _last.Add(last);
            _values.Add(string.Intern(value));
        }

        public string? Find(int codePoint)
        {
            var at = _first.BinarySearch(codePoint);
            at = at < 0 ? ~at - 1 : at;
            return at >= 0 && codePoint <= _last[at] ? _values[at] : null;
        }
    }

    private static class Data
    {
        public static readonly RangeTable Bidirectional = new();
        public static readonly RangeTable Width = new();
        public static readonly RangeTable Mirrored = new();
        public static readonly RangeTable Tags = new();

        static Data()
        {
            foreach (var line in UnicodeTables.ReadLines("database.deflate"))
            {
                var fields = line.Split(' ');
                var table = fields[0] switch { "bidi" => Bidirectional, "width" => Width, "mirrored" => Mirrored, _ => Tags };
                table.Add(UnicodeTables.Hex(fields[1]), UnicodeTables.Hex(fields[2]), fields[3]);
            }
        }
    }
}

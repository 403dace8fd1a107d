using System.Globalization;
using System.IO.Compression;

namespace Pyl.VM.Text;

/// <summary>
/// The Unicode data that .NET lacks, read from <c>Data/properties.deflate</c> at the first use (about 700 records, made by
/// <c>Data/generate.py</c>): properties and case mappings that do not follow from the general category.
/// </summary>
internal static class UnicodeTables
{
    /// <summary>Lower-case code points outside Ll (Other_Lowercase).</summary>
    public static readonly HashSet<int> OtherLowercase = [];

    /// <summary>Upper-case code points outside Lu (Other_Uppercase).</summary>
    public static readonly HashSet<int> OtherUppercase = [];

    /// <summary>Code points whose XID_Start differs from "is a letter or a letter number".</summary>
    public static readonly HashSet<int> IdentifierStartExceptions = [];

    /// <summary>Code points whose XID_Continue differs from what their category says.</summary>
    public static readonly HashSet<int> IdentifierPartExceptions = [];

    /// <summary>Code points whose Case_Ignorable differs from what their category says.</summary>
    public static readonly HashSet<int> CaseIgnorableExceptions = [];

    /// <summary>Numeric values of Han numerals.</summary>
    public static readonly Dictionary<int, double> HanNumbers = [];

    /// <summary>Upper-case forms that are not one code point, or that .NET's invariant mapping leaves out.</summary>
    public static readonly Dictionary<int, string> ToUpper = [];

    /// <summary>Lower-case forms of more than one code point.</summary>
    public static readonly Dictionary<int, string> ToLower = [];

    /// <summary>Title-case forms that differ from the full upper-case form.</summary>
    public static readonly Dictionary<int, string> ToTitle = [];

    /// <summary>Case foldings that differ from the full lower-case form.</summary>
    public static readonly Dictionary<int, string> Fold = [];

    static UnicodeTables()
    {
        foreach (var line in ReadLines("properties.deflate"))
        {
            var fields = line.Split(' ');
            var first = Hex(fields[1]);
            switch (fields[0])
            {
                case "lower":
                    AddRange(OtherLowercase, first, fields[2]);
                    break;
                case "upper":
                    AddRange(OtherUppercase, first, fields[2]);
                    break;
                case "start":
                    AddRange(IdentifierStartExceptions, first, fields[2]);
                    break;
                case "part":
                    AddRange(IdentifierPartExceptions, first, fields[2]);
                    break;
                case "ignorable":
                    AddRange(CaseIgnorableExceptions, first, fields[2]);
                    break;
                case "number":
                    HanNumbers[first] = double.Parse(fields[2], CultureInfo.InvariantCulture);
                    break;
                case "toupper":
                    ToUpper[first] = Sequence(fields);
                    break;
                case "tolower":
                    ToLower[first] = Sequence(fields);
                    break;
                case "totitle":
                    ToTitle[first] = Sequence(fields);
                    break;
                case "fold":
                    Fold[first] = Sequence(fields);
                    break;
            }
        }
    }

    /// <summary>The records of one embedded resource.</summary>
    public static IEnumerable<string> ReadLines(string resource)
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"resource {resource} is missing from the assembly");
        using var reader = new StreamReader(new DeflateStream(stream, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    public static int Hex(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void AddRange(HashSet<int> set, int first, string last)
    {
        for (var c = first; c <= Hex(last); c++)
            set.Add(c);
    }

    // UTF-16, because a mapped form may lie above the BMP (Deseret, Osage).
    private static string Sequence(string[] fields) =>
        string.Concat(fields.Skip(2).Select(f => char.ConvertFromUtf32(Hex(f))));
}

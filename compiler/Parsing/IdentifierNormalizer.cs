using System.Globalization;
using System.Text;

namespace Pyl.Compiler.Parsing;

/// <summary>
/// NFKC for identifiers (Unicode Annex 15). The runtime's own needs ICU, which a program in invariant mode does not have: it
/// then returns its input unchanged. The tables are read when the first identifier beyond ASCII appears.
/// </summary>
internal static class IdentifierNormalizer
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28;

    private static readonly Lazy<Tables> Data = new(Tables.Load);

    /// <summary>The normal form of a name that holds no lone surrogates.</summary>
    public static string Normalize(string name)
    {
        var tables = Data.Value;
        var characters = new List<int>(name.Length);
        foreach (var rune in name.EnumerateRunes())
            Decompose(tables, rune.Value, characters);
        Reorder(tables, characters);
        Compose(tables, characters);
        var text = new StringBuilder(name.Length);
        foreach (var character in characters)
            text.Append(new Rune(character).ToString());
        return text.ToString();
    }

    private static void Decompose(Tables tables, int character, List<int> result)
    {
        var syllable = character - SyllableBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TrailCount)
        {
            result.Add(LeadBase + syllable / (VowelCount * TrailCount));
            result.Add(VowelBase + syllable / TrailCount % VowelCount);
            if (syllable % TrailCount != 0)
                result.Add(TrailBase + syllable % TrailCount);
        }
        else if (tables.Decompositions.TryGetValue(character, out var parts))
        {
            result.AddRange(parts);
        }
        else
        {
            result.Add(character);
        }
    }

    /// <summary>Sorts each run of combining characters by class, equal classes left in place.</summary>
    private static void Reorder(Tables tables, List<int> characters)
    {
        for (var i = 1; i < characters.Count; i++)
        {
            var character = characters[i];
            var order = tables.ClassOf(character);
            if (order == 0)
                continue;
            var at = i;
            while (at > 0 && tables.ClassOf(characters[at - 1]) > order)
                at--;
            characters.RemoveAt(i);
            characters.Insert(at, character);
        }
    }

    private static void Compose(Tables tables, List<int> characters)
    {
        var starter = -1;
        var written = 0;
        var lastClass = 0;
        for (var i = 0; i < characters.Count; i++)
        {
            var character = characters[i];
            var order = tables.ClassOf(character);
            // A character is blocked from its starter by one of the same or a higher class between them.
            var isAdjacent = starter >= 0 && (written == starter + 1 || (lastClass != 0 && lastClass < order));
            if (isAdjacent && TryCompose(tables, characters[starter], character, out var composed))
            {
                characters[starter] = composed;
                continue;
            }

            if (order == 0)
                starter = written;
            lastClass = order;
            characters[written++] = character;
        }

        characters.RemoveRange(written, characters.Count - written);
    }

    private static bool TryCompose(Tables tables, int first, int second, out int composed)
    {
        if (first - LeadBase is >= 0 and < LeadCount && second - VowelBase is >= 0 and < VowelCount)
        {
            composed = SyllableBase + ((first - LeadBase) * VowelCount + (second - VowelBase)) * TrailCount;
            return true;
        }

        if (first - SyllableBase is >= 0 and < LeadCount * VowelCount * TrailCount && (first - SyllableBase) % TrailCount == 0
            && second - TrailBase is > 0 and < TrailCount)
        {
            composed = first + (second - TrailBase);
            return true;
        }

        return tables.Compositions.TryGetValue((first, second), out composed);
    }

    /// <summary>The contents of <c>nfkc.txt</c>, which <c>nfkc.py</c> writes.</summary>
    private sealed class Tables
    {
        private readonly Dictionary<int, int> _classes = [];

        public Dictionary<int, int[]> Decompositions { get; } = [];

        public Dictionary<(int First, int Second), int> Compositions { get; } = [];

        public int ClassOf(int character) => _classes.GetValueOrDefault(character);

        public static Tables Load()
        {
            var tables = new Tables();
            using var stream = typeof(IdentifierNormalizer).Assembly.GetManifestResourceStream("nfkc.txt")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(' ');
                var key = Hex(fields[1]);
                switch (fields[0])
                {
                    case "D":
                        tables.Decompositions[key] = [.. fields.Skip(2).Select(Hex)];
                        break;
                    case "K":
                        tables._classes[key] = int.Parse(fields[2], CultureInfo.InvariantCulture);
                        break;
                    default:
                        tables.Compositions[(key, Hex(fields[2]))] = Hex(fields[3]);
                        break;
                }
            }

            return tables;
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}

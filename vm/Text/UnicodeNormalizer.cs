using System.Globalization;

namespace Pyl.VM.Text;

/// <summary>
/// Normalization forms NFC, NFD, NFKC and NFKD (Unicode Standard Annex 15). .NET's own String.Normalize returns the text
/// unchanged under InvariantGlobalization; the data are in <c>Data/normalization.deflate</c>, read at the first use.
/// </summary>
public static class UnicodeNormalizer
{
    private const int HangulFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TrailFirst = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int HangulCount = LeadCount * VowelCount * TrailCount;

    /// <summary>unicodedata.normalize.</summary>
    /// <returns>null, or a ValueError for an unknown form.</returns>
    public static AlgorithmError? TryNormalize(StrData form, StrData text, out StrData result)
    {
        result = text;
        if (form.Narrow is not ("NFC" or "NFD" or "NFKC" or "NFKD"))
            return AlgorithmError.Value("invalid normalization form");
        var compatible = form.Narrow.Contains('K');
        var compose = form.Narrow.EndsWith('C');
        result = Normalize(text, compatible, compose);
        return null;
    }

    /// <summary>NFKC, the form in which identifiers are compared.</summary>
    public static StrData Nfkc(StrData text) => Normalize(text, compatible: true, compose: true);

    public static StrData Normalize(StrData text, bool compatible, bool compose)
    {
        // Below these limits nothing decomposes, respectively everything is composed already.
        if (IsBelow(text, compose && !compatible ? 0x300 : 0xA0))
            return text;
        var points = Decompose(text, compatible);
        Order(points);
        if (compose)
            Compose(points);
        return StrData.FromCodePoints(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points));
    }

    /// <summary>unicodedata.combining: the canonical combining class.</summary>
    public static int CombiningClass(int codePoint) => Data.Classes.GetValueOrDefault(codePoint);

    /// <summary>What a code point decomposes to in one step, canonically or not; null when it does not.</summary>
    internal static int[]? DecompositionOf(int codePoint)
    {
        if (codePoint is >= HangulFirst and < HangulFirst + HangulCount)
        {
            var index = codePoint - HangulFirst;
            var trail = index % TrailCount;
            return trail != 0
                ? [codePoint - trail, TrailFirst + trail]
                : [LeadFirst + index / (VowelCount * TrailCount), VowelFirst + index % (VowelCount * TrailCount) / TrailCount];
        }
        return Data.Canonical.TryGetValue(codePoint, out var parts) || Data.Compatible.TryGetValue(codePoint, out parts) ? parts : null;
    }

    private static bool IsBelow(StrData text, int limit)
    {
        if (text.Narrow is not { } narrow)
            return false;
        foreach (var c in narrow)
        {
            if (c >= limit)
                return false;
        }
        return true;
    }

    private static List<int> Decompose(StrData text, bool compatible)
    {
        var result = new List<int>(text.Length + 16);
        var pending = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            pending.Push(text[i]);
            while (pending.TryPop(out var c))
            {
                if (c is >= HangulFirst and < HangulFirst + HangulCount)
                {
                    var index = c - HangulFirst;
                    result.Add(LeadFirst + index / (VowelCount * TrailCount));
                    result.Add(VowelFirst + index % (VowelCount * TrailCount) / TrailCount);
                    if (index % TrailCount != 0)
                        result.Add(TrailFirst + index % TrailCount);
                }
                else if (Data.Canonical.TryGetValue(c, out var parts) || compatible && Data.Compatible.TryGetValue(c, out parts))
                {
                    for (var k = parts.Length - 1; k >= 0; k--)
                        pending.Push(parts[k]);
                }
                else
                {
                    result.Add(c);
                }
            }
        }
        return result;
    }

    // Marks after a starter are put in the order of their classes, stably.
    private static void Order(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            if (CombiningClass(points[start]) == 0)
                continue;
            var end = start + 1;
            while (end < points.Count && CombiningClass(points[end]) != 0)
                end++;
            if (end - start > 1)
            {
                var sorted = points.GetRange(start, end - start).OrderBy(CombiningClass).ToList();
                for (var i = start; i < end; i++)
                    points[i] = sorted[i - start];
            }
            start = end;
        }
    }

    private static void Compose(List<int> points)
    {
        var starter = -1;
        var lastClass = -1;
        var kept = 0;
        for (var i = 0; i < points.Count; i++)
        {
            var c = points[i];
            var combining = CombiningClass(c);
            // Blocked when a mark of the same or a higher class, or another starter, stands in between.
            if (starter >= 0 && (lastClass < combining || lastClass == -1) && TryCompose(points[starter], c, out var composed))
            {
                points[starter] = composed;
                continue;
            }
            points[kept] = c;
            if (combining == 0)
            {
                starter = kept;
                lastClass = -1;
            }
            else
            {
                lastClass = combining;
            }
            kept++;
        }
        points.RemoveRange(kept, points.Count - kept);
    }

    private static bool TryCompose(int first, int second, out int composed)
    {
        if (first is >= LeadFirst and < LeadFirst + LeadCount && second is >= VowelFirst and < VowelFirst + VowelCount)
        {
            composed = HangulFirst + ((first - LeadFirst) * VowelCount + second - VowelFirst) * TrailCount;
            return true;
        }
        if (first is >= HangulFirst and < HangulFirst + HangulCount && (first - HangulFirst) % TrailCount == 0
            && second is > TrailFirst and < TrailFirst + TrailCount)
        {
            composed = first + second - TrailFirst;
            return true;
        }
        return Data.Compositions.TryGetValue((first, second), out composed);
    }

    private static class Data
    {
        public static readonly Dictionary<int, int> Classes = [];
        public static readonly Dictionary<int, int[]> Canonical = [];
        public static readonly Dictionary<int, int[]> Compatible = [];
        public static readonly Dictionary<(int First, int Second), int> Compositions = [];

        static Data()
        {
            foreach (var line in UnicodeTables.ReadLines("normalization.deflate"))
            {
                var fields = line.Split(' ');
                var c = UnicodeTables.Hex(fields[1]);
                if (fields[0] == "class")
                {
                    Classes[c] = int.Parse(fields[2], CultureInfo.InvariantCulture);
                    continue;
                }
                var parts = Array.ConvertAll(fields[2..], f => UnicodeTables.Hex(f));
                if (fields[0] == "compat")
                {
                    Compatible[c] = parts;
                    continue;
                }
                Canonical[c] = parts;
                if (fields[0] == "canon")
                    Compositions[(parts[0], parts[1])] = c;
            }
        }
    }
}

using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>
/// "Did you mean 'for'?": finds a misspelt keyword on the line of a syntax error, by trying whether the source up to there
/// parses with the word replaced. As in CPython 3.14 (<c>traceback.py</c>) this belongs to printing an error, not to raising
/// it: <c>SyntaxError.msg</c> stays as it was.
/// </summary>
public static class KeywordSuggestions
{
    private const int MaxNames = 10;
    private const int MaxMatches = 3;
    private const double Cutoff = 0.5;
    private const int MaxSource = 4096;

    /// <summary>The error with a better text and place, or null if no keyword fits.</summary>
    public static PylSyntaxException? Improve(PylSyntaxException fault, string source)
    {
        if (fault.Kind != SyntaxErrorKind.SyntaxError || fault.Line < 1
            || (fault.Message != "invalid syntax" && !fault.Message.Contains("Perhaps you forgot a comma", StringComparison.Ordinal)))
            return null;
        var text = new SourceText(SourceText.NormalizeNewlines(source));
        if (fault.Line > text.LineCount)
            return null;
        var line = text.Line(fault.Line);
        var before = text.Text[StatementStart(text, fault.Line)..text.LineStart(fault.Line)];
        if (before.Length + line.Length > MaxSource)
            return null;
        var names = 0;
        foreach (var (start, length) in Words(line))
        {
            var name = line.Substring(start, length);
            if (Keywords.TypeOf(name) != PylLexer.NAME)
                continue;
            if (++names > MaxNames)
                break;
            foreach (var keyword in Matches(name))
            {
                if (NeedsFunction(keyword) && !before.Contains("def ", StringComparison.Ordinal))
                    continue;
                var code = string.Concat(before, line.AsSpan(0, start), keyword, line.AsSpan(start + length)) + "\n";
                if (!MayParse(code, fault.FileName))
                    continue;
                var column = text.ColumnAt(text.LineStart(fault.Line) + start, fault.Line) + 1;
                return new PylSyntaxException(SyntaxErrorKind.SyntaxError, $"invalid syntax. Did you mean '{keyword}'?",
                    fault.FileName, fault.Line, column, fault.Line, column + length, fault.Text);
            }
        }

        return null;
    }

    private static bool NeedsFunction(string keyword) => keyword is "return" or "yield" or "await";

    private static bool MayParse(string code, string fileName)
    {
        try
        {
            SourceParser.CheckIncomplete(code, fileName);
            return true;
        }
        catch (PylSyntaxException fault)
        {
            return fault.Kind == SyntaxErrorKind.IncompleteInput;
        }
    }

    /// <summary>Where the top-level statement around a line starts, and the one before it, which may own an <c>elif</c>.</summary>
    private static int StatementStart(SourceText text, int line)
    {
        var seen = 0;
        for (var n = line; n > 1; n--)
        {
            var content = text.Line(n);
            if (content.Length > 0 && !char.IsWhiteSpace(content[0]) && content[0] != '#' && ++seen == 2)
                return text.LineStart(n);
        }

        return 0;
    }

    /// <summary>The words of a line, outside of simple strings and comments.</summary>
    private static IEnumerable<(int Start, int Length)> Words(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '#')
                yield break;
            if (c is '\'' or '"')
            {
                var close = line.IndexOf(c, i + 1);
                if (close < 0)
                    yield break;
                i = close;
            }
            else if (char.IsLetter(c) || c == '_')
            {
                var start = i;
                while (i < line.Length && (char.IsLetterOrDigit(line[i]) || line[i] == '_'))
                    i++;
                yield return (start, i - start);
                i--;
            }
            else if (char.IsAsciiDigit(c))
            {
                while (i + 1 < line.Length && (char.IsLetterOrDigit(line[i + 1]) || line[i + 1] == '_'))
                    i++;
            }
        }
    }

    /// <summary>The keywords most like a word: the one fewest edits away, then those with most in common.</summary>
    private static IEnumerable<string> Matches(string word)
    {
        var nearest = Keywords.All
            .Select(k => (Keyword: k, Distance: Distance(word, k)))
            .Where(k => k.Distance <= (word.Length + k.Keyword.Length + 3) * 2 / 6)
            .OrderBy(k => k.Distance)
            .Select(k => k.Keyword)
            .Take(1);
        var similar = Keywords.All
            .Select(k => (Keyword: k, Ratio: 2.0 * Common(k, word) / (k.Length + word.Length)))
            .Where(k => k.Ratio >= Cutoff)
            .OrderByDescending(k => k.Ratio).ThenByDescending(k => k.Keyword, StringComparer.Ordinal)
            .Select(k => k.Keyword)
            .Take(MaxMatches);
        return nearest.Concat(similar).Take(MaxMatches);
    }

    /// <summary>Edits between two words: 2 for a character more, less or other, 1 for a change of case.</summary>
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = 2 * j;
        foreach (var x in a)
        {
            var diagonal = row[0];
            row[0] += 2;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = x == b[j - 1] ? 0 : char.ToLowerInvariant(x) == char.ToLowerInvariant(b[j - 1]) ? 1 : 2;
                var best = Math.Min(diagonal + cost, Math.Min(row[j], row[j - 1]) + 2);
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[^1];
    }

    /// <summary>How many characters two words share in blocks: the longest common one, and so on at both its sides.</summary>
    private static int Common(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int best = 0, atA = 0, atB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                var length = a[i..].CommonPrefixLength(b[j..]);
                if (length > best)
                    (best, atA, atB) = (length, i, j);
            }
        }

        return best == 0
            ? 0
            : best + Common(a[..atA], b[..atB]) + Common(a[(atA + best)..], b[(atB + best)..]);
    }
}

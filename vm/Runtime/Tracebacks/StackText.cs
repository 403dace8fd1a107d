using System.Text;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The entries of a traceback as text: file lines, source lines, carets (CPython 3.14 Lib/traceback.py, StackSummary).</summary>
internal static class StackText
{
    /// <summary>So many equal entries are shown before they are counted.</summary>
    private const int RepeatCutoff = 3;

    /// <summary>The text of a traceback's entries, outermost first, at most <paramref name="limit"/> of them (the innermost when negative).</summary>
    public static void Append(StringBuilder text, TracebackObject? traceback, int? limit, bool withCarets = true)
    {
        List<TracebackObject> entries = Entries(traceback, limit);
        (string, int, string)? last = null;
        int count = 0;
        foreach (TracebackObject entry in entries)
        {
            CodeObject code = entry.Code.Code;
            var key = (code.FileName, entry.Line, code.Name);
            if (key != last)
            {
                AppendRepeated(text, count);
                last = key;
                count = 0;
            }

            if (++count <= RepeatCutoff)
            {
                AppendEntry(text, entry, withCarets);
            }
        }

        AppendRepeated(text, count);
    }

    private static List<TracebackObject> Entries(TracebackObject? traceback, int? limit)
    {
        var entries = new List<TracebackObject>();
        for (TracebackObject? entry = traceback; entry is not null; entry = entry.Next)
        {
            entries.Add(entry);
        }

        return limit switch
        {
            null => entries,
            >= 0 => entries.Take(limit.Value).ToList(),
            _ => entries.TakeLast(-limit.Value).ToList(),
        };
    }

    private static void AppendRepeated(StringBuilder text, int count)
    {
        if (count > RepeatCutoff)
        {
            int more = count - RepeatCutoff;
            text.Append("  [Previous line repeated ").Append(more).Append(" more time").Append(more > 1 ? "s" : "").Append("]\n");
        }
    }

    /// <summary>A code's file name as it is shown: what was entered at a prompt that has no editor is numbered, but not to be seen so.</summary>
    public static string Shown(string fileName) =>
        fileName.StartsWith("<stdin-", StringComparison.Ordinal) && fileName.EndsWith('>') ? "<stdin>" : fileName;

    private static void AppendEntry(StringBuilder text, TracebackObject entry, bool withCarets)
    {
        CodeObject code = entry.Code.Code;
        string file = Shown(code.FileName);
        text.Append("  File \"").Append(file).Append("\", line ").Append(entry.Line).Append(", in ").Append(code.Name).Append('\n');
        SourcePosition position = entry.Position;
        bool hasColumns = withCarets && entry.ExplicitLine == 0 && position is { Column: >= 0, EndColumn: >= 0 };
        int end = hasColumns ? Math.Max(position.EndLine, entry.Line) : entry.Line;
        var lines = new List<string>();
        for (int line = entry.Line; line <= end; line++)
        {
            lines.Add((SourceLines.Get(code.FileName, line) ?? "").TrimEnd());
        }

        if (lines.TrueForAll(static line => line.Length == 0))
        {
            return;
        }

        if (!hasColumns)
        {
            text.Append("    ").Append(lines[0].Trim()).Append('\n');
            return;
        }

        AppendMarked(text, lines, position);
    }

    /// <summary>The source lines of an entry, carets under the part that the instruction belongs to.</summary>
    private static void AppendMarked(StringBuilder text, List<string> originals, SourcePosition position)
    {
        int startColumn = DisplayWidth.Utf16Index(originals[0], position.Column);
        int endColumn = DisplayWidth.Utf16Index(originals[^1], position.EndColumn);
        List<string> lines = Dedent(originals);
        int removed = originals[0].Length - lines[0].Length;
        int start = Math.Clamp(startColumn - removed, 0, lines[0].Length);
        int end = Math.Clamp(endColumn - removed, 0, lines[^1].Length);
        int last = lines.Count - 1;
        string whole = string.Join('\n', lines);
        int wholeEnd = whole.Length - (lines[last].Length - end);
        if (wholeEnd < start)
        {
            wholeEnd = start;
        }

        CaretAnchor? anchor = CaretAnchors.Find(whole[start..wholeEnd]);
        bool shows = !CaretAnchors.IsWholeCall(whole, start, wholeEnd)
            && (anchor is not null || lines[0][..start].TrimStart().Length != 0 || lines[last][end..].TrimEnd().Length != 0);
        var shown = new SortedSet<int> { 0, last };
        (int Line, int Column) from = default;
        (int Line, int Column) to = default;
        if (anchor is { } found)
        {
            from = Mark(lines, whole, start + found.Start, shown);
            to = Mark(lines, whole, start + found.End, shown);
        }

        int firstWidth = DisplayWidth.Of(lines[0], start);
        int lastWidth = DisplayWidth.Of(lines[last], end);
        var result = new List<string>();
        int previous = -1;
        foreach (int number in shown)
        {
            if (number < 0 || number > last)
            {
                continue;
            }

            if (previous >= 0 && number - previous == 2)
            {
                Output(number - 1);
            }
            else if (previous >= 0 && number - previous > 2)
            {
                result.Add($"...<{number - previous - 1} lines>...");
            }

            Output(number);
            previous = number;
        }

        foreach (string line in Dedent(result))
        {
            text.Append("    ").Append(line).Append('\n');
        }

        void Output(int number)
        {
            string line = lines[number];
            result.Add(line);
            if (!shows)
            {
                return;
            }

            int margin = line.Length - line.TrimStart().Length;
            int width = number == last ? lastWidth : DisplayWidth.Of(line, line.Length);
            var carets = new StringBuilder(width);
            for (int column = 0; column < width; column++)
            {
                bool outside = column < margin || (number == 0 && column < firstWidth);
                bool marked = anchor is null || ((number, column).CompareTo(from) >= 0 && (number, column).CompareTo(to) < 0);
                carets.Append(outside ? ' ' : marked ? '^' : '~');
            }

            result.Add(carets.ToString());
        }
    }

    /// <summary>Line and display column of an index into the joined lines; the lines around it are shown.</summary>
    private static (int Line, int Column) Mark(List<string> lines, string whole, int index, SortedSet<int> shown)
    {
        int line = whole.AsSpan(0, index).Count('\n');
        int column = index - (index == 0 ? 0 : whole.LastIndexOf('\n', index - 1) + 1);
        shown.Add(line - 1);
        shown.Add(line);
        shown.Add(line + 1);
        return (line, DisplayWidth.Of(lines[line], column));
    }

    /// <summary>Removes the blanks that all lines which are not blank begin with.</summary>
    private static List<string> Dedent(List<string> lines)
    {
        string? margin = null;
        foreach (string line in lines)
        {
            string stripped = line.TrimStart(' ', '\t');
            if (stripped.Length == 0)
            {
                continue;
            }

            string indent = line[..^stripped.Length];
            margin = margin is null ? indent : margin[..margin.AsSpan().CommonPrefixLength(indent)];
        }

        int width = margin?.Length ?? 0;
        return lines.ConvertAll(line => line.TrimStart(' ', '\t').Length == 0 ? "" : line[width..]);
    }
}

using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace Pyl.Grammar;

/// <summary>
/// Source text as ANTLR's character stream, with the table of its lines. Newlines are <c>\n</c> only. Indices are UTF-16
/// units; columns are code points.
/// </summary>
public sealed class SourceText : ICharStream
{
    private readonly int[] _lineStarts;
    private readonly bool _hasSurrogates;
    private int _index;

    /// <summary>Takes text whose newlines are already <c>\n</c> (see <see cref="NormalizeNewlines"/>).</summary>
    public SourceText(string text)
    {
        Text = text;
        _lineStarts = FindLineStarts(text);
        _hasSurrogates = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The number of lines; a text that ends in a newline has an empty last one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Turns <c>\r\n</c> and <c>\r</c> into <c>\n</c>, as Python's tokenizer does, string literals included.</summary>
    public static string NormalizeNewlines(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text;

    /// <summary>The line, from 1, of an index.</summary>
    public int LineAt(int index)
    {
        var found = Array.BinarySearch(_lineStarts, index);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The column of an index that lies on the given line.</summary>
    public int ColumnAt(int index, int line)
    {
        var start = _lineStarts[line - 1];
        return _hasSurrogates ? CountCodePoints(Text.AsSpan(start, index - start)) : index - start;
    }

    /// <summary>Where a line, counted from 1, starts.</summary>
    public int LineStart(int line) => _lineStarts[line - 1];

    /// <summary>A line without its newline; empty when there is no such line.</summary>
    public string Line(int line)
    {
        if (line < 1 || line > _lineStarts.Length)
            return "";
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] - 1 : Text.Length;
        return Text[start..end];
    }

    private static int[] FindLineStarts(string text)
    {
        var count = text.AsSpan().Count('\n');
        var starts = new int[count + 1];
        var at = 0;
        for (var i = 1; i <= count; i++)
            starts[i] = at = text.IndexOf('\n', at) + 1;
        return starts;
    }

    private static int CountCodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++, count++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        }

        return count;
    }

    // ICharStream

    /// <inheritdoc/>
    public int Index => _index;

    /// <inheritdoc/>
    public int Size => Text.Length;

    /// <inheritdoc/>
    public string SourceName => IntStreamConstants.UnknownSourceName;

    /// <inheritdoc/>
    public void Consume() => _index++;

    /// <inheritdoc/>
    public int LA(int i)
    {
        var at = i > 0 ? _index + i - 1 : _index + i;
        return (uint)at < (uint)Text.Length ? Text[at] : IntStreamConstants.EOF;
    }

    /// <inheritdoc/>
    public int Mark() => -1;

    /// <inheritdoc/>
    public void Release(int marker) { }

    /// <inheritdoc/>
    public void Seek(int index) => _index = index;

    /// <inheritdoc/>
    public string GetText(Interval interval) =>
        interval.a >= Text.Length ? "" : Text[interval.a..Math.Min(interval.b + 1, Text.Length)];
}

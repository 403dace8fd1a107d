using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A text stream in memory. The content is chars as long as every code point fits 16 bits, code points from the first that does not on.</summary>
internal sealed class StringIOObject(ThreadState thread, TypeObject type) : IOBaseObject(thread, type)
{
    private char[] _narrow = [];
    private int[]? _wide;

    public int Length { get; private set; }

    public long Position { get; set; }

    /// <summary>The newline argument; null translates while writing.</summary>
    public string? Newline { get; set; } = "\n";

    /// <summary>Translation and kinds of newlines, when the newline argument is None or "".</summary>
    public NewlineTranslator? Translator { get; set; }

    /// <summary>What \n becomes when it is written; null for itself.</summary>
    public string? WriteNewline { get; set; }

    public void Clear()
    {
        _narrow = [];
        _wide = null;
        Length = 0;
        Position = 0;
    }

    /// <summary>Part of the content.</summary>
    public StrData Slice(int start, int count) =>
        _wide is null ? new string(_narrow, start, count) : StrData.FromCodePoints(_wide.AsSpan(start, count));

    /// <summary>What is left, at most the given number; the position moves on.</summary>
    public StrData Take(long limit)
    {
        if (Position >= Length)
        {
            return StrData.Empty;
        }

        int count = (int)Math.Min(limit, Length - Position);
        StrData result = Slice((int)Position, count);
        Position += count;
        return result;
    }

    /// <summary>The next line with its newline, at most the given number of characters (negative: any).</summary>
    public StrData TakeLine(long limit)
    {
        if (Position >= Length || limit == 0)
        {
            return StrData.Empty;
        }

        int start = (int)Position;
        string ending = Newline is null ? "\n" : Newline;
        int end = -1;
        if (_wide is null && ending.Length == 1)
        {
            int found = _narrow.AsSpan(start, Length - start).IndexOf(ending[0]);
            end = found < 0 ? -1 : start + found + 1;
        }
        else
        {
            end = Newlines.FindEnd(Slice(0, Length), start, ending);
        }

        end = end < 0 ? Length : end;
        return Take(limit < 0 ? end - start : Math.Min(limit, end - start));
    }

    /// <summary>Writes at the position, filling a gap with NUL characters.</summary>
    public void Write(StrData text)
    {
        if (Translator is not null)
        {
            text = Translator.Translate(text, final: true);
        }

        if (WriteNewline is not null && text.Narrow is { } narrow && narrow.Contains('\n'))
        {
            text = narrow.Replace("\n", WriteNewline);
        }
        else if (WriteNewline is not null && text.Wide is { } wide)
        {
            text = ReplaceWide(wide, WriteNewline);
        }

        Store(text);
    }

    /// <summary>Writes at the position as it is: newlines are not translated.</summary>
    public void Store(StrData text)
    {
        int start = (int)Position;
        int end = checked(start + text.Length);
        Reserve(end, text.Wide is not null);
        if (start > Length)
        {
            if (_wide is null)
            {
                _narrow.AsSpan(Length, start - Length).Clear();
            }
            else
            {
                _wide.AsSpan(Length, start - Length).Clear();
            }
        }

        if (_wide is null)
        {
            text.Narrow!.CopyTo(_narrow.AsSpan(start));
        }
        else
        {
            text.ToCodePoints().CopyTo(_wide.AsSpan(start));
        }

        Position = end;
        Length = Math.Max(Length, end);
    }

    public void Truncate(int length) => Length = Math.Min(Length, length);

    private void Reserve(int capacity, bool wide)
    {
        if (wide && _wide is null)
        {
            var points = new int[Math.Max(capacity, Length * 2)];
            for (int i = 0; i < Length; i++)
            {
                points[i] = _narrow[i];
            }

            _wide = points;
            _narrow = [];
        }

        int present = _wide?.Length ?? _narrow.Length;
        if (capacity > present)
        {
            int grown = Math.Max(capacity, Math.Max(64, present + (present >> 1)));
            if (_wide is null)
            {
                Array.Resize(ref _narrow, grown);
            }
            else
            {
                Array.Resize(ref _wide, grown);
            }
        }
    }

    private static StrData ReplaceWide(int[] text, string newline)
    {
        var builder = new StrDataBuilder(text.Length + 16);
        foreach (int point in text)
        {
            if (point == '\n')
            {
                builder.Append(newline);
            }
            else
            {
                builder.Append(point);
            }
        }

        return builder.ToStrData();
    }
}

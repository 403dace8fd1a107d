using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>Taking something off the ends, or padding them.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrTrimMethods
{
    [PyMethod(Doc = "Return a copy of the string with leading and trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.")]
    public static Value Strip(ThreadState thread, StrObject self, [Optional("None")] Value chars) => Strip(thread, self, chars, left: true, right: true, "strip");

    [PyMethod(Doc = "Return a copy of the string with leading whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.")]
    public static Value Lstrip(ThreadState thread, StrObject self, [Optional("None")] Value chars) => Strip(thread, self, chars, left: true, right: false, "lstrip");

    [PyMethod(Doc = "Return a copy of the string with trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.")]
    public static Value Rstrip(ThreadState thread, StrObject self, [Optional("None")] Value chars) => Strip(thread, self, chars, left: false, right: true, "rstrip");

    [PyMethod(Doc = "Return a str with the given prefix string removed if present.")]
    public static Value Removeprefix(ThreadState thread, StrObject self, StrObject prefix) =>
        Value.Of(StrSearch.Touches(self, prefix, 0, self.Length, atEnd: false)
            ? self.Slice(prefix.Length, self.Length - prefix.Length)
            : self.Exact());

    [PyMethod(Doc = "Return a str with the given suffix string removed if present.")]
    public static Value Removesuffix(ThreadState thread, StrObject self, StrObject suffix) =>
        Value.Of(StrSearch.Touches(self, suffix, 0, self.Length, atEnd: true)
            ? self.Slice(0, self.Length - suffix.Length)
            : self.Exact());

    [PyMethod(Doc = "Return a centered string of length width, padded with the fill character\n(default is a space).")]
    public static Value Center(ThreadState thread, StrObject self, long width, [Optional("' '")] Value fillchar)
    {
        long padding = Math.Max(0, width - self.Length);
        long left = (padding / 2) + (padding & width & 1);
        return Pad(thread, self, left, padding - left, fillchar);
    }

    [PyMethod(Doc = "Return a left-justified string of length width, padded with the fill character\n(default is a space).")]
    public static Value Ljust(ThreadState thread, StrObject self, long width, [Optional("' '")] Value fillchar) =>
        Pad(thread, self, 0, Math.Max(0, width - self.Length), fillchar);

    [PyMethod(Doc = "Return a right-justified string of length width, padded with the fill character\n(default is a space).")]
    public static Value Rjust(ThreadState thread, StrObject self, long width, [Optional("' '")] Value fillchar) =>
        Pad(thread, self, Math.Max(0, width - self.Length), 0, fillchar);

    [PyMethod(Doc = "Pad a numeric string with zeros on the left, behind its sign, to the given width.\n\nThe string is never truncated.")]
    public static Value Zfill(ThreadState thread, StrObject self, long width)
    {
        long padding = width - self.Length;
        if (padding <= 0)
        {
            return Value.Of(self.Exact());
        }

        bool signed = self.Length > 0 && self.CodePointAt(0) is '+' or '-';
        if (!signed)
        {
            return Pad(thread, self, padding, 0, '0');
        }

        Value padded = Pad(thread, self.Slice(1, self.Length - 1), padding, 0, '0');
        return padded.IsError ? padded : Value.Of(StrObject.Concatenate(StrObject.OfCodePoint(self.CodePointAt(0)), (StrObject)padded.Ref!));
    }

    [PyMethod(Doc = "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.")]
    public static Value Expandtabs(ThreadState thread, StrObject self, [Keyword] int tabsize = 8)
    {
        if (self.IsWide)
        {
            int[]? points = SpanEdit.ExpandTabs(self.Points, tabsize);
            return Value.Of(points is null ? self.Exact() : StrObject.OfWide(points));
        }

        char[]? chars = SpanEdit.ExpandTabs(self.Chars, tabsize);
        return Value.Of(chars is null ? self.Exact() : StrObject.OfNarrow(chars));
    }

    private static Value Strip(ThreadState thread, StrObject self, Value chars, bool left, bool right, string function)
    {
        int start;
        int length;
        if (chars.IsUnbound || chars.IsNone)
        {
            (start, length) = self.IsWide
                ? SpanEdit.Strip<int, PointUnit>(self.Points, left, right)
                : SpanEdit.Strip<char, CharUnit>(self.Chars, left, right);
        }
        else if (chars.Ref is StrObject set)
        {
            (start, length) = self.IsWide || set.IsWide
                ? SpanEdit.Strip(self.AsPoints(), set.AsPoints(), left, right)
                : SpanEdit.Strip(self.Chars, set.Chars, left, right);
        }
        else
        {
            return thread.TypeError($"{function} arg must be None or str");
        }

        return Value.Of(self.Slice(start, length));
    }

    private static Value Pad(ThreadState thread, StrObject self, long left, long right, Value fill)
    {
        int character = ' ';
        if (!fill.IsUnbound)
        {
            if (fill.Ref is not StrObject text)
            {
                return thread.TypeError($"The fill character must be a unicode character, not {fill.Type.Name}");
            }

            if (text.Length != 1)
            {
                return thread.TypeError("The fill character must be exactly one character long");
            }

            character = text.CodePointAt(0);
        }

        return Pad(thread, self, left, right, character);
    }

    private static Value Pad(ThreadState thread, StrObject self, long left, long right, int fill)
    {
        if (left == 0 && right == 0)
        {
            return Value.Of(self.Exact());
        }

        // Each of them alone may be near the largest number.
        if (left > StrObject.MaxLength || right > StrObject.MaxLength || left + right + self.Length > StrObject.MaxLength)
        {
            return thread.MemoryError();
        }

        int length = (int)(left + right) + self.Length;
        if (self.IsWide || fill > 0xFFFF)
        {
            int[] points = new int[length];
            points.AsSpan().Fill(fill);
            self.CopyTo(points.AsSpan((int)left));
            return Value.Of(StrObject.OfWide(points));
        }

        string padded = string.Create(length, (self, (int)left, (char)fill), static (target, source) =>
        {
            (StrObject text, int before, char filler) = source;
            target[..before].Fill(filler);
            text.Chars.CopyTo(target[before..]);
            target[(before + text.Length)..].Fill(filler);
        });
        return Value.Of(StrObject.OfNarrow(padded));
    }
}

using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What the newline argument of text streams means, and finding lines.</summary>
internal static class Newlines
{
    /// <summary>The value of `newlines` for the kinds seen.</summary>
    public static Value Seen(int seen)
    {
        var kinds = new List<Value>();
        foreach ((int bit, string text) in (ReadOnlySpan<(int, string)>)[(NewlineTranslator.SeenReturn, "\r"), (NewlineTranslator.SeenNewline, "\n"), (NewlineTranslator.SeenBoth, "\r\n")])
        {
            if ((seen & bit) != 0)
            {
                kinds.Add(Value.Str(text));
            }
        }

        return kinds.Count switch
        {
            0 => Value.None,
            1 => kinds[0],
            _ => Value.Of(new TupleObject(BuiltinTypes.Tuple, [.. kinds])),
        };
    }

    /// <summary>True for None, "", \n, \r and \r\n.</summary>
    public static bool IsValid(string? newline) => newline is null or "" or "\n" or "\r" or "\r\n";

    /// <summary>
    /// The end of the first line of the text from a place on: behind its newline, or -1 when there is none. <paramref name="newline"/>
    /// is what ends lines; "" means any of the three.
    /// </summary>
    public static int FindEnd(StrData text, int start, string newline)
    {
        if (text.Narrow is not { } narrow)
        {
            return FindEndWide(text.Wide, start, newline);
        }

        if (newline.Length == 1)
        {
            int found = narrow.AsSpan(start).IndexOf(newline[0]);
            return found < 0 ? -1 : start + found + 1;
        }

        if (newline.Length == 2)
        {
            int found = narrow.AsSpan(start).IndexOf(newline);
            return found < 0 ? -1 : start + found + 2;
        }

        int any = narrow.AsSpan(start).IndexOfAny('\n', '\r');
        if (any < 0)
        {
            return -1;
        }

        any += start;
        return narrow[any] == '\r' && any + 1 < narrow.Length && narrow[any + 1] == '\n' ? any + 2 : any + 1;
    }

    private static int FindEndWide(ReadOnlySpan<int> text, int start, string newline)
    {
        for (int i = start; i < text.Length; i++)
        {
            bool isPair = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            switch (newline)
            {
                case "" when text[i] is '\n' or '\r':
                    return isPair ? i + 2 : i + 1;
                case "\r\n" when isPair:
                    return i + 2;
                case "\n" or "\r" when text[i] == newline[0]:
                    return i + 1;
            }
        }

        return -1;
    }
}

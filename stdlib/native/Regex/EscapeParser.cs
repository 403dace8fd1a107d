using Pyl.VM.Text;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Escapes that stand for one character, in and outside of sets (library reference, "re").</summary>
internal static class EscapeParser
{
    /// <summary>The character of an escape; at the character after the backslash.</summary>
    public static int Character(PatternReader pattern, int start)
    {
        int c = pattern.Take();
        switch (c)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(pattern, start, 2);
            case 'u' when !pattern.IsBytes:
                return Hexadecimal(pattern, start, 4);
            case 'U' when !pattern.IsBytes:
                int point = Hexadecimal(pattern, start, 8);
                return point is >= 0 and <= 0x10FFFF ? point : throw new RegexFault($"bad escape {pattern.TextOf(start, pattern.Position)}", start);
            case 'N' when !pattern.IsBytes:
                return Named(pattern, start);
            case '0':
                return Octal(pattern, 2);
        }

        return PatternReader.IsLetter(c) || c is >= '1' and <= '9' ? throw new RegexFault($"bad escape {pattern.TextOf(start, pattern.Position)}", start) : c;
    }

    private static int Named(PatternReader pattern, int start)
    {
        if (pattern.AtEnd || pattern.Current != '{')
        {
            throw new RegexFault("missing {", pattern.Position);
        }

        pattern.Position++;
        int first = pattern.Position;
        while (!pattern.AtEnd && pattern.Current != '}')
        {
            pattern.Position++;
        }

        if (first == pattern.Position)
        {
            throw new RegexFault("missing character name", first);
        }

        if (pattern.AtEnd)
        {
            throw new RegexFault("missing }, unterminated name", first);
        }

        string name = pattern.TextOf(first, pattern.Position++);
        int found = UnicodeNames.Find(name);
        return found >= 0 ? found : throw new RegexFault($"undefined character name '{name}'", start);
    }

    /// <summary>Octal digits, as many as there are, up to a number of them.</summary>
    public static int Octal(PatternReader pattern, int most)
    {
        int value = 0;
        for (int i = 0; i < most && PatternReader.IsOctal(pattern.Current); i++)
        {
            value = (value * 8) + pattern.Take() - '0';
        }

        return value;
    }

    private static int Hexadecimal(PatternReader pattern, int start, int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            if (pattern.AtEnd || pattern.Current > 'f' || !char.IsAsciiHexDigit((char)pattern.Current))
            {
                throw new RegexFault($"incomplete escape {pattern.TextOf(start, pattern.Position)}", start);
            }

            value = (value * 16) + Convert.ToInt32(((char)pattern.Current).ToString(), 16);
            pattern.Position++;
        }

        return value;
    }
}

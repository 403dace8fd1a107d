namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Sets of characters, as [a-z\d].</summary>
internal static class SetParser
{
    /// <summary>A set; at its opening bracket.</summary>
    public static RegexNode Parse(PatternReader pattern, bool isAscii)
    {
        int start = pattern.Position++;
        bool negated = pattern.Current == '^';
        if (negated)
        {
            pattern.Position++;
        }

        var ranges = new List<(int, int)>();
        var categories = new List<char>();
        bool first = true;
        while (true)
        {
            if (pattern.AtEnd)
            {
                throw new RegexFault("unterminated character set", start);
            }

            if (pattern.Current == ']' && !first)
            {
                pattern.Position++;
                break;
            }

            first = false;
            int itemStart = pattern.Position;
            int low = Item(pattern, categories);
            if (pattern.Current != '-' || pattern.Peek(1) == ']')
            {
                if (low >= 0)
                {
                    ranges.Add((low, low));
                }

                continue;
            }

            pattern.Position++;
            if (pattern.AtEnd)
            {
                throw new RegexFault("unterminated character set", start);
            }

            int count = categories.Count;
            int high = Item(pattern, categories);
            if (low < 0 || high < 0 || categories.Count != count)
            {
                throw new RegexFault($"bad character range {pattern.TextOf(itemStart, pattern.Position)}", itemStart);
            }

            if (high < low)
            {
                throw new RegexFault($"bad character range {pattern.TextOf(itemStart, pattern.Position)}", itemStart);
            }

            ranges.Add((low, high));
        }

        return !negated && ranges.Count == 1 && categories.Count == 0 && ranges[0].Item1 == ranges[0].Item2
            ? new LiteralNode(ranges[0].Item1)
            : new SetNode(negated, ranges, categories, isAscii);
    }

    /// <summary>A character, or -1 for a category that was added.</summary>
    private static int Item(PatternReader pattern, List<char> categories)
    {
        int start = pattern.Position;
        int c = pattern.Take();
        if (c != '\\')
        {
            return c;
        }

        if (pattern.AtEnd)
        {
            throw new RegexFault("bad escape (end of pattern)", start);
        }

        switch (pattern.Current)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                categories.Add((char)pattern.Take());
                return -1;
            case 'b':
                pattern.Position++;
                return '\b';
            case >= '0' and <= '7':
                int value = EscapeParser.Octal(pattern, 3);
                return value <= 0xFF ? value : throw new RegexFault($"octal escape value {pattern.TextOf(start, pattern.Position)} outside of range 0-0o377", start);
            default:
                return EscapeParser.Character(pattern, start);
        }
    }
}

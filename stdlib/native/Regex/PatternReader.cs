using System.Text;
using Pyl.VM.Text;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>A place in the text of a regular expression, as code points.</summary>
internal sealed class PatternReader(int[] text, bool isBytes)
{
    public int[] Text { get; } = text;

    public bool IsBytes { get; } = isBytes;

    public int Position { get; set; }

    public bool AtEnd => Position >= Text.Length;

    /// <summary>The character here; -1 at the end.</summary>
    public int Current => Position < Text.Length ? Text[Position] : -1;

    public int Peek(int distance) => Position + distance < Text.Length ? Text[Position + distance] : -1;

    /// <summary>The character here, which must be there; goes on to the next.</summary>
    public int Take() => Text[Position++];

    public string TextOf(int start, int end)
    {
        var text = new StringBuilder();
        for (int i = start; i < Math.Min(end, Text.Length); i++)
        {
            text.Append(Show(Text[i]));
        }

        return text.ToString();
    }

    /// <summary>Decimal digits from a place on, which moves behind them.</summary>
    public string Digits(ref int at)
    {
        var digits = new StringBuilder();
        while (at < Text.Length && Text[at] is >= '0' and <= '9')
        {
            digits.Append((char)Text[at++]);
        }

        return digits.ToString();
    }

    /// <summary>What stands before a terminator, which is passed; <see cref="RegexFault"/> where it is empty or nothing ends it.</summary>
    public string Name(char terminator, string what)
    {
        int start = Position;
        var name = new StringBuilder();
        while (!AtEnd && Current != terminator)
        {
            name.Append(char.ConvertFromUtf32(Current is >= 0xD800 and <= 0xDFFF ? 0xFFFD : Current));
            Position++;
        }

        if (AtEnd)
        {
            throw name.Length == 0 ? new RegexFault($"missing {what}", start) : new RegexFault($"missing {terminator}, unterminated name", start);
        }

        if (name.Length == 0)
        {
            throw new RegexFault($"missing {what}", start);
        }

        Position++;
        return name.ToString();
    }

    /// <summary>Throws <see cref="RegexFault"/> where a group cannot have this name.</summary>
    public static void CheckName(string name, int at)
    {
        bool valid = char.IsLetter(name[0]) || name[0] == '_';
        foreach (char c in name)
        {
            valid &= char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);
        }

        if (!valid)
        {
            throw new RegexFault($"bad character in group name {Literals.ReprText(CodePoints.FromUtf16(name))}", at);
        }
    }

    public static bool IsOctal(int c) => c is >= '0' and <= '7';

    public static bool IsLetter(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>A character in the text of an error; empty for the end.</summary>
    public static string Show(int c) => c < 0 ? "" : c > 0xFFFF ? char.ConvertFromUtf32(c) : ((char)c).ToString();
}

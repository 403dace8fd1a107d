using System.Text;

namespace Pyl.Compiler.Tests;

/// <summary>Texts that are no programs, or nearly: what the fuzzers of parser and compiler try.</summary>
internal static class SourceDamage
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", ";", "=", ":=", "->", "*", "**", "/", "@", ".", "...", "!", "f'", "t\"", "'",
        "\"\"\"", "f'''", "{{", "}}", "\\", "\n", "\n    ", "\n  ", "\t", "\f", "#", "\0", "é", "\U0001F600", "\uD800", "1", "0x", "1_", "1e",
        "1j", "not ", "in ", "is ", "if ", "else ", "elif ", "for ", "while ", "try:", "except ", "finally:", "with ", "as ",
        "def ", "class ", "lambda ", "async ", "await ", "yield ", "from ", "import ", "match ", "case ", "type ", "print ",
        "None", "return ", "del ", "global ", "nonlocal ", "break", "continue", "raise ", "assert ", "pass", "_", "a", "x.y", "f(", "\\N{", "\\x",
        "\\u12", "rb'", "ub'", "<>", "!=", "==", "<", "-", "~", "|", "+=", "!r", "\r", "\r\n", "\uFEFF", "# coding: latin-1\n", "'s'", "0.5",
    ];

    /// <summary>Words and signs of the language in any order.</summary>
    public static string Soup(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 60); n > 0; n--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
            if (random.Next(3) == 0)
                text.Append(' ');
        }

        return text.ToString();
    }

    /// <summary>A few characters removed, repeated, cut off or put in.</summary>
    public static string Characters(string source, Random random)
    {
        var text = new StringBuilder(source);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 5), text.Length - at));
                    break;
                case 1:
                    text.Length = at;
                    break;
                case 2:
                    var length = Math.Min(random.Next(1, 12), text.Length - at);
                    text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Lines of one program moved, repeated, indented or mixed with those of another: much of it still compiles.</summary>
    public static string Lines(string source, string other, Random random)
    {
        var lines = source.Split('\n').ToList();
        var others = other.Split('\n');
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(5))
            {
                case 0:
                    if (lines.Count > 1)
                        lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(random.Next(lines.Count + 1), lines[at]);
                    break;
                case 2:
                    lines[at] = "    " + lines[at];
                    break;
                case 3:
                    lines[at] = lines[at].TrimStart();
                    break;
                default:
                    lines.Insert(at, others[random.Next(others.Length)]);
                    break;
            }
        }

        return string.Join('\n', lines);
    }
}

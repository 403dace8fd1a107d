using System.Text;
using Pyl.Grammar;

namespace Pyl.Compiler.Parsing;

/// <summary>Turns the source text of literals into their values.</summary>
internal sealed class EscapeDecoder(Faults faults, ICollection<SyntaxWarning>? warnings)
{
    /// <summary>
    /// The value of a str literal, prefix and quotes included in the token. It is one piece, unless halves of a surrogate pair are escaped one
    /// after the other: those are two characters, and UTF-16 text can only say so when it ends between them.
    /// </summary>
    public string[] Text(SourceToken token)
    {
        var body = Body(token, out var isRaw);
        return isRaw || !body.Contains('\\') ? [body.ToString()] : Decode(body, token, out _);
    }

    /// <summary>The value of a piece of an f-string's or t-string's text; as <see cref="Text"/>.</summary>
    public string[] FormatText(SourceToken token, bool isRaw, bool hasDoubledBraces)
    {
        var body = token.Span;
        if (hasDoubledBraces && body.IndexOfAny('{', '}') >= 0)
            body = SingleBraces(body, isRaw);
        if (isRaw || !body.Contains('\\'))
            return [body.ToString()];
        var text = Decode(body, token, out var endsInBackslash);
        // A backslash before a brace stands for itself: the brace still opens or closes a field.
        if (endsInBackslash)
            Warn(token, token.Span[^1..], faults.Tokens[token.TokenIndex + 1].Text[..1], "escape sequence");
        return text;
    }

    /// <summary>The value of a bytes literal.</summary>
    public byte[] Bytes(SourceToken token)
    {
        var body = Body(token, out var isRaw);
        if (!Ascii.IsValid(body))
            throw faults.At(token, "bytes can only contain ASCII literal characters");
        var result = new byte[body.Length];
        if (isRaw || !body.Contains('\\'))
        {
            Encoding.ASCII.GetBytes(body, result);
            return result;
        }

        var length = 0;
        var hasWarned = false;
        for (var i = 0; i < body.Length;)
        {
            var c = body[i++];
            if (c != '\\' || i == body.Length)
            {
                result[length++] = (byte)c;
                continue;
            }

            c = body[i++];
            if (Simple(c) is var simple and >= 0)
            {
                if (c != '\n')
                    result[length++] = (byte)simple;
            }
            else if (c == 'x')
            {
                if (i + 1 >= body.Length || !char.IsAsciiHexDigit(body[i]) || !char.IsAsciiHexDigit(body[i + 1]))
                    throw faults.At(token, $"(value error) invalid \\x escape at position {i - 2}");
                result[length++] = Convert.ToByte(body.Slice(i, 2).ToString(), 16);
                i += 2;
            }
            else if (c is >= '0' and <= '7')
            {
                result[length++] = (byte)ReadOctal(body, ref i, c, token, ref hasWarned);
            }
            else
            {
                WarnInvalid(token, body[(i - 2)..], ref hasWarned);
                result[length++] = (byte)'\\';
                i--;
            }
        }

        return result[..length];
    }

    private string[] Decode(ReadOnlySpan<char> body, SourceToken token, out bool endsInBackslash)
    {
        endsInBackslash = false;
        var text = new StringBuilder(body.Length);
        var pieces = new List<string>();
        var hasWarned = false;
        // CPython's codec sees every character beyond ASCII as a ten-character escape, and counts positions so.
        var shift = 0;
        for (var i = 0; i < body.Length;)
        {
            var c = body[i++];
            if (c != '\\' || i == body.Length)
            {
                endsInBackslash = c == '\\';
                if (c > '\x7f')
                    shift += char.IsHighSurrogate(c) ? 8 : char.IsLowSurrogate(c) ? 0 : 9;
                text.Append(c);
                continue;
            }

            var start = i - 1;
            c = body[i++];
            if (Simple(c) is var simple and >= 0)
            {
                if (c != '\n')
                    text.Append((char)simple);
            }
            else if (c is 'x' or 'u' or 'U')
            {
                var value = ReadHex(body, ref i, c, start + shift, token);
                if (value <= char.MaxValue && char.IsLowSurrogate((char)value) && text.Length > 0 && char.IsHighSurrogate(text[^1]))
                {
                    pieces.Add(text.ToString());
                    text.Clear();
                }

                Append(text, value);
            }
            else if (c == 'N')
            {
                AppendNamed(text, body, ref i, start + shift, token);
            }
            else if (c is >= '0' and <= '7')
            {
                text.Append((char)ReadOctal(body, ref i, c, token, ref hasWarned));
            }
            else
            {
                WarnInvalid(token, body[(i - 2)..], ref hasWarned);
                text.Append('\\');
                i--;
            }
        }

        return [.. pieces, text.ToString()];
    }

    private int ReadHex(ReadOnlySpan<char> body, ref int i, char kind, int position, SourceToken token)
    {
        var count = kind switch { 'x' => 2, 'u' => 4, _ => 8 };
        uint value = 0;
        var read = 0;
        for (; read < count && i < body.Length && char.IsAsciiHexDigit(body[i]); read++, i++)
            value = (value << 4) | (uint)Convert.ToInt32(body[i].ToString(), 16);
        var end = position + 1 + read;
        if (read < count)
        {
            var escape = kind switch { 'x' => "\\xXX", 'u' => "\\uXXXX", _ => "\\UXXXXXXXX" };
            throw Undecodable(token, position, end, $"truncated {escape} escape");
        }

        if (value > 0x10FFFF)
            throw Undecodable(token, position, end, "illegal Unicode character");
        return (int)value;
    }

    private void AppendNamed(StringBuilder text, ReadOnlySpan<char> body, ref int i, int position, SourceToken token)
    {
        var close = i < body.Length && body[i] == '{' ? body[i..].IndexOf('}') : -1;
        if (close < 0)
        {
            var end = i < body.Length && body[i] == '{' ? position + 1 + (body.Length - i) : position + 1;
            throw Undecodable(token, position, end, "malformed \\N character escape");
        }

        var name = body.Slice(i + 1, close - 1).ToString();
        i += close + 1;
        if (name.Length == 0)
            throw Undecodable(token, position, position + 3, "malformed \\N character escape");
        if (CharacterNames.Lookup?.Invoke(name) is not { } characters)
            throw Undecodable(token, position, position + close + 2, "unknown Unicode character name");
        text.Append(characters);
    }

    private int ReadOctal(ReadOnlySpan<char> body, ref int i, char first, SourceToken token, ref bool hasWarned)
    {
        var start = i - 1;
        var value = first - '0';
        for (var n = 0; n < 2 && i < body.Length && body[i] is >= '0' and <= '7'; n++)
            value = value * 8 + (body[i++] - '0');
        if (value > 0xFF && !hasWarned)
        {
            hasWarned = true;
            Warn(token, body[(start - 1)..], body[start..i].ToString(), "octal escape sequence");
        }

        return value;
    }

    /// <param name="token">The literal.</param>
    /// <param name="rest">Its text from the backslash on.</param>
    /// <param name="hasWarned">One warning is enough for a literal.</param>
    private void WarnInvalid(SourceToken token, ReadOnlySpan<char> rest, ref bool hasWarned)
    {
        if (hasWarned)
            return;
        hasWarned = true;
        Warn(token, rest, rest.Slice(1, 1).ToString(), "escape sequence");
    }

    private void Warn(SourceToken token, ReadOnlySpan<char> rest, string escape, string what)
    {
        if (warnings is null)
            return;
        // Text whose doubled braces were made single is a copy: then the literal's own place has to do.
        var before = token.Span.Overlaps(rest, out var at) ? token.Span[..at] : default;
        var newline = before.LastIndexOf('\n');
        var line = token.Line + before.Count('\n');
        var offset = (newline < 0 ? token.Column + before.Length : before.Length - newline - 1) + 1;
        warnings.Add(new SyntaxWarning($"\"\\{escape}\" is an invalid {what}. Such sequences will not work in the future. "
            + $"Did you mean \"\\\\{escape}\"? A raw string is also an option.", line, offset, line, offset + 2));
    }

    private PylSyntaxException Undecodable(SourceToken token, int start, int end, string reason) =>
        faults.At(token, $"(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {reason}");

    /// <summary>The value of a one-character escape, or -1.</summary>
    private static int Simple(char c) => c switch
    {
        '\n' => 0,
        '\\' => '\\',
        '\'' => '\'',
        '"' => '"',
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => -1,
    };

    private static void Append(StringBuilder text, int codePoint)
    {
        if (codePoint < 0x10000)
            text.Append((char)codePoint);
        else
            text.Append(new Rune(codePoint).ToString());
    }

    private static ReadOnlySpan<char> SingleBraces(ReadOnlySpan<char> text, bool isRaw)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            if (text[i] == '\\' && !isRaw && i + 2 < text.Length && text[i + 1] == 'N' && text[i + 2] == '{')
            {
                // The braces of a character name are not doubled.
                var close = text[i..].IndexOf('}');
                if (close < 0)
                    continue;
                result.Append(text.Slice(i + 1, close));
                i += close;
            }
            else if (text[i] == '\\' && !isRaw && i + 1 < text.Length && text[i + 1] == '\\')
            {
                result.Append('\\');
                i++;
            }
            else if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                i++;
            }
        }

        return result.ToString();
    }

    private static ReadOnlySpan<char> Body(SourceToken token, out bool isRaw)
    {
        var text = token.Span;
        var quote = text.IndexOfAny('\'', '"');
        isRaw = text[..quote].IndexOfAny('r', 'R') >= 0;
        var size = text.Length - quote >= 6 && text[quote + 1] == text[quote] && text[quote + 2] == text[quote] ? 3 : 1;
        return text[(quote + size)..^size];
    }
}

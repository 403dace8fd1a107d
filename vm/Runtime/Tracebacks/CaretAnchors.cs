namespace Pyl.VM.Runtime;

/// <summary>The part of an expression that gets ^ where the rest gets ~; indexes into the expression's text.</summary>
internal readonly record struct CaretAnchor(int Start, int End, bool IsCall);

/// <summary>
/// Where the carets under a source line go: an operation's operator, the brackets of a subscript or a call. The source is
/// not parsed; a scan that knows strings, brackets and operators is enough, and works when nothing else does any more.
/// </summary>
internal static class CaretAnchors
{
    /// <summary>Binds more tightly than * and less than **.</summary>
    private const int UnaryLevel = 7;

    private const int PowerLevel = 8;

    /// <summary>Words that make the whole something else than an operation when they stand outside brackets.</summary>
    private static readonly HashSet<string> s_words =
    [
        "and", "or", "not", "in", "is", "if", "else", "lambda", "await", "yield", "for", "async", "return", "del", "raise", "assert",
        "import", "from", "with", "while", "try", "def", "class", "match", "global", "nonlocal", "pass", "as", "except", "finally",
    ];

    private static readonly string[] s_longOperators =
    [
        "**=", "//=", ">>=", "<<=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=",
    ];

    private enum Kind
    {
        Word,
        Number,
        String,

        /// <summary>A bracketed part as a whole.</summary>
        Open,

        /// <summary>A closing bracket that nothing opened.</summary>
        Close,
        Operator,
    }

    private readonly record struct Token(Kind Kind, int Start, int End);

    /// <summary>The anchor of an expression, or null.</summary>
    public static CaretAnchor? Find(string segment)
    {
        if (Tokens(segment) is not { } tokens)
        {
            return null;
        }

        (int Level, int Start, int End)? best = null;
        bool operand = false;
        bool leadingUnary = false;
        for (int i = 0; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            string text = segment[token.Start..token.End];
            if (token.Kind == Kind.Operator)
            {
                if (text is "." or "...")
                {
                    operand = text == "...";
                    continue;
                }

                if (!operand)
                {
                    if (text is not ("+" or "-" or "~"))
                    {
                        return null;
                    }

                    leadingUnary |= i == 0;
                    continue;
                }

                int level = LevelOf(text);
                if (level == 0)
                {
                    return null;
                }

                // Operators group to the left, ** to the right.
                if (best is not { } found || level < found.Level || (level == found.Level && level != PowerLevel))
                {
                    best = (level, token.Start, token.End);
                }

                operand = false;
            }
            else if (token.Kind == Kind.Close || (token.Kind == Kind.Word && s_words.Contains(text)))
            {
                return null;
            }
            else
            {
                operand = true;
            }
        }

        if (best is { } operation)
        {
            return leadingUnary && operation.Level > UnaryLevel ? null : new CaretAnchor(operation.Start, operation.End, IsCall: false);
        }

        if (leadingUnary || tokens.Count < 2 || tokens[^1].Kind != Kind.Open || tokens[^2].Kind == Kind.Operator)
        {
            return null;
        }

        char bracket = segment[tokens[^1].Start];
        return bracket is '(' or '[' ? new CaretAnchor(tokens[^1].Start, tokens[^1].End, bracket == '(') : null;
    }

    /// <summary>True for <c>return name(...)</c> and <c>name = call(...)</c> where text[start..end] is the call: carets would say nothing new.</summary>
    public static bool IsWholeCall(string text, int start, int end)
    {
        // Only a comment or another statement may follow on the line.
        ReadOnlySpan<char> rest = text.AsSpan(end).Trim();
        if ((rest.Length != 0 && rest[0] is not ('#' or ';')) || Tokens(text[..end]) is not { Count: > 0 } tokens)
        {
            return false;
        }

        if (tokens[0].Kind == Kind.Word && Text(tokens[0]) == "return")
        {
            return tokens.Count == 3
                && tokens[1].Kind == Kind.Word && tokens[1].Start == start && !s_words.Contains(Text(tokens[1]))
                && tokens[2].Kind == Kind.Open && text[tokens[2].Start] == '(' && tokens[2].End == end;
        }

        if (tokens.Count < 3 || tokens[0].Kind != Kind.Word || s_words.Contains(Text(tokens[0])) || tokens[1].Kind != Kind.Operator || Text(tokens[1]) != "=")
        {
            return false;
        }

        int equals = tokens[1].End;
        return start >= equals && text[equals..start].Trim().Length == 0 && Find(text[start..end]) is { IsCall: true };

        string Text(Token token) => text[token.Start..token.End];
    }

    private static int LevelOf(string text) => text switch
    {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" or ">>" => 4,
        "+" or "-" => 5,
        "*" or "/" or "//" or "%" or "@" => 6,
        "**" => PowerLevel,
        _ => 0,
    };

    /// <summary>The tokens outside brackets; null when a string or bracket is not closed.</summary>
    private static List<Token>? Tokens(string text)
    {
        var tokens = new List<Token>();
        int position = 0;
        while (position < text.Length)
        {
            if (Next(text, ref position) is not { } token)
            {
                return null;
            }

            if (token.End > token.Start)
            {
                tokens.Add(token);
            }
        }

        return tokens;
    }

    /// <summary>The token at the position, empty for blanks and comments; null when it is not closed.</summary>
    private static Token? Next(string text, ref int position)
    {
        char c = text[position];
        int start = position;
        if (char.IsWhiteSpace(c) || c == '\\')
        {
            position++;
            return new Token(Kind.Word, start, start);
        }

        if (c == '#')
        {
            int end = text.IndexOf('\n', position);
            position = end < 0 ? text.Length : end;
            return new Token(Kind.Word, start, start);
        }

        if (c is '"' or '\'')
        {
            return SkipString(text, ref position, "") ? new Token(Kind.String, start, position) : null;
        }

        if (char.IsLetter(c) || c == '_' || char.IsSurrogate(c))
        {
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_' || char.IsSurrogate(text[position])))
            {
                position++;
            }

            string prefix = text[start..position].ToLowerInvariant();
            if (position < text.Length && text[position] is '"' or '\'' && prefix.Length <= 2 && prefix.Trim('r', 'b', 'f', 'u', 't').Length == 0)
            {
                return SkipString(text, ref position, prefix) ? new Token(Kind.String, start, position) : null;
            }

            return new Token(Kind.Word, start, position);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1])))
        {
            bool isPrefixed = start + 1 < text.Length && c == '0' && char.ToLowerInvariant(text[start + 1]) is 'x' or 'b' or 'o';
            while (position < text.Length
                && (char.IsLetterOrDigit(text[position]) || text[position] is '.' or '_'
                    || (text[position] is '+' or '-' && !isPrefixed && text[position - 1] is 'e' or 'E')))
            {
                position++;
            }

            return new Token(Kind.Number, start, position);
        }

        if (c is '(' or '[' or '{')
        {
            return SkipBrackets(text, ref position) ? new Token(Kind.Open, start, position) : null;
        }

        if (c is ')' or ']' or '}')
        {
            position++;
            return new Token(Kind.Close, start, position);
        }

        position++;
        foreach (string longer in s_longOperators)
        {
            if (string.CompareOrdinal(text, start, longer, 0, longer.Length) == 0)
            {
                position = start + longer.Length;
                break;
            }
        }

        return new Token(Kind.Operator, start, position);
    }

    private static bool SkipBrackets(string text, ref int position)
    {
        char closing = text[position] switch { '(' => ')', '[' => ']', _ => '}' };
        position++;
        int depth = 0;
        while (position < text.Length)
        {
            char c = text[position];
            if (c is '(' or '[' or '{')
            {
                // Counted rather than nested: the depth is the program's choice.
                depth++;
                position++;
            }
            else if (c is ')' or ']' or '}' && depth > 0)
            {
                depth--;
                position++;
            }
            else if (Next(text, ref position) is not { } token)
            {
                return false;
            }
            else if (token.Kind == Kind.Close)
            {
                return text[token.Start] == closing;
            }
        }

        return false;
    }

    private static bool SkipString(string text, ref int position, string prefix)
    {
        char quote = text[position];
        bool isTriple = position + 2 < text.Length && text[position + 1] == quote && text[position + 2] == quote;
        int length = isTriple ? 3 : 1;
        bool hasFields = prefix.Contains('f') || prefix.Contains('t');
        position += length;
        while (position < text.Length)
        {
            char c = text[position];
            if (c == '\\')
            {
                position += 2;
            }
            else if (c == quote && (!isTriple || (position + 2 < text.Length && text[position + 1] == quote && text[position + 2] == quote)))
            {
                position += length;
                return true;
            }
            else if (c == '{' && hasFields && !(position + 1 < text.Length && text[position + 1] == '{'))
            {
                if (!SkipBrackets(text, ref position))
                {
                    return false;
                }
            }
            else
            {
                position += c == '{' && hasFields ? 2 : 1;
            }
        }

        return false;
    }
}

using Pyl.Grammar.Generated;

namespace Pyl.Grammar;

/// <summary>
/// Tells <c>match</c>, <c>case</c> and <c>type</c> from names, and the parenthesis of a <c>with</c> from one of an
/// expression, by looking at the tokens of the line. Exact, because none of the four can be valid both ways.
/// </summary>
internal static class SoftKeywords
{
    public static void Mark(List<SourceToken> tokens)
    {
        // For each open block: whether it is the body of a match.
        var blocks = new Stack<bool>();
        var startsMatch = false;
        var depth = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            switch (token.Type)
            {
                case PylLexer.INDENT:
                    blocks.Push(startsMatch);
                    startsMatch = false;
                    break;
                case PylLexer.DEDENT:
                    blocks.TryPop(out _);
                    startsMatch = false;
                    break;
                case PylLexer.LPAR or PylLexer.WITH_LPAR or PylLexer.LSQB or PylLexer.LBRACE:
                    depth++;
                    break;
                case PylLexer.RPAR or PylLexer.RSQB or PylLexer.RBRACE:
                    depth--;
                    break;
                case PylLexer.WITH when tokens[i + 1].Type == PylLexer.LPAR && EnclosesItems(tokens, i + 1):
                    tokens[i + 1].Type = PylLexer.WITH_LPAR;
                    break;
                case PylLexer.NAME when depth == 0 && token.End - token.Start is 4 or 5 && i + 1 < tokens.Count:
                    var previous = i == 0 ? PylLexer.NEWLINE : tokens[i - 1].Type;
                    var startsLine = previous is PylLexer.NEWLINE or PylLexer.INDENT or PylLexer.DEDENT;
                    if (token.Span is "type")
                    {
                        if ((startsLine || previous is PylLexer.SEMI or PylLexer.COLON) && tokens[i + 1].Type == PylLexer.NAME)
                            token.Type = PylLexer.TYPE;
                    }
                    else if (startsLine && token.Span is "match" && IsMatchLine(tokens, i))
                    {
                        token.Type = PylLexer.MATCH;
                        startsMatch = true;
                    }
                    else if (startsLine && token.Span is "case" && blocks.TryPeek(out var inMatch) && inMatch)
                    {
                        token.Type = PylLexer.CASE;
                    }

                    break;
            }
        }
    }

    /// <summary>
    /// A line <c>match ...:</c> with nothing behind its colon. Only an annotation without its type would look the same, and
    /// that is an error whichever way it is read.
    /// </summary>
    private static bool IsMatchLine(List<SourceToken> tokens, int match)
    {
        if (tokens[match + 1].Type is PylLexer.COLON or PylLexer.EQUAL or PylLexer.DOT)
            return false;
        var i = match + 1;
        while (tokens[i].Type is not (PylLexer.NEWLINE or PylLexer.Eof))
            i++;
        return tokens[i - 1].Type == PylLexer.COLON && tokens[i].Type == PylLexer.NEWLINE;
    }

    /// <summary>
    /// <c>with (a, b as c):</c> - the parenthesis closes right before the colon, and what it holds can only be or can also
    /// be read as items. CPython prefers items for <c>with (a, b):</c>.
    /// </summary>
    private static bool EnclosesItems(List<SourceToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            var token = tokens[i];
            switch (token.Type)
            {
                case PylLexer.LPAR or PylLexer.LSQB or PylLexer.LBRACE:
                    depth++;
                    break;
                case PylLexer.RPAR or PylLexer.RSQB or PylLexer.RBRACE:
                    if (--depth == 0)
                        return i > open + 1 && tokens[i + 1].Type == PylLexer.COLON;
                    break;
                case PylLexer.AS when depth == 1:
                    return true;
                case PylLexer.FOR or PylLexer.COLONEQUAL or PylLexer.YIELD when depth == 1:
                    return false;
                case PylLexer.STAR when depth == 1 && tokens[i - 1].Type is PylLexer.LPAR or PylLexer.COMMA:
                    return false;
                case PylLexer.NEWLINE or PylLexer.Eof:
                    return false;
            }
        }

        return false;
    }
}

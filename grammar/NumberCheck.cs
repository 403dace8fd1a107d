namespace Pyl.Grammar;

/// <summary>
/// What may follow a number. A name may not; a keyword such as <c>if</c> may, with a warning. Numbers that the grammar could
/// only match in part (<c>0b12</c>, <c>1_</c>, <c>0777</c>) show here, by the character that stopped them.
/// </summary>
internal static class NumberCheck
{
    public static void VerifyEnd(SourceText source, int start, int end, List<LexicalWarning> warnings)
    {
        var text = source.Text;
        if (end >= text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            return;
        var next = text[end];
        if (text[start] == '0' && end - start == 1 && next is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
            throw BadRadix(source, start, end);
        var kind = Kind(text, start, end);
        if (kind is "binary" or "octal" && char.IsAsciiDigit(next))
            throw Fault(source, end, $"invalid digit '{next}' in {kind} literal");
        if (text[start] == '0' && kind == "decimal" && IsZeros(text, start, end) && LeadsToDigits(text, end))
            throw LeadingZeros(source, start, end);
        if (next == '_')
        {
            var isBadDigit = kind is "binary" or "octal" && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
            throw isBadDigit ? Fault(source, end + 1, $"invalid digit '{text[end + 1]}' in {kind} literal") : Fault(source, end, $"invalid {kind} literal");
        }

        if (kind == "decimal" && next is 'e' or 'E' && end + 1 < text.Length && text[end + 1] is '+' or '-')
            throw Fault(source, end + 1, "invalid decimal literal");
        if (!IsFollowedByKeyword(text, end))
            throw Fault(source, end - 1, $"invalid {kind} literal");
        var line = source.LineAt(start);
        warnings.Add(new LexicalWarning($"invalid {kind} literal", line, source.ColumnAt(start, line) + 1));
    }

    private static LexicalException BadRadix(SourceText source, int start, int end)
    {
        var text = source.Text;
        var kind = Kind(text, start, end + 1);
        var at = end + 1;
        if (at < text.Length && text[at] == '_')
            at++;
        if (at < text.Length && char.IsAsciiDigit(text[at]) && kind != "hexadecimal")
            return Fault(source, at, $"invalid digit '{text[at]}' in {kind} literal");
        return Fault(source, at - 1, $"invalid {kind} literal");
    }

    private static string Kind(string text, int start, int end)
    {
        if (text[end - 1] is 'j' or 'J')
            return "imaginary";
        if (end - start < 2 || text[start] != '0')
            return "decimal";
        return text[start + 1] switch
        {
            'x' or 'X' => "hexadecimal",
            'o' or 'O' => "octal",
            'b' or 'B' => "binary",
            _ => "decimal",
        };
    }

    private static bool IsZeros(string text, int start, int end) =>
        text.AsSpan(start, end - start).IndexOfAnyExcept('0', '_') < 0;

    private static bool LeadsToDigits(string text, int at) =>
        char.IsAsciiDigit(text[at]) || (text[at] == '_' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]));

    private static LexicalException LeadingZeros(SourceText source, int start, int end)
    {
        var line = source.LineAt(start);
        var offset = source.ColumnAt(start, line) + 1;
        if (source.Text[end] == '_')
            end++;
        return new LexicalException(LexicalErrorKind.Syntax,
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
            line, offset, offset + (end - start));
    }

    private static bool IsFollowedByKeyword(string text, int at)
    {
        var rest = text.AsSpan(at);
        ReadOnlySpan<string> words = ["and", "else", "for", "if", "in", "is", "or", "not"];
        foreach (var word in words)
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static LexicalException Fault(SourceText source, int index, string message)
    {
        var line = source.LineAt(index);
        var offset = source.ColumnAt(index, line) + 1;
        return new LexicalException(LexicalErrorKind.Syntax, message, line, offset, offset);
    }
}

using System.Globalization;
using System.Text;

namespace Pyl.Grammar;

/// <summary>Which characters an identifier may hold (PEP 3131: XID_Start, then XID_Continue).</summary>
public static class IdentifierCheck
{
    /// <summary>Throws for the first character of a name that may not stand there.</summary>
    /// <exception cref="LexicalException">With CPython's text.</exception>
    internal static void Verify(SourceText source, int start, int end)
    {
        for (var at = start; at < end;)
        {
            if (Rune.DecodeFromUtf16(source.Text.AsSpan(at, end - at), out var rune, out var length)
                    != System.Buffers.OperationStatus.Done
                || !(at == start ? IsStart(rune) : IsContinue(rune)))
                throw Invalid(source, at, rune);
            at += length;
        }
    }

    /// <summary>A fault for a control character.</summary>
    internal static LexicalException NonPrintable(SourceText source, int index) =>
        Fault(source, index, $"invalid non-printable character U+{(int)source.Text[index]:X4}");

    /// <summary>True if an identifier may start with the character.</summary>
    public static bool IsStart(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetter((char)rune.Value) || rune.Value == '_';
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => rune.Value is not (0x0E33 or 0x0EB3)
                    && rune.Value is not (0xFE70 or 0xFE72 or 0xFE74 or 0xFE76 or 0xFE78 or 0xFE7A or 0xFE7C or 0xFE7E)
                    && rune.Value is not (>= 0xFC5E and <= 0xFC63) && rune.Value is not (0xFDFA or 0xFDFB),
            UnicodeCategory.ModifierLetter => rune.Value is not (0x037A or 0xFF9E or 0xFF9F),
            // Other_ID_Start, less the two that NFKC turns into a blank.
            _ => rune.Value is 0x1885 or 0x1886 or 0x2118 or 0x212E,
        };
    }

    /// <summary>True if an identifier may go on with the character.</summary>
    public static bool IsContinue(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_';
        if (IsStart(rune))
            return true;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.ConnectorPunctuation => true,
            // Other_ID_Continue, and the letters that NFKC makes fit to continue a name but not to start one.
            _ => rune.Value is 0x00B7 or 0x0387 or (>= 0x1369 and <= 0x1371) or 0x19DA or 0x200C or 0x200D or 0x30FB or 0xFF65
                or 0x0E33 or 0x0EB3 or 0xFF9E or 0xFF9F,
        };
    }

    private static LexicalException Invalid(SourceText source, int index, Rune rune)
    {
        var value = char.IsSurrogate(source.Text[index]) && !char.IsSurrogatePair(source.Text, index)
            ? source.Text[index]
            : rune.Value;
        return Rune.IsValid(value) && IsPrintable(new Rune(value))
            ? Fault(source, index, $"invalid character '{new Rune(value)}' (U+{value:X4})")
            : Fault(source, index, $"invalid non-printable character U+{value:X4}");
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static LexicalException Fault(SourceText source, int index, string message)
    {
        var line = source.LineAt(index);
        var offset = source.ColumnAt(index, line) + 1;
        return new LexicalException(LexicalErrorKind.Syntax, message, line, offset, offset);
    }
}

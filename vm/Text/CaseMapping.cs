using System.Globalization;
using System.Text;

namespace Pyl.VM.Text;

/// <summary>
/// str.upper, lower, title, casefold, swapcase and capitalize with the full Unicode mappings: one code point may become
/// three ("ß" -> "SS"), and a capital sigma at the end of a word becomes a final one. Simple mappings are .NET's.
/// </summary>
public static class CaseMapping
{
    private const int CapitalSigma = 0x3A3;
    private const int Sigma = 0x3C3;
    private const int FinalSigma = 0x3C2;

    public static StrData Upper(StrData text)
    {
        if (text.Narrow is { } narrow && System.Text.Ascii.IsValid(narrow))
            return string.Create(narrow.Length, narrow, static (span, source) => System.Text.Ascii.ToUpper(source, span, out _));
        var builder = new StrDataBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
            AppendUpper(ref builder, text[i]);
        return builder.ToStrData();
    }

    public static StrData Lower(StrData text)
    {
        if (text.Narrow is { } narrow && System.Text.Ascii.IsValid(narrow))
            return string.Create(narrow.Length, narrow, static (span, source) => System.Text.Ascii.ToLower(source, span, out _));
        var builder = new StrDataBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
            AppendLower(ref builder, text, i);
        return builder.ToStrData();
    }

    /// <summary>Caseless form: for comparing, not for showing.</summary>
    public static StrData Fold(StrData text)
    {
        if (text.Narrow is { } narrow && System.Text.Ascii.IsValid(narrow))
            return string.Create(narrow.Length, narrow, static (span, source) => System.Text.Ascii.ToLower(source, span, out _));
        var builder = new StrDataBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= 0x80 && UnicodeTables.Fold.TryGetValue(c, out var folded))
                builder.Append(CodePoints.FromUtf16(folded));
            else
                AppendLower(ref builder, c);
        }
        return builder.ToStrData();
    }

    /// <summary>The first cased code point of each run of cased ones in title case, the others in lower case.</summary>
    public static StrData Title(StrData text)
    {
        if (text.Narrow is { } narrow && System.Text.Ascii.IsValid(narrow))
            return string.Create(narrow.Length, narrow, static (span, source) => TitleAscii(source, span));
        var builder = new StrDataBuilder(text.Length + 8);
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (inWord)
                AppendLower(ref builder, text, i);
            else
                AppendTitle(ref builder, text[i]);
            inWord = IsCased(text[i]);
        }
        return builder.ToStrData();
    }

    private static void TitleAscii(ReadOnlySpan<char> source, Span<char> target)
    {
        var inWord = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            var isLetter = char.IsAsciiLetter(c);
            target[i] = !isLetter ? c : inWord ? (char)(c | 0x20) : (char)(c & ~0x20);
            inWord = isLetter;
        }
    }

    public static StrData Capitalize(StrData text)
    {
        if (text.Length == 0)
            return text;
        var builder = new StrDataBuilder(text.Length + 8);
        AppendTitle(ref builder, text[0]);
        for (var i = 1; i < text.Length; i++)
            AppendLower(ref builder, text, i);
        return builder.ToStrData();
    }

    public static StrData SwapCase(StrData text)
    {
        var builder = new StrDataBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (UnicodeProperties.IsUpper(text[i]))
                AppendLower(ref builder, text, i);
            else if (UnicodeProperties.IsLower(text[i]))
                AppendUpper(ref builder, text[i]);
            else
                builder.Append(text[i]);
        }
        return builder.ToStrData();
    }

    /// <summary>str.istitle: upper- and title-case only after uncased, lower-case only after cased, and at least one cased.</summary>
    public static bool IsTitle(StrData text)
    {
        bool cased = false, previousCased = false;
        for (var i = 0; i < text.Length; i++)
        {
            var capital = UnicodeProperties.IsUpper(text[i]) || UnicodeProperties.IsTitle(text[i]);
            var lower = UnicodeProperties.IsLower(text[i]);
            if (capital && previousCased || lower && !previousCased)
                return false;
            previousCased = capital || lower;
            cased |= previousCased;
        }
        return cased;
    }

    public static bool IsCased(int codePoint) =>
        UnicodeProperties.IsLower(codePoint) || UnicodeProperties.IsUpper(codePoint) || UnicodeProperties.IsTitle(codePoint);

    private static void AppendUpper(ref StrDataBuilder builder, int c)
    {
        if (c >= 0x80 && UnicodeTables.ToUpper.TryGetValue(c, out var upper))
            builder.Append(CodePoints.FromUtf16(upper));
        else
            builder.Append(CodePoints.IsSurrogate(c) ? c : Rune.ToUpperInvariant(new Rune(c)).Value);
    }

    private static void AppendTitle(ref StrDataBuilder builder, int c)
    {
        if (c >= 0x80 && UnicodeTables.ToTitle.TryGetValue(c, out var title))
            builder.Append(CodePoints.FromUtf16(title));
        else
            AppendUpper(ref builder, c);
    }

    private static void AppendLower(ref StrDataBuilder builder, int c)
    {
        if (c >= 0x80 && UnicodeTables.ToLower.TryGetValue(c, out var lower))
            builder.Append(CodePoints.FromUtf16(lower));
        else
            builder.Append(CodePoints.IsSurrogate(c) ? c : Rune.ToLowerInvariant(new Rune(c)).Value);
    }

    private static void AppendLower(ref StrDataBuilder builder, StrData text, int index)
    {
        if (text[index] == CapitalSigma)
            builder.Append(EndsWord(text, index) ? FinalSigma : Sigma);
        else
            AppendLower(ref builder, text[index]);
    }

    // The condition Final_Sigma of the Unicode standard, section 3.13.
    private static bool EndsWord(StrData text, int index)
    {
        var before = index - 1;
        while (before >= 0 && IsIgnorable(text[before]))
            before--;
        if (before < 0 || !IsCased(text[before]))
            return false;
        var after = index + 1;
        while (after < text.Length && IsIgnorable(text[after]))
            after++;
        return after == text.Length || !IsCased(text[after]);
    }

    private static bool IsIgnorable(int codePoint)
    {
        var natural = UnicodeProperties.Category(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
        return natural != UnicodeTables.CaseIgnorableExceptions.Contains(codePoint);
    }
}

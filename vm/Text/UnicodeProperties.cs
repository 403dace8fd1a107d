using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pyl.VM.Text;

/// <summary>
/// Properties of single code points as Python's str methods see them (Unicode 16.0, which is both CPython 3.14's version and
/// .NET 10's; a test compares the whole range with CPython's digest). What .NET does not know comes from
/// <see cref="UnicodeTables"/>.
/// </summary>
public static class UnicodeProperties
{
    private static readonly string[] Abbreviations =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    public static UnicodeCategory Category(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);

    /// <summary>The two-letter name of the general category, as unicodedata.category gives it.</summary>
    public static string CategoryName(int codePoint) => Abbreviations[(int)Category(codePoint)];

    /// <summary>str.isspace for one code point: bidirectional WS, B or S, or category Zs.</summary>
    public static bool IsSpace(int codePoint) => codePoint switch
    {
        <= 0x20 => codePoint is 0x20 or >= 0x9 and <= 0xD or >= 0x1C and <= 0x1F,
        < 0x80 => false,
        0x85 or 0xA0 or 0x1680 or >= 0x2000 and <= 0x200A or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000 => true,
        _ => false,
    };

    /// <summary>Line boundaries of str.splitlines.</summary>
    public static bool IsLineBreak(int codePoint) =>
        codePoint is >= 0xA and <= 0xD or >= 0x1C and <= 0x1E or 0x85 or 0x2028 or 0x2029;

    public static bool IsPrintable(int codePoint)
    {
        if (codePoint < 0x7F)
            return codePoint >= ' ';
        return Category(codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
    }

    public static bool IsAlpha(int codePoint) => codePoint < 0x80
        ? char.IsAsciiLetter((char)codePoint)
        : Category(codePoint) <= UnicodeCategory.OtherLetter;

    public static bool IsAlnum(int codePoint) => IsAlpha(codePoint) || IsNumeric(codePoint);

    public static bool IsDecimal(int codePoint) => codePoint < 0x80
        ? char.IsAsciiDigit((char)codePoint)
        : Category(codePoint) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>The value of a decimal digit, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DecimalValue(int codePoint)
    {
        if (codePoint < 0x80)
            return (uint)(codePoint - '0') <= 9 ? codePoint - '0' : -1;
        return IsDecimal(codePoint) ? (int)Rune.GetNumericValue(new Rune(codePoint)) : -1;
    }

    /// <summary>The value of a digit (decimal, superscript, circled ...), or -1.</summary>
    public static int DigitValue(int codePoint)
    {
        if (codePoint < 0x80)
            return DecimalValue(codePoint);
        return CodePoints.IsSurrogate(codePoint)
            ? -1
            : CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(codePoint), 0);
    }

    public static bool IsDigit(int codePoint) => DigitValue(codePoint) >= 0;

    /// <summary>The numeric value, fractions and CJK numerals included; false when there is none.</summary>
    public static bool TryNumericValue(int codePoint, out double value)
    {
        if (codePoint < 0x80 || CodePoints.IsSurrogate(codePoint))
        {
            value = DecimalValue(codePoint);
            return value >= 0;
        }
        if (UnicodeTables.HanNumbers.TryGetValue(codePoint, out value))
            return true;
        value = Rune.GetNumericValue(new Rune(codePoint));
        // -1 is .NET's "none"; the one negative value Unicode has is -1/2 (U+0F33).
        return value != -1;
    }

    public static bool IsNumeric(int codePoint) => TryNumericValue(codePoint, out _);

    public static bool IsLower(int codePoint) => codePoint < 0x80
        ? char.IsAsciiLetterLower((char)codePoint)
        : Category(codePoint) == UnicodeCategory.LowercaseLetter || UnicodeTables.OtherLowercase.Contains(codePoint);

    public static bool IsUpper(int codePoint) => codePoint < 0x80
        ? char.IsAsciiLetterUpper((char)codePoint)
        : Category(codePoint) == UnicodeCategory.UppercaseLetter || UnicodeTables.OtherUppercase.Contains(codePoint);

    /// <summary>True for Lt; str.istitle takes upper-case letters as well.</summary>
    public static bool IsTitle(int codePoint) =>
        codePoint >= 0x80 && Category(codePoint) == UnicodeCategory.TitlecaseLetter;

    /// <summary>Whether a code point may begin an identifier: XID_Start or an underscore.</summary>
    public static bool IsIdentifierStart(int codePoint)
    {
        if (codePoint < 0x80)
            return codePoint == '_' || char.IsAsciiLetter((char)codePoint);
        var natural = Category(codePoint) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
        return natural != UnicodeTables.IdentifierStartExceptions.Contains(codePoint);
    }

    /// <summary>Whether a code point may continue an identifier: XID_Continue.</summary>
    public static bool IsIdentifierPart(int codePoint)
    {
        if (codePoint < 0x80)
            return codePoint == '_' || char.IsAsciiLetterOrDigit((char)codePoint);
        var natural = Category(codePoint) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
        return natural != UnicodeTables.IdentifierPartExceptions.Contains(codePoint);
    }

    /// <summary>str.isidentifier.</summary>
    public static bool IsIdentifier(StrData text)
    {
        if (text.Length == 0 || !IsIdentifierStart(text[0]))
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (!IsIdentifierPart(text[i]))
                return false;
        }
        return true;
    }
}

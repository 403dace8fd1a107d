using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module unicodedata.</summary>
[PyModule("unicodedata", Doc = "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n16.0.0 which is publicly available from the Unicode Consortium.")]
internal static class UnicodedataModule
{
    [PyConstant("unidata_version")]
    public static readonly string Version = UnicodeDatabase.Version;

    [PyFunction("category", Doc = "Returns the general category assigned to the character chr as string.")]
    public static Value Category(ThreadState thread, Value chr) =>
        TryCharacter(thread, chr, "category", "argument", out int point) ? Value.Str(UnicodeProperties.CategoryName(point)) : Value.Error;

    [PyFunction("bidirectional", Doc = "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.")]
    public static Value Bidirectional(ThreadState thread, Value chr) =>
        TryCharacter(thread, chr, "bidirectional", "argument", out int point) ? Value.Str(UnicodeDatabase.Bidirectional(point)) : Value.Error;

    [PyFunction("combining", Doc = "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.")]
    public static Value Combining(ThreadState thread, Value chr) =>
        TryCharacter(thread, chr, "combining", "argument", out int point) ? Value.Int(UnicodeNormalizer.CombiningClass(point)) : Value.Error;

    [PyFunction("mirrored", Doc = "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a \"mirrored\" character in\nbidirectional text, 0 otherwise.")]
    public static Value Mirrored(ThreadState thread, Value chr) =>
        TryCharacter(thread, chr, "mirrored", "argument", out int point) ? Value.Int(UnicodeDatabase.IsMirrored(point) ? 1 : 0) : Value.Error;

    [PyFunction("east_asian_width", Doc = "Returns the east asian width assigned to the character chr as string.")]
    public static Value EastAsianWidth(ThreadState thread, Value chr) =>
        TryCharacter(thread, chr, "east_asian_width", "argument", out int point) ? Value.Str(UnicodeDatabase.EastAsianWidth(point)) : Value.Error;

    [PyFunction("decomposition", Doc = "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.")]
    public static Value Decomposition(ThreadState thread, Value chr) =>
        TryCharacter(thread, chr, "decomposition", "argument", out int point) ? Value.Str(UnicodeDatabase.Decomposition(point)) : Value.Error;

    [PyFunction("decimal", Doc = "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer. If no such value\nis defined, default is returned, or, if not given, ValueError is raised.")]
    public static Value Decimal(ThreadState thread, Value chr, [Optional] Value @default)
    {
        if (!TryCharacter(thread, chr, "decimal", "argument 1", out int point))
        {
            return Value.Error;
        }

        int value = UnicodeProperties.DecimalValue(point);
        return value >= 0 ? Value.Int(value) : Absent(thread, @default, "not a decimal");
    }

    [PyFunction("digit", Doc = "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer. If no such value is\ndefined, default is returned, or, if not given, ValueError is raised.")]
    public static Value Digit(ThreadState thread, Value chr, [Optional] Value @default)
    {
        if (!TryCharacter(thread, chr, "digit", "argument 1", out int point))
        {
            return Value.Error;
        }

        int value = UnicodeProperties.DigitValue(point);
        return value >= 0 ? Value.Int(value) : Absent(thread, @default, "not a digit");
    }

    [PyFunction("numeric", Doc = "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float. If no such value is\ndefined, default is returned, or, if not given, ValueError is raised.")]
    public static Value Numeric(ThreadState thread, Value chr, [Optional] Value @default)
    {
        if (!TryCharacter(thread, chr, "numeric", "argument 1", out int point))
        {
            return Value.Error;
        }

        return UnicodeProperties.TryNumericValue(point, out double value) ? Value.FromDouble(value) : Absent(thread, @default, "not a numeric character");
    }

    [PyFunction("name", Doc = "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given, ValueError is raised.")]
    public static Value Name(ThreadState thread, Value chr, [Optional] Value @default)
    {
        if (!TryCharacter(thread, chr, "name", "argument 1", out int point))
        {
            return Value.Error;
        }

        return UnicodeNames.NameOf(point) is { } name ? Value.Str(name) : Absent(thread, @default, "no such name");
    }

    [PyFunction("lookup", Doc = "Look up character by name.\n\nIf a character with the given name is found, return the corresponding character.  If\nnot found, KeyError is raised.")]
    public static Value Lookup(ThreadState thread, Value name)
    {
        string text;
        if (name.Ref is StrObject str)
        {
            text = str.ToString();
        }
        else if (Buffers.TryGet(thread, name, out ReadOnlySpan<byte> bytes))
        {
            text = System.Text.Encoding.Latin1.GetString(bytes);
        }
        else
        {
            return Value.Error;
        }

        int point = UnicodeNames.Find(text);
        return point >= 0 ? Value.Of(StrObject.OfCodePoint(point)) : thread.KeyError(Value.Str($"undefined character name '{text}'"));
    }

    [PyFunction("normalize", Doc = "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.")]
    public static Value Normalize(ThreadState thread, StrObject form, StrObject unistr) =>
        UnicodeNormalizer.TryNormalize(form.Data, unistr.Data, out StrData result) is { } error ? thread.Raise(error) : Value.Of(StrObject.Of(result));

    [PyFunction("is_normalized", Doc = "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.")]
    public static Value IsNormalized(ThreadState thread, StrObject form, StrObject unistr)
    {
        if (unistr.Length == 0)
        {
            return Value.True;
        }

        return UnicodeNormalizer.TryNormalize(form.Data, unistr.Data, out StrData result) is { } error ? thread.Raise(error) : Value.Bool(result.Equals(unistr.Data));
    }

    private static Value Absent(ThreadState thread, Value otherwise, string message) => otherwise.IsUnbound ? thread.ValueError(message) : thread.Retain(otherwise);

    private static bool TryCharacter(ThreadState thread, Value value, string function, string argument, out int point)
    {
        point = 0;
        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"{function}() {argument} must be a unicode character, not {(value.IsNone ? "None" : value.Type.Name)}");
            return false;
        }

        if (text.Length != 1)
        {
            thread.TypeError($"{function}(): {argument} must be a unicode character, not a string of length {text.Length}");
            return false;
        }

        point = text.CodePointAt(0);
        return true;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>Questions about all characters of a str.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrTestMethods
{
    [PyMethod(Doc = "Return True if all characters in the string are alphabetic and there is at least\none.")]
    public static bool Isalpha(StrObject self) => All(self, UnicodeProperties.IsAlpha);

    [PyMethod(Doc = "Return True if all characters in the string are alphanumeric and there is at\nleast one.")]
    public static bool Isalnum(StrObject self) => All(self, UnicodeProperties.IsAlnum);

    [PyMethod(Doc = "Return True if all characters in the string are decimal and there is at least\none.")]
    public static bool Isdecimal(StrObject self) => All(self, UnicodeProperties.IsDecimal);

    [PyMethod(Doc = "Return True if all characters in the string are digits and there is at least one.")]
    public static bool Isdigit(StrObject self) => All(self, UnicodeProperties.IsDigit);

    [PyMethod(Doc = "Return True if all characters in the string are numeric and there is at least\none.")]
    public static bool Isnumeric(StrObject self) => All(self, UnicodeProperties.IsNumeric);

    [PyMethod(Doc = "Return True if all characters in the string are whitespace and there is at least\none.")]
    public static bool Isspace(StrObject self) => All(self, UnicodeProperties.IsSpace);

    [PyMethod(Doc = "Return True if all characters in the string are printable or the string is empty.")]
    public static bool Isprintable(StrObject self) => self.Length == 0 || All(self, UnicodeProperties.IsPrintable);

    [PyMethod(Doc = "Return True if the string is a valid Python identifier. Keywords are identifiers\ntoo: see keyword.iskeyword().")]
    public static bool Isidentifier(StrObject self) => UnicodeProperties.IsIdentifier(self.Data);

    [PyMethod(Doc = "Return True if all characters in the string are ASCII or the string is empty.")]
    public static bool Isascii(StrObject self) => !self.IsWide && System.Text.Ascii.IsValid(self.Chars);

    private static bool All(StrObject text, Func<int, bool> test)
    {
        if (text.Length == 0)
        {
            return false;
        }

        if (text.IsWide)
        {
            foreach (int point in text.Points)
            {
                if (!test(point))
                {
                    return false;
                }
            }

            return true;
        }

        foreach (char c in text.Chars)
        {
            if (!test(c))
            {
                return false;
            }
        }

        return true;
    }
}

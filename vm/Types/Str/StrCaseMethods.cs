using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>Upper and lower case.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrCaseMethods
{
    [PyMethod(Doc = "Return a copy of the string converted to lowercase.")]
    public static Value Lower(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(CaseMapping.Lower(self.Data)));

    [PyMethod(Doc = "Return a copy of the string converted to uppercase.")]
    public static Value Upper(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(CaseMapping.Upper(self.Data)));

    [PyMethod(Doc = "Return a version of the string suitable for caseless comparisons.")]
    public static Value Casefold(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(CaseMapping.Fold(self.Data)));

    [PyMethod(Doc = "Return a version of the string where each word is titlecased: uppercase or\ntitlecase letters start words, the others are lowercase.")]
    public static Value Title(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(CaseMapping.Title(self.Data)));

    [PyMethod(Doc = "Return a capitalized version of the string: the first character in title case,\nthe rest in lower case.")]
    public static Value Capitalize(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(CaseMapping.Capitalize(self.Data)));

    [PyMethod(Doc = "Convert uppercase characters to lowercase and lowercase characters to uppercase.")]
    public static Value Swapcase(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(CaseMapping.SwapCase(self.Data)));

    [PyMethod(Doc = "Return True if the string is a lowercase string: some character is cased and all\ncased ones are lowercase.")]
    public static bool Islower(StrObject self)
    {
        bool cased = false;
        for (int i = 0; i < self.Length; i++)
        {
            int point = self.CodePointAt(i);
            if (UnicodeProperties.IsUpper(point) || UnicodeProperties.IsTitle(point))
            {
                return false;
            }

            cased = cased || UnicodeProperties.IsLower(point);
        }

        return cased;
    }

    [PyMethod(Doc = "Return True if the string is an uppercase string: some character is cased and\nall cased ones are uppercase.")]
    public static bool Isupper(StrObject self)
    {
        bool cased = false;
        for (int i = 0; i < self.Length; i++)
        {
            int point = self.CodePointAt(i);
            if (UnicodeProperties.IsLower(point) || UnicodeProperties.IsTitle(point))
            {
                return false;
            }

            cased = cased || UnicodeProperties.IsUpper(point);
        }

        return cased;
    }

    [PyMethod(Doc = "Return True if the string is a title-cased string: uppercase and titlecase\ncharacters only follow uncased ones, lowercase characters only cased ones.")]
    public static bool Istitle(StrObject self)
    {
        bool any = false;
        bool previous = false;
        for (int i = 0; i < self.Length; i++)
        {
            int point = self.CodePointAt(i);
            bool starts = UnicodeProperties.IsUpper(point) || UnicodeProperties.IsTitle(point);
            bool continues = !starts && UnicodeProperties.IsLower(point);
            if ((starts && previous) || (continues && !previous))
            {
                return false;
            }

            previous = starts || continues;
            any |= previous;
        }

        return any;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Case and character classes, ASCII only.</summary>
[PyType("bytes", typeof(BytesObject))]
internal static class BytesCaseMethods
{
    [PyMethod(Doc = "Return a copy with ASCII uppercase letters converted to lowercase.")]
    public static Value Lower(ThreadState thread, BytesObject self) => ByteCase.Lower(new ByteText(self));

    [PyMethod(Doc = "Return a copy with ASCII lowercase letters converted to uppercase.")]
    public static Value Upper(ThreadState thread, BytesObject self) => ByteCase.Upper(new ByteText(self));

    [PyMethod(Doc = "Return a copy with the case of ASCII letters swapped.")]
    public static Value Swapcase(ThreadState thread, BytesObject self) => ByteCase.SwapCase(new ByteText(self));

    [PyMethod(Doc = "Return a copy with the first byte upper-cased and the rest lower-cased.")]
    public static Value Capitalize(ThreadState thread, BytesObject self) => ByteCase.Capitalize(new ByteText(self));

    [PyMethod(Doc = "Return a copy in which words start with an upper-case letter.")]
    public static Value Title(ThreadState thread, BytesObject self) => ByteCase.Title(new ByteText(self));

    [PyMethod(Doc = "Return True if all bytes are ASCII letters and there is at least one.")]
    public static bool Isalpha(BytesObject self) => ByteCase.IsAlpha(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII letters or digits and there is at least one.")]
    public static bool Isalnum(BytesObject self) => ByteCase.IsAlnum(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII digits and there is at least one.")]
    public static bool Isdigit(BytesObject self) => ByteCase.IsDigit(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII whitespace and there is at least one.")]
    public static bool Isspace(BytesObject self) => ByteCase.IsSpace(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII or there is none.")]
    public static bool Isascii(BytesObject self) => ByteCase.IsAscii(self.Span);

    [PyMethod(Doc = "Return True if there is a lowercase ASCII letter and no uppercase one.")]
    public static bool Islower(BytesObject self) => ByteCase.IsLower(self.Span);

    [PyMethod(Doc = "Return True if there is an uppercase ASCII letter and no lowercase one.")]
    public static bool Isupper(BytesObject self) => ByteCase.IsUpper(self.Span);

    [PyMethod(Doc = "Return True if uppercase letters only follow uncased bytes and lowercase ones cased\nbytes.")]
    public static bool Istitle(BytesObject self) => ByteCase.IsTitle(self.Span);
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Case and character classes, ASCII only.</summary>
[PyType("bytearray", typeof(ByteArrayObject), Locks = true)]
internal static class ByteArrayCaseMethods
{
    [PyMethod(Doc = "Return a copy with ASCII uppercase letters converted to lowercase.")]
    public static Value Lower(ThreadState thread, ByteArrayObject self) => ByteCase.Lower(new ByteText(self));

    [PyMethod(Doc = "Return a copy with ASCII lowercase letters converted to uppercase.")]
    public static Value Upper(ThreadState thread, ByteArrayObject self) => ByteCase.Upper(new ByteText(self));

    [PyMethod(Doc = "Return a copy with the case of ASCII letters swapped.")]
    public static Value Swapcase(ThreadState thread, ByteArrayObject self) => ByteCase.SwapCase(new ByteText(self));

    [PyMethod(Doc = "Return a copy with the first byte upper-cased and the rest lower-cased.")]
    public static Value Capitalize(ThreadState thread, ByteArrayObject self) => ByteCase.Capitalize(new ByteText(self));

    [PyMethod(Doc = "Return a copy in which words start with an upper-case letter.")]
    public static Value Title(ThreadState thread, ByteArrayObject self) => ByteCase.Title(new ByteText(self));

    [PyMethod(Doc = "Return True if all bytes are ASCII letters and there is at least one.")]
    public static bool Isalpha(ByteArrayObject self) => ByteCase.IsAlpha(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII letters or digits and there is at least one.")]
    public static bool Isalnum(ByteArrayObject self) => ByteCase.IsAlnum(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII digits and there is at least one.")]
    public static bool Isdigit(ByteArrayObject self) => ByteCase.IsDigit(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII whitespace and there is at least one.")]
    public static bool Isspace(ByteArrayObject self) => ByteCase.IsSpace(self.Span);

    [PyMethod(Doc = "Return True if all bytes are ASCII or there is none.")]
    public static bool Isascii(ByteArrayObject self) => ByteCase.IsAscii(self.Span);

    [PyMethod(Doc = "Return True if there is a lowercase ASCII letter and no uppercase one.")]
    public static bool Islower(ByteArrayObject self) => ByteCase.IsLower(self.Span);

    [PyMethod(Doc = "Return True if there is an uppercase ASCII letter and no lowercase one.")]
    public static bool Isupper(ByteArrayObject self) => ByteCase.IsUpper(self.Span);

    [PyMethod(Doc = "Return True if uppercase letters only follow uncased bytes and lowercase ones cased\nbytes.")]
    public static bool Istitle(ByteArrayObject self) => ByteCase.IsTitle(self.Span);
}

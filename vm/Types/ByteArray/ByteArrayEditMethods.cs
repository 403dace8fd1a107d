using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Making new ones: splitting, trimming, replacing.</summary>
[PyType("bytearray", typeof(ByteArrayObject), Locks = true)]
internal static class ByteArrayEditMethods
{
    [PyMethod(Doc = "Return a list of the sections in the bytearray, using sep as the delimiter (None: runs of\nASCII whitespace).")]
    public static Value Split(ThreadState thread, ByteArrayObject self, [Keyword, Optional("None")] Value sep, [Keyword] long maxsplit = -1) =>
        ByteSplit.Split(thread, new ByteText(self), sep, maxsplit, fromRight: false);

    [PyMethod(Doc = "As split(), but a limit counts from the right.")]
    public static Value Rsplit(ThreadState thread, ByteArrayObject self, [Keyword, Optional("None")] Value sep, [Keyword] long maxsplit = -1) =>
        ByteSplit.Split(thread, new ByteText(self), sep, maxsplit, fromRight: true);

    [PyMethod(Doc = "Return a list of the lines in the bytearray, breaking at \\n, \\r and \\r\\n.")]
    public static Value Splitlines(ThreadState thread, ByteArrayObject self, [Keyword] bool keepends = false) =>
        ByteSplit.SplitLines(thread, new ByteText(self), keepends);

    [PyMethod(Doc = "Partition at the first occurrence of the separator: (before, separator, after).")]
    public static Value Partition(ThreadState thread, ByteArrayObject self, Value sep) =>
        ByteSplit.Partition(thread, new ByteText(self), sep, last: false);

    [PyMethod(Doc = "Partition at the last occurrence of the separator: (before, separator, after).")]
    public static Value Rpartition(ThreadState thread, ByteArrayObject self, Value sep) =>
        ByteSplit.Partition(thread, new ByteText(self), sep, last: true);

    [PyMethod(Doc = "Strip leading and trailing bytes contained in the argument, or ASCII whitespace.")]
    public static Value Strip(ThreadState thread, ByteArrayObject self, [Optional("None")] Value bytes) =>
        ByteTrim.Strip(thread, new ByteText(self), bytes, left: true, right: true);

    [PyMethod(Doc = "Strip leading bytes contained in the argument, or ASCII whitespace.")]
    public static Value Lstrip(ThreadState thread, ByteArrayObject self, [Optional("None")] Value bytes) =>
        ByteTrim.Strip(thread, new ByteText(self), bytes, left: true, right: false);

    [PyMethod(Doc = "Strip trailing bytes contained in the argument, or ASCII whitespace.")]
    public static Value Rstrip(ThreadState thread, ByteArrayObject self, [Optional("None")] Value bytes) =>
        ByteTrim.Strip(thread, new ByteText(self), bytes, left: false, right: true);

    [PyMethod(Doc = "Return a bytearray object with the given prefix removed if present.")]
    public static Value Removeprefix(ThreadState thread, ByteArrayObject self, ReadOnlySpan<byte> prefix) =>
        ByteTrim.RemovePrefix(new ByteText(self), prefix);

    [PyMethod(Doc = "Return a bytearray object with the given suffix removed if present.")]
    public static Value Removesuffix(ThreadState thread, ByteArrayObject self, ReadOnlySpan<byte> suffix) =>
        ByteTrim.RemoveSuffix(new ByteText(self), suffix);

    [PyMethod(Doc = "Return a centered copy of length width, padded with the fill byte.")]
    public static Value Center(ThreadState thread, ByteArrayObject self, long width, [Optional("b' '")] Value fillchar) =>
        ByteTrim.Center(thread, new ByteText(self), width, fillchar);

    [PyMethod(Doc = "Return a left-justified copy of length width, padded with the fill byte.")]
    public static Value Ljust(ThreadState thread, ByteArrayObject self, long width, [Optional("b' '")] Value fillchar) =>
        ByteTrim.LeftJustify(thread, new ByteText(self), width, fillchar);

    [PyMethod(Doc = "Return a right-justified copy of length width, padded with the fill byte.")]
    public static Value Rjust(ThreadState thread, ByteArrayObject self, long width, [Optional("b' '")] Value fillchar) =>
        ByteTrim.RightJustify(thread, new ByteText(self), width, fillchar);

    [PyMethod(Doc = "Pad a numeric string with zeros on the left, behind its sign.")]
    public static Value Zfill(ThreadState thread, ByteArrayObject self, long width) => ByteTrim.ZeroFill(thread, new ByteText(self), width);

    [PyMethod(Doc = "Return a copy where all tab characters are expanded using spaces.")]
    public static Value Expandtabs(ThreadState thread, ByteArrayObject self, [Keyword] int tabsize = 8) =>
        ByteTrim.ExpandTabs(new ByteText(self), tabsize);

    [PyMethod(Doc = "Return a copy with all occurrences of substring old replaced by new, at most count.")]
    public static Value Replace(ThreadState thread, ByteArrayObject self, ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new, long count = -1) =>
        ByteReplace.Replace(new ByteText(self), old, @new, count);

    [PyMethod(Doc = "Concatenate any number of bytes objects, with this one between them.")]
    public static Value Join(ThreadState thread, ByteArrayObject self, Value iterableOfBytes) =>
        ByteReplace.Join(thread, new ByteText(self), iterableOfBytes);

    [PyMethod(Doc = "Return a copy with each byte mapped by the table of 256 bytes (None: as it is), those\nin delete left out.")]
    public static Value Translate(ThreadState thread, ByteArrayObject self, Value table, [Keyword] ReadOnlySpan<byte> delete = default) =>
        ByteReplace.Translate(thread, new ByteText(self), table, delete);
}

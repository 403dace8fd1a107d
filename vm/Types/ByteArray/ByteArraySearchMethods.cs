using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Searching.</summary>
[PyType("bytearray", typeof(ByteArrayObject), Locks = true)]
internal static class ByteArraySearchMethods
{
    [PyMethod(Doc = "Return the lowest index where subsection 'sub' is found, within [start:end], or -1.\n\n  sub\n    Bytes, or a number from 0 to 255.")]
    public static Value Find(ThreadState thread, ByteArrayObject self, Value sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteArguments.TryNeedle(thread, sub, out ReadOnlySpan<byte> needle) ? ByteSearch.Find(thread, new ByteText(self), needle, start, end, last: false, required: false) : Value.Error;

    [PyMethod(Doc = "Return the highest index where subsection 'sub' is found, within [start:end], or -1.")]
    public static Value Rfind(ThreadState thread, ByteArrayObject self, Value sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteArguments.TryNeedle(thread, sub, out ReadOnlySpan<byte> needle) ? ByteSearch.Find(thread, new ByteText(self), needle, start, end, last: true, required: false) : Value.Error;

    [PyMethod(Doc = "As find(), but raise ValueError when the subsection is not found.")]
    public static Value Index(ThreadState thread, ByteArrayObject self, Value sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteArguments.TryNeedle(thread, sub, out ReadOnlySpan<byte> needle) ? ByteSearch.Find(thread, new ByteText(self), needle, start, end, last: false, required: true) : Value.Error;

    [PyMethod(Doc = "As rfind(), but raise ValueError when the subsection is not found.")]
    public static Value Rindex(ThreadState thread, ByteArrayObject self, Value sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteArguments.TryNeedle(thread, sub, out ReadOnlySpan<byte> needle) ? ByteSearch.Find(thread, new ByteText(self), needle, start, end, last: true, required: true) : Value.Error;

    [PyMethod(Doc = "Return the number of occurrences of subsection 'sub' in [start:end] that do not overlap.")]
    public static Value Count(ThreadState thread, ByteArrayObject self, Value sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteArguments.TryNeedle(thread, sub, out ReadOnlySpan<byte> needle) ? ByteSearch.Count(thread, new ByteText(self), needle, start, end) : Value.Error;

    [PyMethod(Doc = "Return True if the bytearray starts with the prefix (bytes or a tuple of bytes).")]
    public static Value Startswith(ThreadState thread, ByteArrayObject self, Value prefix, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteSearch.Touches(thread, new ByteText(self), prefix, start, end, atEnd: false);

    [PyMethod(Doc = "Return True if the bytearray ends with the suffix (bytes or a tuple of bytes).")]
    public static Value Endswith(ThreadState thread, ByteArrayObject self, Value suffix, [Optional("None")] Value start, [Optional("None")] Value end) =>
        ByteSearch.Touches(thread, new ByteText(self), suffix, start, end, atEnd: true);
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>find, index, count and their like.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrSearchMethods
{
    [PyMethod(Doc = "Return the lowest index in the string where substring sub is found, within\nS[start:end]. Return -1 on failure.")]
    public static Value Find(ThreadState thread, StrObject self, StrObject sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        Search(thread, self, sub, start, end, last: false, required: false);

    [PyMethod(Doc = "Return the highest index in the string where substring sub is found, within\nS[start:end]. Return -1 on failure.")]
    public static Value Rfind(ThreadState thread, StrObject self, StrObject sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        Search(thread, self, sub, start, end, last: true, required: false);

    [PyMethod(Doc = "Return the lowest index in the string where substring sub is found, within\nS[start:end]. Raise ValueError when it is not found.")]
    public static Value Index(ThreadState thread, StrObject self, StrObject sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        Search(thread, self, sub, start, end, last: false, required: true);

    [PyMethod(Doc = "Return the highest index in the string where substring sub is found, within\nS[start:end]. Raise ValueError when it is not found.")]
    public static Value Rindex(ThreadState thread, StrObject self, StrObject sub, [Optional("None")] Value start, [Optional("None")] Value end) =>
        Search(thread, self, sub, start, end, last: true, required: true);

    [PyMethod(Doc = "Return the number of occurrences of substring sub in S[start:end] that do not\noverlap.")]
    public static Value Count(ThreadState thread, StrObject self, StrObject sub, [Optional("None")] Value start, [Optional("None")] Value end)
    {
        if (!SpanArguments.TryBounds(thread, start, end, self.Length, out int first, out int last, out bool inside))
        {
            return Value.Error;
        }

        return Value.Int(inside ? StrSearch.Count(self, sub, first, last) : 0);
    }

    [PyMethod(Doc = "Return True if the string starts with the prefix (a string or a tuple of\nstrings to try), within S[start:end].")]
    public static Value Startswith(ThreadState thread, StrObject self, Value prefix, [Optional("None")] Value start, [Optional("None")] Value end) =>
        Touches(thread, self, prefix, start, end, atEnd: false);

    [PyMethod(Doc = "Return True if the string ends with the suffix (a string or a tuple of\nstrings to try), within S[start:end].")]
    public static Value Endswith(ThreadState thread, StrObject self, Value suffix, [Optional("None")] Value start, [Optional("None")] Value end) =>
        Touches(thread, self, suffix, start, end, atEnd: true);

    private static Value Search(ThreadState thread, StrObject self, StrObject part, Value start, Value end, bool last, bool required)
    {
        if (!SpanArguments.TryBounds(thread, start, end, self.Length, out int from, out int to, out bool inside))
        {
            return Value.Error;
        }

        int found = !inside ? -1 : last ? StrSearch.FindLast(self, part, from, to) : StrSearch.Find(self, part, from, to);
        return found < 0 && required ? thread.ValueError("substring not found") : Value.Int(found);
    }

    private static Value Touches(ThreadState thread, StrObject self, Value part, Value start, Value end, bool atEnd)
    {
        if (!SpanArguments.TryBounds(thread, start, end, self.Length, out int from, out int to, out bool inside))
        {
            return Value.Error;
        }

        switch (part.Ref)
        {
            case StrObject text:
                return Value.Bool(inside && StrSearch.Touches(self, text, from, to, atEnd));
            case TupleObject choices:
                foreach (ref readonly Value choice in choices.Span)
                {
                    if (choice.Ref is not StrObject text)
                    {
                        return thread.TypeError($"tuple for {(atEnd ? "endswith" : "startswith")} must only contain str, not {choice.Type.Name}");
                    }

                    if (inside && StrSearch.Touches(self, text, from, to, atEnd))
                    {
                        return Value.True;
                    }
                }

                return Value.False;
            default:
                return thread.TypeError($"{(atEnd ? "endswith" : "startswith")} first arg must be str or a tuple of str, not {part.Type.Name}");
        }
    }
}

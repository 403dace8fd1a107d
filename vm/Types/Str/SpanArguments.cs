using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>Arguments that the methods of str and of bytes have in common.</summary>
internal static class SpanArguments
{
    /// <summary>
    /// The start and end of find, count and the like, fitted to the length. <paramref name="inside"/> is false when the start
    /// lies behind the end, where nothing is found. False when TypeError is set.
    /// </summary>
    public static bool TryBounds(ThreadState thread, Value start, Value end, int length, out int first, out int last, out bool inside)
    {
        long from = 0;
        long to = length;
        first = 0;
        last = length;
        inside = true;
        if (start.IsUnbound && end.IsUnbound)
        {
            return true;
        }

        if (!TryBound(thread, start, ref from) || !TryBound(thread, end, ref to))
        {
            return false;
        }

        inside = SpanSearch.TryBounds(length, ref from, ref to);
        if (inside)
        {
            first = (int)from;
            last = (int)to;
        }

        return true;
    }

    /// <summary>The limit of split and replace as a count: a negative one means none.</summary>
    public static int Limit(long count) => count is < 0 or > int.MaxValue ? int.MaxValue : (int)count;

    private static bool TryBound(ThreadState thread, Value value, ref long bound)
    {
        if (value.Ref is null)
        {
            bound = value.Bits;
            return true;
        }

        if (value.IsUnbound || value.IsNone)
        {
            return true;
        }

        if (!value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError("slice indices must be integers or None or have an __index__ method");
            return false;
        }

        return Operators.TryIndexClamped(thread, value, out bound);
    }
}

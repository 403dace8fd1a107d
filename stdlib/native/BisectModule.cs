using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _bisect: binary search in sorted sequences (CPython Modules/_bisectmodule.c).</summary>
[PyModule("_bisect", Doc = "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.")]
internal static class BisectModule
{
    private static readonly StrObject s_insert = StrObject.Intern("insert");

    [PyFunction("bisect_right", Doc = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already there.")]
    public static Value BisectRight(ThreadState thread, [Keyword] Value a, Value x, [Optional("0")] Value lo, [Optional("None")] Value hi, [KeywordOnly, Optional("None")] Value key) =>
        Result(Search(thread, a, x, lo, hi, key, right: true));

    [PyFunction("bisect_left", Doc = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already there.")]
    public static Value BisectLeft(ThreadState thread, [Keyword] Value a, Value x, [Optional("0")] Value lo, [Optional("None")] Value hi, [KeywordOnly, Optional("None")] Value key) =>
        Result(Search(thread, a, x, lo, hi, key, right: false));

    [PyFunction("insort_right", Doc = "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.")]
    public static Value InsortRight(ThreadState thread, [Keyword] Value a, Value x, [Optional("0")] Value lo, [Optional("None")] Value hi, [KeywordOnly, Optional("None")] Value key) =>
        Insert(thread, a, x, lo, hi, key, right: true);

    [PyFunction("insort_left", Doc = "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.")]
    public static Value InsortLeft(ThreadState thread, [Keyword] Value a, Value x, [Optional("0")] Value lo, [Optional("None")] Value hi, [KeywordOnly, Optional("None")] Value key) =>
        Insert(thread, a, x, lo, hi, key, right: false);

    private static Value Result(long position) => position < 0 ? Value.Error : Value.Int(position);

    private static Value Insert(ThreadState thread, Value a, Value x, Value lo, Value hi, Value key, bool right)
    {
        long position;
        if (key.IsUnbound || key.IsNone)
        {
            position = Search(thread, a, x, lo, hi, key, right);
        }
        else
        {
            Value wanted = thread.Call(key, x);
            position = wanted.IsError ? -1 : Search(thread, a, wanted, lo, hi, key, right);
            thread.Release(wanted);
        }

        if (position < 0)
        {
            return Value.Error;
        }

        if (a.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            list.Insert((int)Math.Min(position, list.Count), thread.Retain(x));
            return Value.None;
        }

        Value result = thread.CallMethod(a, s_insert, Value.Int(position), x);
        thread.Release(result);
        return result.IsError ? result : Value.None;
    }

    /// <summary>The position, or -1 when an exception is set.</summary>
    private static long Search(ThreadState thread, Value a, Value x, Value lo, Value hi, Value key, bool right)
    {
        long start = 0;
        if (!lo.IsUnbound && !Operators.TryIndex(thread, lo, out start))
        {
            return -1;
        }

        if (start < 0)
        {
            thread.ValueError("lo must be non-negative");
            return -1;
        }

        long end = -1;
        if (!hi.IsUnbound && !hi.IsNone)
        {
            if (!hi.Type.Slot(SpecialMethod.Index).IsDefined)
            {
                thread.TypeError($"argument should be integer or None, not '{hi.Type.Name}'");
                return -1;
            }

            if (!Operators.TryIndex(thread, hi, out end))
            {
                return -1;
            }
        }

        if (end == -1)
        {
            end = Operators.Length(thread, a);
            if (end < 0)
            {
                return -1;
            }
        }

        bool hasKey = !key.IsUnbound && !key.IsNone;
        while (start < end)
        {
            long middle = (long)(((ulong)start + (ulong)end) / 2);
            Value item = a.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List) && middle < list.Count
                ? list.Get(thread, (int)middle)
                : Items.Get(thread, a, Value.Int(middle));
            if (!item.IsError && hasKey)
            {
                Value itemKey = thread.Call(key, item);
                thread.Release(item);
                item = itemKey;
            }

            if (item.IsError)
            {
                return -1;
            }

            int less = right ? Less(thread, x, item) : Less(thread, item, x);
            thread.Release(item);
            if (less < 0)
            {
                return -1;
            }

            if ((less > 0) == right)
            {
                end = middle;
            }
            else
            {
                start = middle + 1;
            }
        }

        return start;
    }

    private static int Less(ThreadState thread, Value a, Value b)
    {
        int quick = QuickOrder.Less(a, b);
        return quick != QuickOrder.Unknown ? quick : Comparison.CompareTruth(thread, SpecialMethod.Lt, a, b);
    }
}

namespace Pyl.VM.Types;

/// <summary>The order that <see cref="MergeSort{T,TLess}"/> sorts by; a struct, so that the JIT makes a sort of its own for each.</summary>
internal interface ILess<T>
{
    /// <summary>a comes before b; false too when the comparison failed.</summary>
    bool Less(T a, T b);

    /// <summary>True once a comparison has failed: an exception is set and the sort stops.</summary>
    bool Failed { get; }
}

/// <summary>
/// A stable merge sort that takes advantage of runs that are in order already (Peters' timsort with Munro and Wild's powersort
/// as the merge policy). When a comparison fails, all items are still there, in some order.
/// </summary>
internal static class MergeSort<T, TLess>
    where TLess : struct, ILess<T>
{
    /// <summary>Sorts the first items; false when a comparison failed.</summary>
    public static bool Sort(T[] items, int count, ref TLess less)
    {
        if (count < 2)
        {
            return !less.Failed;
        }

        int minimum = MinimumRun(count);
        Span<Run> pending = stackalloc Run[64];
        int depth = 0;
        T[] scratch = [];
        for (int start = 0; start < count;)
        {
            int length = CountRun(items, start, count, ref less);
            if (length < minimum && !less.Failed)
            {
                int forced = Math.Min(minimum, count - start);
                InsertionSort(items, start, start + length, start + forced, ref less);
                length = forced;
            }

            if (less.Failed)
            {
                return false;
            }

            if (depth > 0)
            {
                ref Run before = ref pending[depth - 1];
                int power = Power(before.Start, before.Length, length, count);
                while (depth > 1 && pending[depth - 2].Power > power)
                {
                    if (!MergeTop(items, pending, ref depth, ref scratch, ref less))
                    {
                        return false;
                    }
                }

                pending[depth - 1].Power = power;
            }

            pending[depth++] = new Run { Start = start, Length = length };
            start += length;
        }

        while (depth > 1)
        {
            if (!MergeTop(items, pending, ref depth, ref scratch, ref less))
            {
                return false;
            }
        }

        return true;
    }

    private struct Run
    {
        public int Start;
        public int Length;

        /// <summary>Depth, in the merge tree of powersort, of the merge of this run with the next.</summary>
        public int Power;
    }

    /// <summary>Shorter runs are extended to between 16 and 32 items, so that their number is about a power of two.</summary>
    private static int MinimumRun(int count)
    {
        int rest = 0;
        while (count >= 32)
        {
            rest |= count & 1;
            count >>= 1;
        }

        return count + rest;
    }

    /// <summary>The depth at which two neighbouring runs are merged: the first binary digit in which the middles of both, as fractions of the whole, differ.</summary>
    private static int Power(long start, long first, long second, long count)
    {
        long a = (2 * start) + first;
        long b = a + first + second;
        int power = 0;
        while (true)
        {
            power++;
            if (a >= count)
            {
                a -= count;
                b -= count;
            }
            else if (b >= count)
            {
                return power;
            }

            a <<= 1;
            b <<= 1;
        }
    }

    /// <summary>Length of the run that begins at a position; a strictly descending run is reversed.</summary>
    private static int CountRun(T[] items, int start, int end, ref TLess less)
    {
        int i = start + 1;
        if (i == end)
        {
            return 1;
        }

        if (less.Less(items[i], items[i - 1]))
        {
            i++;
            while (i < end && less.Less(items[i], items[i - 1]))
            {
                i++;
            }

            Array.Reverse(items, start, i - start);
        }
        else
        {
            i++;
            while (i < end && !less.Failed && !less.Less(items[i], items[i - 1]))
            {
                i++;
            }
        }

        return i - start;
    }

    /// <summary>Sorts [start, end) of which [start, sorted) is in order, by binary insertion.</summary>
    private static void InsertionSort(T[] items, int start, int sorted, int end, ref TLess less)
    {
        for (; sorted < end; sorted++)
        {
            T pivot = items[sorted];
            int low = start;
            int high = sorted;
            while (low < high)
            {
                int middle = (int)((uint)(low + high) >> 1);
                if (less.Less(pivot, items[middle]))
                {
                    high = middle;
                }
                else
                {
                    low = middle + 1;
                }

                if (less.Failed)
                {
                    return;
                }
            }

            Array.Copy(items, low, items, low + 1, sorted - low);
            items[low] = pivot;
        }
    }

    private static bool MergeTop(T[] items, Span<Run> pending, ref int depth, ref T[] scratch, ref TLess less)
    {
        ref Run left = ref pending[depth - 2];
        Run right = pending[depth - 1];
        int start = left.Start;
        int middle = right.Start;
        int end = right.Start + right.Length;
        left.Length += right.Length;
        left.Power = right.Power;
        depth--;

        // What is in its place already at both ends need not be merged.
        start = UpperBound(items, start, middle, items[middle], ref less);
        if (start == middle || less.Failed)
        {
            return !less.Failed;
        }

        end = LowerBoundFromEnd(items, middle, end, items[middle - 1], ref less);
        if (less.Failed)
        {
            return false;
        }

        int shorter = Math.Min(middle - start, end - middle);
        if (scratch.Length < shorter)
        {
            scratch = new T[Math.Max(shorter, 256)];
        }

        if (middle - start <= end - middle)
        {
            MergeUp(items, start, middle, end, scratch, ref less);
        }
        else
        {
            MergeDown(items, start, middle, end, scratch, ref less);
        }

        return !less.Failed;
    }

    /// <summary>The first position in [start, end) whose item comes after the value; searched in growing steps from the start.</summary>
    private static int UpperBound(T[] items, int start, int end, T value, ref TLess less)
    {
        int low = start;
        int step = 1;
        int high = start;
        while (high < end && !less.Less(value, items[high]) && !less.Failed)
        {
            low = high + 1;
            high = Math.Min(high + step, end);
            step <<= 1;
        }

        while (low < high && !less.Failed)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (less.Less(value, items[middle]))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The first position in [start, end) whose item does not come before the value; searched in growing steps from the end.</summary>
    private static int LowerBoundFromEnd(T[] items, int start, int end, T value, ref TLess less)
    {
        int high = end;
        int step = 1;
        int low = end;
        while (low > start && !less.Less(items[low - 1], value) && !less.Failed)
        {
            high = low - 1;
            low = Math.Max(low - step, start);
            step <<= 1;
        }

        while (low < high && !less.Failed)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (less.Less(items[middle], value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>Merges from the low end, the left run standing in the scratch array.</summary>
    private static void MergeUp(T[] items, int start, int middle, int end, T[] scratch, ref TLess less)
    {
        int length = middle - start;
        Array.Copy(items, start, scratch, 0, length);
        int i = 0;
        int j = middle;
        int target = start;
        while (i < length && j < end)
        {
            bool right = less.Less(items[j], scratch[i]);
            if (less.Failed)
            {
                break;
            }

            items[target++] = right ? items[j++] : scratch[i++];
        }

        Array.Copy(scratch, i, items, target, length - i);
        Array.Clear(scratch, 0, length);
    }

    /// <summary>Merges from the high end, the right run standing in the scratch array.</summary>
    private static void MergeDown(T[] items, int start, int middle, int end, T[] scratch, ref TLess less)
    {
        int length = end - middle;
        Array.Copy(items, middle, scratch, 0, length);
        int i = middle - 1;
        int j = length - 1;
        int target = end - 1;
        while (i >= start && j >= 0)
        {
            bool left = less.Less(scratch[j], items[i]);
            if (less.Failed)
            {
                break;
            }

            items[target--] = left ? items[i--] : scratch[j--];
        }

        Array.Copy(scratch, 0, items, target - j, j + 1);
        Array.Clear(scratch, 0, length);
    }
}

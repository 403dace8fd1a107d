using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Heapq;

/// <summary>
/// Restoring the order of a heap after a change at one place. As in CPython, an item sinks to a leaf first and rises from
/// there, because what is put at the top was at the bottom before and mostly belongs there again.
/// </summary>
internal static class HeapOrder
{
    /// <summary>Lets the item at a position rise, no higher than the start; false when an exception is set.</summary>
    public static bool Raise(ThreadState thread, ListObject heap, bool largestFirst, int start, int position)
    {
        switch (heap.Storage)
        {
            case IntStorage ints:
                var intItems = new NumberItems<long>(ints.Items, largestFirst);
                return Raise(ref intItems, start, position);
            case FloatStorage floats:
                var floatItems = new NumberItems<double>(floats.Items, largestFirst);
                return Raise(ref floatItems, start, position);
            default:
                var items = new ListItems(thread, heap, largestFirst);
                return Raise(ref items, start, position);
        }
    }

    /// <summary>Lets the item at a position sink; false when an exception is set.</summary>
    public static bool Sink(ThreadState thread, ListObject heap, bool largestFirst, int position)
    {
        int count = heap.Count;
        switch (heap.Storage)
        {
            case IntStorage ints:
                var intItems = new NumberItems<long>(ints.Items, largestFirst);
                return Sink(ref intItems, count, position);
            case FloatStorage floats:
                var floatItems = new NumberItems<double>(floats.Items, largestFirst);
                return Sink(ref floatItems, count, position);
            default:
                var items = new ListItems(thread, heap, largestFirst);
                return Sink(ref items, count, position);
        }
    }

    private interface IHeapItems
    {
        /// <summary>1 when the item at i belongs above that at j, 0 when not, -1 when an exception is set.</summary>
        int Precedes(int i, int j);

        void Swap(int i, int j);
    }

    private static bool Raise<TItems>(ref TItems items, int start, int position)
        where TItems : struct, IHeapItems
    {
        while (position > start)
        {
            int parent = (position - 1) >> 1;
            int precedes = items.Precedes(position, parent);
            if (precedes <= 0)
            {
                return precedes == 0;
            }

            items.Swap(position, parent);
            position = parent;
        }

        return true;
    }

    private static bool Sink<TItems>(ref TItems items, int count, int position)
        where TItems : struct, IHeapItems
    {
        int start = position;
        int firstLeaf = count >> 1;
        while (position < firstLeaf)
        {
            int child = (2 * position) + 1;
            if (child + 1 < count)
            {
                int precedes = items.Precedes(child, child + 1);
                if (precedes < 0)
                {
                    return false;
                }

                child += precedes == 0 ? 1 : 0;
            }

            items.Swap(position, child);
            position = child;
        }

        return Raise(ref items, start, position);
    }

    private readonly struct NumberItems<T>(T[] items, bool largestFirst) : IHeapItems
        where T : struct, System.Numerics.IComparisonOperators<T, T, bool>
    {
        public int Precedes(int i, int j) => (largestFirst ? items[j] < items[i] : items[i] < items[j]) ? 1 : 0;

        public void Swap(int i, int j) => (items[i], items[j]) = (items[j], items[i]);
    }

    /// <summary>Any items; a comparison may change the list, which is found out.</summary>
    private readonly struct ListItems(ThreadState thread, ListObject list, bool largestFirst) : IHeapItems
    {
        private readonly int _count = list.Count;

        public int Precedes(int i, int j)
        {
            (int first, int second) = largestFirst ? (j, i) : (i, j);
            if (!FreeThreading.AreSeveral && list.Storage is ObjectStorage objects)
            {
                int quick = QuickOrder.Less(Slot.Peek(objects.Items[first]), Slot.Peek(objects.Items[second]));
                if (quick != QuickOrder.Unknown)
                {
                    return quick;
                }
            }

            Value a = list.Get(thread, first);
            Value b = list.Get(thread, second);
            int less = Comparison.CompareTruth(thread, SpecialMethod.Lt, a, b);
            thread.Release(a);
            thread.Release(b);
            if (less >= 0 && (list.Count != _count || list.Storage is not ObjectStorage))
            {
                thread.RuntimeError("list changed size during iteration");
                return -1;
            }

            return less;
        }

        public void Swap(int i, int j)
        {
            object?[] items = ((ObjectStorage)list.Storage).Items;
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

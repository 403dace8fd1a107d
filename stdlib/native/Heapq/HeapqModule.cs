using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Heapq;

/// <summary>The module _heapq: heaps in lists, smallest item first, and with _max largest first (CPython Modules/_heapqmodule.c).</summary>
[PyModule("_heapq", Doc = "Heap queue algorithm (a.k.a. priority queue).")]
internal static class HeapqModule
{
    [PyFunction("heappush", Doc = "Push item onto heap, maintaining the heap invariant.")]
    public static Value Push(ThreadState thread, ListObject heap, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Push(thread, heap, item, largestFirst: false);
    }

    [PyFunction("heappush_max", Doc = "Push item onto max heap, maintaining the heap invariant.")]
    public static Value PushMax(ThreadState thread, ListObject heap, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Push(thread, heap, item, largestFirst: true);
    }

    [PyFunction("heappop", Doc = "Pop the smallest item off the heap, maintaining the heap invariant.")]
    public static Value Pop(ThreadState thread, ListObject heap)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Pop(thread, heap, largestFirst: false);
    }

    [PyFunction("heappop_max", Doc = "Maxheap variant of heappop.")]
    public static Value PopMax(ThreadState thread, ListObject heap)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Pop(thread, heap, largestFirst: true);
    }

    [PyFunction("heapreplace", Doc = "Pop and return the current smallest value, and add the new item.\n\nThis is more efficient than heappop() followed by heappush(), and can be\nmore appropriate when using a fixed-size heap.  Note that the value\nreturned may be larger than item!  That constrains reasonable uses of\nthis routine unless written as part of a conditional replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, item)")]
    public static Value Replace(ThreadState thread, ListObject heap, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Replace(thread, heap, item, largestFirst: false);
    }

    [PyFunction("heapreplace_max", Doc = "Maxheap variant of heapreplace.")]
    public static Value ReplaceMax(ThreadState thread, ListObject heap, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Replace(thread, heap, item, largestFirst: true);
    }

    [PyFunction("heappushpop", Doc = "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().")]
    public static Value PushPop(ThreadState thread, ListObject heap, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return PushPop(thread, heap, item, largestFirst: false);
    }

    [PyFunction("heappushpop_max", Doc = "Maxheap variant of heappushpop.\n\nThe combined action runs more efficiently than heappush_max() followed by\na separate call to heappop_max().")]
    public static Value PushPopMax(ThreadState thread, ListObject heap, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return PushPop(thread, heap, item, largestFirst: true);
    }

    [PyFunction("heapify", Doc = "Transform list into a heap, in-place, in O(len(heap)) time.")]
    public static Value Heapify(ThreadState thread, ListObject heap)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Heapify(thread, heap, largestFirst: false);
    }

    [PyFunction("heapify_max", Doc = "Maxheap variant of heapify.")]
    public static Value HeapifyMax(ThreadState thread, ListObject heap)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, heap);
        return Heapify(thread, heap, largestFirst: true);
    }

    private static Value Push(ThreadState thread, ListObject heap, Value item, bool largestFirst)
    {
        heap.Add(thread.Retain(item));
        return HeapOrder.Raise(thread, heap, largestFirst, 0, heap.Count - 1) ? Value.None : Value.Error;
    }

    private static Value Pop(ThreadState thread, ListObject heap, bool largestFirst)
    {
        if (heap.Count == 0)
        {
            return thread.IndexError("index out of range");
        }

        Value last = heap.TakeAt(heap.Count - 1);
        return heap.Count == 0 ? last : Exchange(thread, heap, last, largestFirst);
    }

    private static Value Replace(ThreadState thread, ListObject heap, Value item, bool largestFirst) =>
        heap.Count == 0 ? thread.IndexError("index out of range") : Exchange(thread, heap, thread.Retain(item), largestFirst);

    private static Value PushPop(ThreadState thread, ListObject heap, Value item, bool largestFirst)
    {
        if (heap.Count == 0)
        {
            return thread.Retain(item);
        }

        Value top = heap.Get(thread, 0);
        int quick = largestFirst ? QuickOrder.Less(item, top) : QuickOrder.Less(top, item);
        int wins = quick != QuickOrder.Unknown ? quick
            : largestFirst
            ? Comparison.CompareTruth(thread, SpecialMethod.Lt, item, top)
            : Comparison.CompareTruth(thread, SpecialMethod.Lt, top, item);
        thread.Release(top);
        if (wins <= 0)
        {
            return wins < 0 ? Value.Error : thread.Retain(item);
        }

        return heap.Count == 0 ? thread.IndexError("list index out of range") : Exchange(thread, heap, thread.Retain(item), largestFirst);
    }

    private static Value Heapify(ThreadState thread, ListObject heap, bool largestFirst)
    {
        for (int i = (heap.Count >> 1) - 1; i >= 0; i--)
        {
            if (!HeapOrder.Sink(thread, heap, largestFirst, i))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    /// <summary>Puts an item, whose reference moves in, at the top of a heap that is not empty; what was there.</summary>
    private static Value Exchange(ThreadState thread, ListObject heap, Value item, bool largestFirst)
    {
        Value top = heap.Get(thread, 0);
        heap.Set(thread, 0, item);
        if (HeapOrder.Sink(thread, heap, largestFirst, 0))
        {
            return top;
        }

        thread.Release(top);
        return Value.Error;
    }
}

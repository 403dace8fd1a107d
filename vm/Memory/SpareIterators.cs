using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// Dead iterators that the thread keeps for new loops, by the rules of <see cref="Spares"/>: a function with a loop over a short text makes one on each call,
/// and loops nest, so a few of each kind.
/// </summary>
internal sealed class SpareIterators
{
    private const int Most = 8;

    private readonly ListIteratorObject?[] _lists = new ListIteratorObject?[Most];
    private readonly TupleIteratorObject?[] _tuples = new TupleIteratorObject?[Most];
    private readonly StrIteratorObject?[] _strs = new StrIteratorObject?[Most];
    private readonly DictIteratorObject?[] _dicts = new DictIteratorObject?[Most];
    private readonly RangeIteratorObject?[] _ranges = new RangeIteratorObject?[Most];
    private readonly SetIteratorObject?[] _sets = new SetIteratorObject?[Most];
    private int _listCount;
    private int _tupleCount;
    private int _strCount;
    private int _dictCount;
    private int _rangeCount;
    private int _setCount;

    public void Give(ThreadState thread, ListIteratorObject iterator) => Give(thread, _lists, ref _listCount, iterator);

    public void Give(ThreadState thread, TupleIteratorObject iterator) => Give(thread, _tuples, ref _tupleCount, iterator);

    public void Give(ThreadState thread, StrIteratorObject iterator) => Give(thread, _strs, ref _strCount, iterator);

    public void Give(ThreadState thread, DictIteratorObject iterator) => Give(thread, _dicts, ref _dictCount, iterator);

    public void Give(ThreadState thread, RangeIteratorObject iterator) => Give(thread, _ranges, ref _rangeCount, iterator);

    public void Give(ThreadState thread, SetIteratorObject iterator) => Give(thread, _sets, ref _setCount, iterator);

    public RangeIteratorObject? TakeRange(ThreadState thread) => Take(thread, _ranges, ref _rangeCount, BuiltinTypes.RangeIterator);

    public SetIteratorObject? TakeSet(ThreadState thread) => Take(thread, _sets, ref _setCount, BuiltinTypes.SetIterator);

    public ListIteratorObject? TakeList(ThreadState thread) => Take(thread, _lists, ref _listCount, BuiltinTypes.ListIterator);

    public TupleIteratorObject? TakeTuple(ThreadState thread) => Take(thread, _tuples, ref _tupleCount, BuiltinTypes.TupleIterator);

    public StrIteratorObject? TakeStr(ThreadState thread, TypeObject type) => Take(thread, _strs, ref _strCount, type);

    public DictIteratorObject? TakeDict(ThreadState thread, TypeObject type) => Take(thread, _dicts, ref _dictCount, type);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give<T>(ThreadState thread, T?[] kept, ref int count, T iterator)
        where T : PyObject
    {
        if (count < Most && !FreeThreading.AreSeveral && iterator.Status == ObjectFlags.Dead && iterator.Shared == 0 && iterator.OwnerId == thread.OwnerId)
        {
            kept[count++] = iterator;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T? Take<T>(ThreadState thread, T?[] kept, ref int count, TypeObject type)
        where T : PyObject
    {
        if (count == 0 || FreeThreading.AreSeveral)
        {
            return null;
        }

        T? iterator = kept[--count];
        kept[count] = null;
        iterator!.Revive(thread, type);
        return iterator;
    }
}

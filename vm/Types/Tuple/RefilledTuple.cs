using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// The tuples that an iterator such as zip hands out: the one that a loop has taken apart and dropped is filled anew, as CPython does it. Once
/// somebody keeps one (<c>list(zip(a, b))</c>), each gets its own.
/// </summary>
internal struct RefilledTuple
{
    private TupleObject? _last;
    private bool _isKept;

    /// <summary>A tuple of two items, whose references move in.</summary>
    public Value Next(ThreadState thread, Value first, Value second)
    {
        if (!FreeThreading.AreSeveral && _last is { } last && last.TryRefill(thread, first, second))
        {
            return Value.Of(last);
        }

        Span<Value> pair = [first, second];
        return Next(thread, ref pair[0], 2);
    }

    /// <summary>A tuple of two to four items that lie one after another; their references move in.</summary>
    public Value Next(ThreadState thread, ref Value first, int count)
    {
        if (FreeThreading.AreSeveral || _isKept)
        {
            return Value.Of(TupleObject.Steal(thread, ref first, count));
        }

        if (_last is { } last)
        {
            if (last.TryRefill(thread, ref first))
            {
                return Value.Of(last);
            }

            _last = null;
            _isKept = true;
            RefCount.Release(thread, last);
            return Value.Of(TupleObject.Steal(thread, ref first, count));
        }

        TupleObject made = TupleObject.StealCounted(thread, ref first, count);
        RefCount.Retain(thread, made);
        _last = made;
        return Value.Of(made);
    }

    /// <summary>The iterator is exhausted, dies, or gives pairs in their parts from now on.</summary>
    public void Release(ThreadState thread)
    {
        if (_last is { } last)
        {
            _last = null;
            _isKept = true;
            RefCount.Release(thread, last);
        }
    }
}

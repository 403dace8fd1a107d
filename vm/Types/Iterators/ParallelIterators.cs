using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Several iterators advanced together, as zip and map do, with the check that strict= asks for (PEP 618).</summary>
internal readonly struct ParallelIterators
{
    private readonly Value[] _iterators;

    private ParallelIterators(Value[] iterators)
    {
        _iterators = iterators;
    }

    public int Count => _iterators.Length;

    public ReadOnlySpan<Value> Span => _iterators;

    /// <summary>iter() of each; false when an exception is set.</summary>
    public static bool TryMake(ThreadState thread, ReadOnlySpan<Value> iterables, out ParallelIterators made)
    {
        var iterators = new Value[iterables.Length];
        made = new ParallelIterators(iterators);
        for (int i = 0; i < iterators.Length; i++)
        {
            Value iterator = Items.Iterator(thread, iterables[i]);
            if (iterator.IsError)
            {
                Iterables.Release(thread, iterators.AsSpan(0, i));
                return false;
            }

            iterators[i] = iterator;
        }

        return true;
    }

    /// <summary>
    /// Fills the items with the next of each, new references. Otherwise End or Error, and nothing is left in them; with
    /// <paramref name="strict"/> iterators of different lengths are a ValueError.
    /// </summary>
    public Value Next(ThreadState thread, Span<Value> items, bool strict, string function)
    {
        for (int i = 0; i < _iterators.Length; i++)
        {
            Value item = Items.Next(thread, _iterators[i]);
            if (!item.IsEnd && !item.IsError)
            {
                items[i] = item;
                continue;
            }

            Iterables.Release(thread, items[..i]);
            if (item.IsError || !strict)
            {
                return item;
            }

            return i > 0
                ? thread.ValueError($"{function}() argument {i + 1} is shorter than argument{(i == 1 ? " " : "s 1-")}{i}")
                : CheckOthersEnd(thread, function);
        }

        return Value.None;
    }

    public void Release(ThreadState thread) => Iterables.Release(thread, _iterators);

    private Value CheckOthersEnd(ThreadState thread, string function)
    {
        for (int i = 1; i < _iterators.Length; i++)
        {
            Value item = Items.Next(thread, _iterators[i]);
            if (item.IsError)
            {
                return item;
            }

            if (!item.IsEnd)
            {
                RefCount.Release(thread, item);
                return thread.ValueError($"{function}() argument {i + 1} is longer than argument{(i == 1 ? " " : "s 1-")}{i}");
            }
        }

        return Value.End;
    }
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A slice's three numbers, before they are fitted to a length. Two steps, because asking the objects of a slice for their
/// <c>__index__</c> can run user code that changes the length (CPython: PySlice_Unpack, PySlice_AdjustIndices).
/// </summary>
public readonly struct SliceBounds
{
    private readonly long _start;
    private readonly long _stop;
    private readonly long _step;

    private SliceBounds(long start, long stop, long step)
    {
        _start = start;
        _stop = stop;
        _step = step;
    }

    /// <summary>Reads the numbers, clamped to 64 bits; false when an exception is set (TypeError, or ValueError for a step of zero).</summary>
    public static bool TryRead(ThreadState thread, SliceObject slice, out SliceBounds bounds)
    {
        bounds = default;
        long step = 1;
        if (!slice.Step.IsNone)
        {
            if (!TryIndex(thread, slice.Step, out step))
            {
                return false;
            }

            if (step == 0)
            {
                thread.ValueError("slice step cannot be zero");
                return false;
            }

            // So that -step does not overflow.
            step = Math.Max(step, -long.MaxValue);
        }

        long start = step < 0 ? long.MaxValue : 0;
        long stop = step < 0 ? long.MinValue : long.MaxValue;
        if ((!slice.Start.IsNone && !TryIndex(thread, slice.Start, out start))
            || (!slice.Stop.IsNone && !TryIndex(thread, slice.Stop, out stop)))
        {
            return false;
        }

        bounds = new SliceBounds(start, stop, step);
        return true;
    }

    /// <summary>The positions that the slice takes of a sequence of the given length.</summary>
    public SliceIndices Fit(long length)
    {
        long start = Clamp(_start, length);
        long stop = Clamp(_stop, length);
        long count = 0;
        if (_step < 0)
        {
            if (stop < start)
            {
                count = ((start - stop - 1) / -_step) + 1;
            }
        }
        else if (start < stop)
        {
            count = ((stop - start - 1) / _step) + 1;
        }

        return new SliceIndices(start, stop, _step, count);
    }

    private long Clamp(long index, long length)
    {
        if (index < 0)
        {
            index += length;
            return index < 0 ? (_step < 0 ? -1 : 0) : index;
        }

        return index >= length ? (_step < 0 ? length - 1 : length) : index;
    }

    private static bool TryIndex(ThreadState thread, Value value, out long index)
    {
        if (value.Ref is null)
        {
            index = value.Bits;
            return true;
        }

        if (!value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError("slice indices must be integers or None or have an __index__ method");
            index = 0;
            return false;
        }

        return Operators.TryIndexClamped(thread, value, out index);
    }
}

/// <summary>The positions that a slice takes: <see cref="Count"/> of them, from <see cref="Start"/> on by <see cref="Step"/>.</summary>
/// <param name="Start">The first position.</param>
/// <param name="Stop">The position that is not reached any more, -1 included.</param>
/// <param name="Step">The distance, never 0.</param>
/// <param name="Count">How many.</param>
public readonly record struct SliceIndices(long Start, long Stop, long Step, long Count);

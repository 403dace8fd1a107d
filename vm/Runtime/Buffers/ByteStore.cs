using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// The growing memory of bytearray and array.array: bytes with room at both ends, so that taking from the front is as cheap as
/// appending. While it is exported (memoryview and others) its size does not change.
/// </summary>
/// <param name="data">The first content, taken over.</param>
/// <param name="locked">The BufferError's text for a change of size while exported.</param>
internal sealed class ByteStore(byte[] data, string locked)
{
    private byte[] _buffer = data;
    private int _start;
    private int _exports;

    public int Length { get; private set; } = data.Length;

    /// <summary>The room that the array has.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>The bytes as they are now; a change of size leaves the span on the old ones.</summary>
    public Span<byte> Span => _buffer.AsSpan(_start, Length);

    /// <summary>True when the size may change; false with BufferError set when memory is exported.</summary>
    public bool TryUnlock(ThreadState thread)
    {
        if (_exports == 0)
        {
            return true;
        }

        thread.Raise(ExceptionTypes.BufferError, locked);
        return false;
    }

    /// <summary>Replaces the bytes between two places by others, which may be as many or not; false when an exception is set.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="start">The first byte replaced.</param>
    /// <param name="count">How many are replaced.</param>
    /// <param name="bytes">The new ones; not of this store.</param>
    public bool TrySplice(ThreadState thread, int start, int count, ReadOnlySpan<byte> bytes)
    {
        if (count != bytes.Length && !TryOpen(thread, start, count, bytes.Length))
        {
            return false;
        }

        bytes.CopyTo(Span[start..]);
        return true;
    }

    /// <summary>Appends a byte; false when an exception is set.</summary>
    public bool TryAppend(ThreadState thread, byte value)
    {
        if (_exports != 0 || _start + Length >= _buffer.Length)
        {
            return TrySplice(thread, Length, 0, [value]);
        }

        _buffer[_start + Length++] = value;
        return true;
    }

    /// <summary>Changes the size; new bytes are zero. False when an exception is set.</summary>
    public bool TryResize(ThreadState thread, int length)
    {
        int old = Length;
        if (length <= old)
        {
            return length == old || TryOpen(thread, length, old - length, 0);
        }

        if (!TryOpen(thread, old, 0, length - old))
        {
            return false;
        }

        Span[old..].Clear();
        return true;
    }

    /// <summary>The memory as a view, held until <see cref="Release"/>.</summary>
    public BufferView Export(string format, int itemSize)
    {
        Interlocked.Increment(ref _exports);
        return new BufferView(_buffer, _start, format, itemSize, [Length / itemSize], [itemSize], IsReadOnly: false);
    }

    /// <summary>One export less.</summary>
    public void Release() => Interlocked.Decrement(ref _exports);

    /// <summary>Makes the gap at <paramref name="start"/> have <paramref name="wanted"/> instead of <paramref name="count"/> bytes, of any content.</summary>
    private bool TryOpen(ThreadState thread, int start, int count, int wanted)
    {
        if (!TryUnlock(thread))
        {
            return false;
        }

        long length = (long)Length - count + wanted;
        if (length > Array.MaxLength)
        {
            thread.MemoryError();
            return false;
        }

        int tail = Length - start - count;
        if (wanted < count && start == 0)
        {
            // Off the front: what remains stays where it is.
            _start += count - wanted;
        }
        else if (_start + length <= _buffer.Length && length >= _buffer.Length / 4)
        {
            _buffer.AsSpan(_start + start + count, tail).CopyTo(_buffer.AsSpan(_start + start + wanted));
        }
        else
        {
            // A new array, an eighth larger than needed unless it is the first; a much smaller one when most was deleted.
            long room = _buffer.Length == 0 || length == 0 ? 0 : (length >> 3) + 8;
            byte[] grown = new byte[Math.Min(length + room, Array.MaxLength)];
            _buffer.AsSpan(_start, start).CopyTo(grown);
            _buffer.AsSpan(_start + start + count, tail).CopyTo(grown.AsSpan(start + wanted));
            _buffer = grown;
            _start = 0;
        }

        Length = (int)length;
        return true;
    }
}

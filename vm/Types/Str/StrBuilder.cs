namespace Pyl.VM.Types;

/// <summary>
/// A growing buffer that several strs share as prefixes: appending to the str that ends where the buffer ends extends it in
/// place, appending to a shorter prefix copies. So a loop of <c>s += x</c> is linear (DESIGN 4), and every str stays immutable.
/// </summary>
/// <typeparam name="T">char for narrow text, int for wide.</typeparam>
internal sealed class StrBuilder<T>
    where T : unmanaged
{
    private T[] _buffer;

    /// <summary>1 while somebody appends: a str may be shared between interpreters, which have locks of their own. A whole lock would be half of the work.</summary>
    private int _busy;

    private int _used;

    public StrBuilder(ReadOnlySpan<T> start, int capacity)
    {
        _buffer = new T[(int)Math.Min(Math.Max(capacity, start.Length) * 2L, Array.MaxLength)];
        start.CopyTo(_buffer);
        _used = start.Length;
    }

    /// <summary>A builder whose prefix of <paramref name="length"/> items is followed by the text: this one when nobody has appended there.</summary>
    public StrBuilder<T> Append(int length, ReadOnlySpan<T> text)
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            bool isLast = _used == length;
            try
            {
                if (isLast)
                {
                    Extend(length, text);
                }
            }
            finally
            {
                Volatile.Write(ref _busy, 0);
            }

            if (isLast)
            {
                return this;
            }
        }

        // Who comes in between makes a copy: it would have to make one a moment later anyway.
        var copy = new StrBuilder<T>(Prefix(length), length + text.Length);
        return copy.Append(length, text);
    }

    private void Extend(int length, ReadOnlySpan<T> text)
    {
        int needed = length + text.Length;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(needed * 2L, Array.MaxLength));
        }

        text.CopyTo(_buffer.AsSpan(length));
        _used = needed;
    }

    /// <summary>The first <paramref name="length"/> items; they never change, even when the builder grows.</summary>
    public ReadOnlySpan<T> Prefix(int length) => _buffer.AsSpan(0, length);
}

using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A binary stream in memory.</summary>
internal sealed class BytesIOObject(ThreadState thread, TypeObject type) : IOBaseObject(thread, type)
{
    private byte[] _buffer = [];

    /// <summary>Views of getbuffer() that are alive; the size may not change meanwhile.</summary>
    public int Exports { get; set; }

    public int Length { get; private set; }

    public long Position { get; set; }

    /// <summary>The content.</summary>
    public Span<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>The array that holds the content.</summary>
    public byte[] Array => _buffer;

    /// <summary>Replaces the content; the array is taken over.</summary>
    public void Reset(byte[] content)
    {
        _buffer = content;
        Length = content.Length;
        Position = 0;
    }

    /// <summary>True when the size may change; false with BufferError set.</summary>
    public bool CheckUnlocked(ThreadState thread)
    {
        if (Exports > 0)
        {
            thread.Raise(ExceptionTypes.BufferError, "Existing exports of data: object cannot be re-sized");
        }

        return Exports == 0;
    }

    /// <summary>What is left, at most the given number; the position moves on.</summary>
    public ReadOnlySpan<byte> Take(long limit)
    {
        if (Position >= Length)
        {
            return default;
        }

        int count = (int)Math.Min(limit, Length - Position);
        ReadOnlySpan<byte> result = _buffer.AsSpan((int)Position, count);
        Position += count;
        return result;
    }

    /// <summary>The length of the line at the position, its newline included.</summary>
    public int LineLength(long limit)
    {
        if (Position >= Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = _buffer.AsSpan((int)Position, Length - (int)Position);
        int end = rest.IndexOf((byte)'\n');
        int length = end < 0 ? rest.Length : end + 1;
        return limit < 0 ? length : (int)Math.Min(length, limit);
    }

    /// <summary>Writes at the position, filling a gap with zeros; false with OverflowError set.</summary>
    public bool Write(ThreadState thread, ReadOnlySpan<byte> bytes)
    {
        long end = Position + bytes.Length;
        if (end > System.Array.MaxLength)
        {
            thread.OverflowError("new position too large");
            return false;
        }

        if (end > _buffer.Length)
        {
            System.Array.Resize(ref _buffer, (int)Math.Min(System.Array.MaxLength, Math.Max(end, _buffer.Length + (_buffer.Length >> 1) + 16)));
        }

        if (Position > Length)
        {
            _buffer.AsSpan(Length, (int)Position - Length).Clear();
        }

        bytes.CopyTo(_buffer.AsSpan((int)Position));
        Position = end;
        Length = (int)Math.Max(Length, end);
        return true;
    }

    /// <summary>Cuts the content.</summary>
    public void Truncate(int length)
    {
        if (length < Length)
        {
            // Not in place: views of the past may still look at the array.
            _buffer = _buffer.AsSpan(0, length).ToArray();
            Length = length;
        }
    }
}

/// <summary>What a memoryview of getbuffer() looks at: the content of a BytesIO, which it keeps from changing its size.</summary>
internal sealed class BytesIOBufferObject : PyObject, IBufferProvider
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "_BytesIOBuffer", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_io" };

    private readonly BytesIOObject _source;

    /// <summary>The source's reference moves in.</summary>
    public BytesIOBufferObject(ThreadState thread, BytesIOObject source)
        : base(thread, Class)
    {
        _source = source;
    }

    public bool TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        bytes = _source.Span;
        return true;
    }

    public bool TryGetWritable(ThreadState thread, out Span<byte> bytes)
    {
        bytes = _source.Span;
        return true;
    }

    public BufferView? Export(ThreadState thread)
    {
        _source.Exports++;
        return BufferView.OfBytes(_source.Array, 0, _source.Length, isReadOnly: false);
    }

    public void ReleaseExport(ThreadState thread) => _source.Exports--;

    protected internal override void ReleaseReferences(ThreadState thread) => thread.Release(Value.Of(_source));
}

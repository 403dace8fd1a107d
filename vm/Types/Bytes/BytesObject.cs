using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A bytes object. Immutable; uncounted unless it is an instance of a class made by a program.</summary>
public sealed class BytesObject : PyObject, IBufferProvider
{
    internal readonly byte[] Data;

    private long _hash;

    internal BytesObject(TypeObject type, byte[] data)
        : base(type)
    {
        Data = data;
    }

    private BytesObject(ThreadState thread, TypeObject type, byte[] data)
        : base(thread, type)
    {
        Data = data;
    }

    /// <summary>The empty bytes object.</summary>
    public static BytesObject Empty => Cache.Empty;

    public int Length => Data.Length;

    public ReadOnlySpan<byte> Span => Data;

    /// <summary>True for instances of bytes itself.</summary>
    public bool IsExact => ReferenceEquals(Type, BuiltinTypes.Bytes);

    /// <summary>The hash; never 0 or -1.</summary>
    public long Hash
    {
        get
        {
            if (_hash == 0)
            {
                _hash = StrHash.Compute(Data);
            }

            return _hash;
        }
    }

    /// <summary>A bytes object that takes over the array; nobody may change it afterwards.</summary>
    public static BytesObject Of(byte[] data) =>
        data.Length switch { 0 => Empty, 1 => Cache.Single[data[0]], _ => new BytesObject(BuiltinTypes.Bytes, data) };

    /// <summary>A bytes object with a copy of the bytes.</summary>
    public static BytesObject Of(ReadOnlySpan<byte> data) =>
        data.Length switch { 0 => Empty, 1 => Cache.Single[data[0]], _ => new BytesObject(BuiltinTypes.Bytes, data.ToArray()) };

    /// <summary>An instance of the class.</summary>
    internal static Value OfType(ThreadState thread, TypeObject type, byte[] data) =>
        Value.Of(ReferenceEquals(type, BuiltinTypes.Bytes) ? Of(data) : new BytesObject(thread, type, data));

    /// <summary>The content as an instance of bytes itself.</summary>
    public BytesObject Exact() => IsExact ? this : Of(Data);

    bool IBufferProvider.TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        bytes = Data;
        return true;
    }

    bool IBufferProvider.TryGetWritable(ThreadState thread, out Span<byte> bytes)
    {
        bytes = default;
        thread.Raise(ExceptionTypes.BufferError, "Object is not writable.");
        return false;
    }

    BufferView? IBufferProvider.Export(ThreadState thread) => BufferView.OfBytes(Data, 0, Data.Length, isReadOnly: true);

    void IBufferProvider.ReleaseExport(ThreadState thread)
    {
    }

    /// <summary>The shared bytes objects: made at the first use of any, when the type bytes exists.</summary>
    private static class Cache
    {
        public static readonly BytesObject Empty = new(BuiltinTypes.Bytes, []);
        public static readonly BytesObject[] Single = MakeSingle();

        private static BytesObject[] MakeSingle()
        {
            var table = new BytesObject[256];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = new BytesObject(BuiltinTypes.Bytes, [(byte)i]);
            }

            return table;
        }
    }
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// The content of a bytes or bytearray object whose method is running, for the methods that the two have in common: results
/// are of the same kind. Make it after the arguments are converted, because that can run user code which resizes a bytearray.
/// </summary>
internal readonly ref struct ByteText
{
    private readonly PyObject _owner;

    public ByteText(BytesObject owner)
    {
        _owner = owner;
        Data = owner.Data;
    }

    public ByteText(ByteArrayObject owner)
    {
        _owner = owner;
        Data = owner.Span;
        IsMutable = true;
    }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>True for bytearray.</summary>
    public bool IsMutable { get; }

    public int Length => Data.Length;

    /// <summary>The same object's bytes as they are now, after user code has run.</summary>
    public ByteText Again() => _owner is ByteArrayObject array ? new ByteText(array) : this;

    /// <summary>An object of the same kind that takes over the array.</summary>
    public Value Make(byte[] data) => Value.Of(IsMutable ? new ByteArrayObject(data) : BytesObject.Of(data));

    /// <summary>An object of the same kind with a copy of the bytes.</summary>
    public Value Make(ReadOnlySpan<byte> data) => Value.Of(IsMutable ? new ByteArrayObject(data.ToArray()) : BytesObject.Of(data));

    /// <summary>The result of a method that changed nothing: bytes themselves, or a copy of a bytearray.</summary>
    public Value Same() => IsMutable ? Make(Data) : Value.Of(((BytesObject)_owner).Exact());

    /// <summary>A part.</summary>
    public Value Slice(int start, int length) => length == Data.Length ? Same() : Make(Data.Slice(start, length));

    /// <summary>A part, the empty one for no length.</summary>
    public Value Empty() => Make([]);
}

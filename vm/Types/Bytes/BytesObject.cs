using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A bytes object. Uncounted and immutable.</summary>
public sealed class BytesObject(TypeObject type, byte[] data) : PyObject(type)
{
    public static readonly BytesObject Empty = new(BuiltinTypes.Bytes, []);

    internal readonly byte[] Data = data;

    /// <summary>A bytes object that takes over the array; nobody may change it afterwards.</summary>
    public static BytesObject Of(byte[] data) => data.Length == 0 ? Empty : new BytesObject(BuiltinTypes.Bytes, data);

    public int Length => Data.Length;
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a bytes object.</summary>
public sealed class BytesIteratorObject : PyObject
{
    /// <summary>Null once exhausted; the exact content, so that no counted object is held.</summary>
    internal BytesObject? Bytes;

    internal int Index;

    internal BytesIteratorObject(ThreadState thread, BytesObject bytes)
        : base(thread, BuiltinTypes.BytesIterator)
    {
        Bytes = bytes.Exact();
    }

    internal Value Next()
    {
        if (Bytes is not { } bytes)
        {
            return Value.End;
        }

        int index = Index;
        if (index < bytes.Data.Length)
        {
            Index = index + 1;
            return Value.Int(bytes.Data[index]);
        }

        Bytes = null;
        return Value.End;
    }
}

using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a bytearray, which may change meanwhile: each step looks at it as it is.</summary>
public sealed class ByteArrayIteratorObject : PyObject
{
    /// <summary>Null once exhausted.</summary>
    internal ByteArrayObject? Array;

    internal int Index;

    /// <summary>The array is borrowed.</summary>
    internal ByteArrayIteratorObject(ThreadState thread, ByteArrayObject array)
        : base(thread, BuiltinTypes.ByteArrayIterator)
    {
        RefCount.Retain(thread, array);
        Array = array;
    }

    internal Value Next(ThreadState thread)
    {
        if (Array is not { } array)
        {
            return Value.End;
        }

        if (Index < array.Length)
        {
            return Value.Int(array.Span[Index++]);
        }

        Array = null;
        RefCount.Release(thread, array);
        return Value.End;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Array is { } array)
        {
            Array = null;
            RefCount.Release(thread, array);
        }
    }
}

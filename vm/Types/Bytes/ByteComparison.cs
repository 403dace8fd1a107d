using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Comparison of bytes and bytearray with anything bytes-like.</summary>
internal static class ByteComparison
{
    public static Value Compare(ThreadState thread, SpecialMethod operation, ReadOnlySpan<byte> left, Value other)
    {
        // Others that have a buffer, array.array for one, compare by their own rules.
        if (other.Ref is not (BytesObject or ByteArrayObject or MemoryViewObject))
        {
            return Value.NotImplemented;
        }

        if (!Buffers.TryGet(thread, other, out ReadOnlySpan<byte> right))
        {
            thread.ClearException();
            return Value.NotImplemented;
        }

        if (operation is SpecialMethod.Eq or SpecialMethod.Ne)
        {
            return Value.Bool(left.SequenceEqual(right) == (operation == SpecialMethod.Eq));
        }

        int order = left.SequenceCompareTo(right);
        return Value.Bool(operation switch
        {
            SpecialMethod.Lt => order < 0,
            SpecialMethod.Le => order <= 0,
            SpecialMethod.Gt => order > 0,
            _ => order >= 0,
        });
    }
}

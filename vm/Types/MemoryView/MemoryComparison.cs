using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Equality of memoryviews: equal shapes, and items that are equal as objects.</summary>
internal static class MemoryComparison
{
    public static Value Equal(ThreadState thread, MemoryViewObject self, Value other, bool negate)
    {
        if (ReferenceEquals(self, other.Ref))
        {
            return Value.Bool(!negate);
        }

        if (self.IsReleased || other.Ref is MemoryViewObject { IsReleased: true })
        {
            return Value.Bool(negate);
        }

        if (!Buffers.Has(other))
        {
            return Value.NotImplemented;
        }

        using BufferExport export = Buffers.Export(thread, other);
        if (export.View is not { } right)
        {
            thread.ClearException();
            return Value.NotImplemented;
        }

        return Value.Bool(AreEqual(thread, self.View, right) != negate);
    }

    private static bool AreEqual(ThreadState thread, BufferView left, BufferView right)
    {
        if (!left.Shape.AsSpan().SequenceEqual(right.Shape))
        {
            return false;
        }

        char leftCode = ItemFormat.CodeOf(left.Format);
        char rightCode = ItemFormat.CodeOf(right.Format);
        if (leftCode == '\0' || rightCode == '\0')
        {
            return false;
        }

        if (leftCode == rightCode && leftCode is not ('e' or 'f' or 'd' or '?') && left.IsContiguous && right.IsContiguous)
        {
            return left.AsSpan().SequenceEqual(right.AsSpan());
        }

        return AreEqual(thread, left, leftCode, left.Offset, right, rightCode, right.Offset, 0);
    }

    private static bool AreEqual(ThreadState thread, BufferView left, char leftCode, int leftAt, BufferView right, char rightCode, int rightAt, int dimension)
    {
        if (dimension == left.Shape.Length)
        {
            Value a = MemoryItems.Read(left, leftCode, leftAt);
            Value b = MemoryItems.Read(right, rightCode, rightAt);
            return a.IsFloat && b.IsFloat ? a.Float == b.Float : Comparison.Equal(thread, a, b) > 0;
        }

        for (int i = 0; i < left.Shape[dimension]; i++)
        {
            if (!AreEqual(thread, left, leftCode, leftAt, right, rightCode, rightAt, dimension + 1))
            {
                return false;
            }

            leftAt += left.Strides[dimension];
            rightAt += right.Strides[dimension];
        }

        return true;
    }
}

using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>Comparing lists, which their items' __eq__ may change meanwhile.</summary>
internal static class ListComparison
{
    public static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self.Ref!, other.Ref);
        if (other.Ref is not ListObject right)
        {
            return Value.NotImplemented;
        }

        var left = (ListObject)self.Ref!;
        if (left.Count != right.Count && operation is (SpecialMethod.Eq or SpecialMethod.Ne))
        {
            return Value.Bool(operation == SpecialMethod.Ne);
        }

        if (left.Storage is IntStorage a && right.Storage is IntStorage b)
        {
            return CompareInts(operation, a.Items.AsSpan(0, left.Count), b.Items.AsSpan(0, right.Count));
        }

        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            Value x = left.Get(thread, i);
            Value y = right.Get(thread, i);
            int equal = Comparison.Equal(thread, x, y);
            Value result = equal < 0 ? Value.Error
                : equal > 0 ? Value.Unbound
                // The comparison has made one of them shorter.
                : i >= left.Count || i >= right.Count ? ItemComparison.OfLengths(operation, left.Count, right.Count)
                : operation switch
                {
                    SpecialMethod.Eq => Value.False,
                    SpecialMethod.Ne => Value.True,
                    _ => Comparison.Compare(thread, operation, x, y),
                };
            thread.Release(x);
            thread.Release(y);
            if (!result.IsUnbound)
            {
                return result;
            }
        }

        return ItemComparison.OfLengths(operation, left.Count, right.Count);
    }

    private static Value CompareInts(SpecialMethod operation, ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        int common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return ItemComparison.OfLengths(operation, left.Length, right.Length);
        }

        return ItemComparison.OfLengths(operation, left[common] < right[common] ? 0 : 1, left[common] < right[common] ? 1 : 0);
    }
}

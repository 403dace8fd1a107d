using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Lexicographic comparison of runs of items that cannot change meanwhile (tuples, slices).</summary>
internal static class ItemComparison
{
    /// <summary>The result of a comparison operator: the first items that are not equal decide, then the lengths.</summary>
    public static Value Compare(ThreadState thread, SpecialMethod operation, ReadOnlySpan<Value> left, ReadOnlySpan<Value> right)
    {
        int common = Math.Min(left.Length, right.Length);
        for (int i = 0; i < common; i++)
        {
            int equal = Comparison.Equal(thread, left[i], right[i]);
            if (equal < 0)
            {
                return Value.Error;
            }

            if (equal == 0)
            {
                return operation switch
                {
                    SpecialMethod.Eq => Value.False,
                    SpecialMethod.Ne => Value.True,
                    _ => Comparison.Compare(thread, operation, left[i], right[i]),
                };
            }
        }

        return OfLengths(operation, left.Length, right.Length);
    }

    /// <summary>The result when one run is a prefix of the other.</summary>
    public static Value OfLengths(SpecialMethod operation, int left, int right) => Value.Bool(operation switch
    {
        SpecialMethod.Lt => left < right,
        SpecialMethod.Le => left <= right,
        SpecialMethod.Eq => left == right,
        SpecialMethod.Ne => left != right,
        SpecialMethod.Gt => left > right,
        _ => left >= right,
    });
}

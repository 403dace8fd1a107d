using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>math.hypot, math.dist and math.sumprod: sums of products in twice the precision of a double.</summary>
public static class VectorNorm
{
    /// <summary>The Euclidean norm: no overflow or underflow on the way, and the last bit right in practice.</summary>
    public static double Hypot(ReadOnlySpan<double> coordinates)
    {
        double largest = 0;
        var hasNaN = false;
        foreach (var x in coordinates)
        {
            if (double.IsInfinity(x))
                return double.PositiveInfinity;
            hasNaN |= double.IsNaN(x);
            largest = Math.Max(largest, Math.Abs(x));
        }
        if (hasNaN)
            return double.NaN;
        if (largest == 0 || coordinates.Length == 1)
            return largest;
        // Scaling by a power of two is exact; afterwards the squares neither overflow nor vanish.
        var exponent = Math.ILogB(largest);
        double high = 0, low = 0;
        foreach (var x in coordinates)
        {
            var scaled = Math.ScaleB(x, -exponent);
            AddProduct(ref high, ref low, scaled, scaled);
        }
        var root = Math.Sqrt(high + low);
        // One step of Newton's iteration on the exact residue.
        var square = root * root;
        var residue = high - square + (low - Math.FusedMultiplyAdd(root, root, -square));
        return Math.ScaleB(root + residue / (2 * root), exponent);
    }

    /// <summary>The distance of two points.</summary>
    /// <returns>null, or a ValueError when their dimensions differ.</returns>
    public static AlgorithmError? TryDistance(ReadOnlySpan<double> p, ReadOnlySpan<double> q, out double result)
    {
        result = 0;
        if (p.Length != q.Length)
            return AlgorithmError.Value("both points must have the same number of dimensions");
        var differences = new double[p.Length];
        for (var i = 0; i < p.Length; i++)
            differences[i] = p[i] - q[i];
        result = Hypot(differences);
        return null;
    }

    /// <summary>The sum of the products of two sequences of floats, rounded once when everything is finite.</summary>
    public static double SumProduct(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = default(ExactSum);
        double plain = 0;
        var exact = true;
        for (var i = 0; i < p.Length; i++)
        {
            var product = p[i] * q[i];
            plain += product;
            exact = exact && double.IsFinite(product)
                && sum.TryAdd(product) is null && sum.TryAdd(Math.FusedMultiplyAdd(p[i], q[i], -product)) is null;
        }
        return exact && sum.TryResult(out var result) is null ? result : plain;
    }

    private static void AddProduct(ref double high, ref double low, double x, double y)
    {
        var product = x * y;
        var lost = Math.FusedMultiplyAdd(x, y, -product);
        var sum = high + product;
        var part = sum - high;
        low += high - (sum - part) + (product - part) + lost;
        high = sum;
    }
}

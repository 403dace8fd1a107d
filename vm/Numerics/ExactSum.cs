using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>math.fsum: adds doubles without any rounding and rounds once at the end (Shewchuk's expansions: the sum is kept
/// as doubles that do not overlap, smallest first).</summary>
public struct ExactSum
{
    private double[]? _parts;
    private int _count;
    private double _special;
    private double _infinities;

    /// <summary>Adds a value.</summary>
    /// <returns>null, or an OverflowError when the sum so far leaves the range of doubles.</returns>
    public AlgorithmError? TryAdd(double value)
    {
        _parts ??= new double[8];
        var original = value;
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var part = _parts[i];
            var (large, small) = Math.Abs(value) < Math.Abs(part) ? (part, value) : (value, part);
            value = large + small;
            var rest = small - (value - large);
            if (rest != 0)
                _parts[kept++] = rest;
        }
        _count = kept;
        if (value == 0)
            return null;
        if (!double.IsFinite(value))
        {
            if (double.IsFinite(original))
                return AlgorithmError.Overflow("intermediate overflow in fsum");
            if (double.IsInfinity(original))
                _infinities += original;
            _special += original;
            _count = 0;
            return null;
        }
        if (_count == _parts.Length)
            Array.Resize(ref _parts, _count * 2);
        _parts[_count++] = value;
        return null;
    }

    /// <summary>The sum, correctly rounded.</summary>
    /// <returns>null, or a ValueError when both infinities were added.</returns>
    public readonly AlgorithmError? TryResult(out double result)
    {
        result = 0;
        if (_special != 0 || double.IsNaN(_special))
        {
            result = _special;
            return double.IsNaN(_infinities) ? AlgorithmError.Value("-inf + inf in fsum") : null;
        }
        var i = _count;
        if (i == 0)
            return null;
        result = _parts![--i];
        double rest = 0;
        while (i > 0)
        {
            var before = result;
            var part = _parts[--i];
            result = before + part;
            rest = part - (result - before);
            if (rest != 0)
                break;
        }
        // The sum so far may lie exactly between two doubles; then the next part decides.
        if (i > 0 && (rest < 0 && _parts[i - 1] < 0 || rest > 0 && _parts[i - 1] > 0))
        {
            var twice = rest * 2;
            var moved = result + twice;
            if (twice == moved - result)
                result = moved;
        }
        return null;
    }
}

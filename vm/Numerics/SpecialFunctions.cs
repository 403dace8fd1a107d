namespace Pyl.VM.Numerics;

/// <summary>Gamma and error functions, and expm1 and log1p, which .NET computes naively (double.ExpM1(1e-10) has seven
/// right digits). Accurate to a few units in the last place; NaN for poles and invalid arguments.</summary>
public static class SpecialFunctions
{
    private const double SqrtPi = 1.7724538509055160273;
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double SqrtTwoPi = 2.5066282746310005024;
    private const double LogPi = 1.1447298858494001741;

    // The Stirling series' coefficients B(2k)/(2k(2k-1)): with them it is exact to double precision from 16 on.
    private static readonly double[] Stirling =
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
    ];

    private const double StirlingFrom = 16;

    // 0! to 22!, all exact.
    private static readonly double[] Factorials = MakeFactorials();

    // zeta(k) - 1 by summation with the Euler-Maclaurin tail from 150 on.
    private static readonly double[] ZetaMinusOne = MakeZetaMinusOne();

    /// <summary>log(1 + x).</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        if (sum == 1 || double.IsPositiveInfinity(x))
            return x;
        // The second term puts back what rounding the sum lost (Kahan).
        return Math.Log(sum) - ((sum - 1) - x) / sum;
    }

    /// <summary>exp(x) - 1.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) >= 0.5)
            return Math.Exp(x) - 1;
        if (x == 0)
            return x;
        // tanh keeps the small argument's digits: expm1(x) = 2t / (1 - t) with t = tanh(x/2).
        var t = Math.Tanh(x / 2);
        return 2 * t / (1 - t);
    }

    /// <summary>The error function.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        var magnitude = Math.Abs(x);
        return magnitude < 1.5 ? ErfSeries(x) : Math.CopySign(magnitude >= 6 ? 1 : 1 - ErfcFraction(magnitude), x);
    }

    /// <summary>1 - erf(x), without cancellation for large x.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) < 0.5)
            return 1 - ErfSeries(x);
        if (x < 0)
            return 1 + Erf(-x);
        return x < 0.9 ? 1 - ErfSeries(x) : x > 27.3 ? 0 : ErfcFraction(x);
    }

    /// <summary>The gamma function; NaN at zero's and the negative integers' poles and at minus infinity; infinity when too large.</summary>
    public static double Gamma(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
            return x;
        if (x <= 0 && x == Math.Floor(x))
            return double.NaN;
        if (x == Math.Floor(x) && x <= Factorials.Length)
            return Factorials[(int)x - 1];
        var magnitude = Math.Abs(x);
        if (magnitude < 1e-20)
            return 1 / x;
        if (x > 172)
            return double.PositiveInfinity;
        if (x > 0)
        {
            var (factor, root) = GammaFactors(x);
            return factor * root * root;
        }
        // Below -190 only the sign is left.
        if (magnitude > 190)
            return Math.Floor(magnitude) % 2 == 0 ? -0.0 : 0.0;
        // gamma(-y) = -pi / (y sin(pi y) gamma(y)); dividing by the factors one by one keeps subnormal results.
        var (f, r) = GammaFactors(magnitude);
        return -Math.PI / (magnitude * SinPi(magnitude)) / f / r / r;
    }

    /// <summary>log(abs(gamma(x))); infinity at the poles.</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x) || x <= 0 && x == Math.Floor(x))
            return double.PositiveInfinity;
        if (x is 1 or 2)
            return 0;
        var magnitude = Math.Abs(x);
        if (magnitude < 1e-20)
            return -Math.Log(magnitude);
        if (x < 0)
            return LogPi - Math.Log(Math.Abs(SinPi(magnitude)) * magnitude) - LogGamma(magnitude);
        if (x < StirlingFrom)
        {
            // Around the zeros at 1 and 2 log(gamma) would lose what is left of the difference.
            return x switch
            {
                >= 1.5 and <= 2.5 => LogGammaOfTwoPlus(x - 2),
                >= 0.5 and < 1.5 => LogGammaOfTwoPlus(x - 1) - Log1P(x - 1),
                _ => Math.Log(Gamma(x)),
            };
        }
        return (x - 0.5) * (Math.Log(x) - 1) + (HalfLogTwoPi - 0.5) + StirlingTail(x);
    }

    /// <summary>sin(pi * x) with an exact reduction of the argument; x is not negative.</summary>
    public static double SinPi(double x)
    {
        var y = x % 2;
        return (int)Math.Round(2 * y) switch
        {
            0 => Math.Sin(Math.PI * y),
            1 => Math.Cos(Math.PI * (y - 0.5)),
            2 => Math.Sin(Math.PI * (1 - y)),
            3 => -Math.Cos(Math.PI * (y - 1.5)),
            _ => Math.Sin(Math.PI * (y - 2)),
        };
    }

    // gamma(x) = Factor * Root**2 for 0 < x <= 190, split because the whole overflows before the reflection is done with it.
    private static (double Factor, double Root) GammaFactors(double x)
    {
        var divisor = 1.0;
        var shifted = x;
        var lost = 0.0;
        while (shifted < StirlingFrom)
        {
            divisor *= shifted;
            // What rounding the sum loses moves the result by digamma times as much.
            var next = shifted + 1;
            lost += shifted - (next - 1);
            shifted = next;
        }
        var correction = 1 + lost * (Math.Log(shifted) - 0.5 / shifted);
        var factor = SqrtTwoPi * Math.Exp(StirlingTail(shifted)) / divisor * correction;
        var root = Math.Pow(shifted, shifted / 2 - 0.25) * Math.Exp(-shifted / 2);
        return (factor, root);
    }

    // log(gamma(2 + e)) = (1 - Euler's constant) e + sum over k of (-1)**k (zeta(k) - 1) e**k / k, for |e| <= 1/2.
    private static double LogGammaOfTwoPlus(double e)
    {
        var sum = 0.0;
        for (var k = ZetaMinusOne.Length - 1; k >= 2; k--)
            sum = (sum + (k % 2 == 0 ? 1 : -1) * ZetaMinusOne[k] / k) * e;
        return (sum + 0.42278433509846713939) * e;
    }

    private static double StirlingTail(double x)
    {
        var square = 1 / (x * x);
        var sum = 0.0;
        for (var i = Stirling.Length - 1; i >= 0; i--)
            sum = sum * square + Stirling[i];
        return sum / x;
    }

    // erf(x) = 2x/sqrt(pi) exp(-x**2) (1 + 2x**2/3 + (2x**2)**2/(3*5) + ...): all terms positive, no cancellation.
    private static double ErfSeries(double x)
    {
        var square = x * x;
        var sum = 0.0;
        for (var n = 30.5; n > 0; n -= 1)
            sum = 1 + square * sum / (n + 1);
        return 2 * x * sum * ExpMinusSquare(x) / SqrtPi;
    }

    // erfc(x) = x exp(-x**2)/sqrt(pi) / (x**2 + 1/2 - (1*1/2)/(x**2 + 5/2 - (2*3/2)/(x**2 + 9/2 - ...))).
    private static double ErfcFraction(double x)
    {
        var square = x * x;
        var terms = x < 1.5 ? 100 : x < 3 ? 60 : 30;
        var tail = square + 2 * terms + 0.5;
        for (var k = terms; k > 0; k--)
            tail = square + 2 * (k - 1) + 0.5 - k * (k - 0.5) / tail;
        return x * ExpMinusSquare(x) / SqrtPi / tail;
    }

    private static double ExpMinusSquare(double x)
    {
        var square = x * x;
        var lost = Math.FusedMultiplyAdd(x, x, -square);
        return Math.Exp(-square) * (1 - lost);
    }

    private static double[] MakeFactorials()
    {
        var table = new double[23];
        table[0] = 1;
        for (var i = 1; i < table.Length; i++)
            table[i] = table[i - 1] * i;
        return table;
    }

    private static double[] MakeZetaMinusOne()
    {
        const int from = 150;
        var table = new double[32];
        for (var k = 2; k < table.Length; k++)
        {
            var last = Math.Pow(from, -k);
            var sum = last * (from / (k - 1.0) + 0.5 + k / (12.0 * from) - k * (k + 1.0) * (k + 2) / (720.0 * from * from * from));
            for (var n = from - 1; n >= 2; n--)
                sum += Math.Pow(n, -k);
            table[k] = sum;
        }
        return table;
    }
}

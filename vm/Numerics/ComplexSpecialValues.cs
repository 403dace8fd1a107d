using System.Numerics;

namespace Pyl.VM.Numerics;

/// <summary>
/// What the functions of cmath answer when a part of the argument is infinite or NaN (C99, Annex G). Rows are the real
/// part, columns the imaginary part: -inf, negative, -0, +0, positive, +inf, NaN; two letters a cell, the real and the
/// imaginary part of the answer. Dots where both parts are finite, EE where Python raises ValueError.
/// </summary>
internal static class ComplexSpecialValues
{
    public const string Acos =
        "tipipipIpItIni hi........hInn hi........hIhn hi........hIhn hi........hInn qi0i0i0I0IqIni ninnnnnnnnnInn";
    public const string Acosh =
        "iTiPiPipipitin iH........ihnn iH........ihnh iH........ihnh iH........ihnn iQizizi0i0iqin innnnnnnnninnn";
    public const string Asinh =
        "IQIzIzI0I0IqIn IH........Ihnn IH........Ihnn iH........ihnn iH........ihnn iQizizi0i0iqin innnnzn0nninnn";
    public const string Atanh =
        "zHzHzHzhzhzhzn zH........zhnn zH........zhzn 0H........0h0n 0H........0hnn 0H0H0H0h0h0h0n 0Hnnnnnnnn0hnn";
    public const string Cosh =
        "EEiii0iziIEEin EE........EEnn EE........EEn0 EE........EEn0 EE........EEnn EEiIizi0iiEEin nnnnn0n0nnnnnn";
    public const string Exp =
        "000z0z00000000 EE........EEnn EE........EEnn EE........EEnn EE........EEnn EEiIizi0iiEEin nnnnnzn0nnnnnn";
    public const string Log =
        "iTiPiPipipitin iH........ihnn iH........ihnn iH........ihnn iH........ihnn iQizizi0i0iqin innnnnnnnninnn";
    public const string Sinh =
        "EEIIIzI0IiEEin EE........EEnn EE........EE0n EE........EE0n EE........EEnn EEiIizi0iiEEin nnnnnzn0nnnnnn";
    public const string Sqrt =
        "iI0I0I0i0iiini iI........iinn iI........iinn iI........iinn iI........iinn iIizizi0i0iiin iInnnnnnnniinn";
    public const string Tanh =
        "-0-z-z-0-0-0-0 EE........EEnn EE........EEzn EE........EE0n EE........EEnn 101z1z10101010 nnnnnzn0nnnnnn";

    /// <summary>Looks an argument up; at least one part is not finite.</summary>
    /// <returns>False where Python raises ValueError.</returns>
    public static bool TryLookUp(string table, Complex z, out Complex result)
    {
        var at = Class(z.Real) * 15 + Class(z.Imaginary) * 2;
        result = new Complex(Decode(table[at]), Decode(table[at + 1]));
        return table[at] != 'E';
    }

    private static int Class(double x)
    {
        if (double.IsNaN(x))
            return 6;
        if (x == 0)
            return double.IsNegative(x) ? 2 : 3;
        return x < 0 ? (double.IsInfinity(x) ? 0 : 1) : double.IsInfinity(x) ? 5 : 4;
    }

    private static double Decode(char letter) => letter switch
    {
        '0' => 0.0,
        'z' => -0.0,
        '1' => 1,
        '-' => -1,
        'i' => double.PositiveInfinity,
        'I' => double.NegativeInfinity,
        'p' => Math.PI,
        'P' => -Math.PI,
        'h' => Math.PI / 2,
        'H' => -Math.PI / 2,
        'q' => Math.PI / 4,
        'Q' => -Math.PI / 4,
        't' => 3 * Math.PI / 4,
        'T' => -3 * Math.PI / 4,
        _ => double.NaN,
    };
}

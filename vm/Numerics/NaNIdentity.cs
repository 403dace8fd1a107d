namespace Pyl.VM.Numerics;

/// <summary>
/// NaN is the one float whose identity shows: containers find <c>nan</c> itself, but not another NaN. Floats are no objects
/// here, so each NaN that a program asks for by name gets a number of its own in the bits that IEEE 754 leaves free; wherever
/// the bits become visible (struct, array) they are put back.
/// </summary>
public static class NaNIdentity
{
    private const long Quiet = 0x7FF8_0000_0000_0000;
    private const long Mark = 0x0005_0000_0000_0000;
    private const long MarkMask = 0x0007_FFFF_0000_0000;

    private static int s_last;

    /// <summary>A NaN that no other is identical to, with the sign of the given one.</summary>
    public static double Fresh(double nan) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(nan) & long.MinValue) | Quiet | Mark | (uint)Interlocked.Increment(ref s_last));

    /// <summary>The number with the bits that CPython would have: a NaN made here is the default one.</summary>
    public static double Visible(double number)
    {
        if (!double.IsNaN(number))
        {
            return number;
        }

        long bits = BitConverter.DoubleToInt64Bits(number);
        return (bits & MarkMask) == Mark ? BitConverter.Int64BitsToDouble((bits & long.MinValue) | Quiet) : number;
    }
}

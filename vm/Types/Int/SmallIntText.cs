using System.Globalization;

namespace Pyl.VM.Types;

/// <summary>Decimal text of ints; the smallest are kept, since programs print them all the time.</summary>
internal static class SmallIntText
{
    private const int Kept = 1000;

    private static readonly StrObject?[] s_texts = new StrObject?[Kept];

    public static StrObject Of(long value)
    {
        if ((ulong)value >= Kept)
        {
            return StrObject.OfNarrow(value.ToString(CultureInfo.InvariantCulture));
        }

        return s_texts[value] ??= StrObject.OfNarrow(value.ToString(CultureInfo.InvariantCulture));
    }
}

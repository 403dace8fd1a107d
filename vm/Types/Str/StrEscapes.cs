using System.Globalization;
using System.Text;

namespace Pyl.VM.Types;

/// <summary>Escaping of text.</summary>
internal static class StrEscapes
{
    /// <summary>Everything but ASCII as \x, \u or \U.</summary>
    public static StrObject Ascii(StrObject text)
    {
        if (!text.IsWide && System.Text.Ascii.IsValid(text.Narrow))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            int point = text.CodePointAt(i);
            builder.Append(point switch
            {
                < 0x80 => ((char)point).ToString(),
                < 0x100 => "\\x" + point.ToString("x2", CultureInfo.InvariantCulture),
                < 0x10000 => "\\u" + point.ToString("x4", CultureInfo.InvariantCulture),
                _ => "\\U" + point.ToString("x8", CultureInfo.InvariantCulture),
            });
        }

        return StrObject.OfNarrow(builder.ToString());
    }
}

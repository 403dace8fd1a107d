using System.Buffers;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expat;

/// <summary>The module _expat: the native part of xml.parsers.expat.</summary>
[PyModule("_expat")]
internal static class ExpatModule
{
    private static readonly SearchValues<char> s_bad = SearchValues.Create(
        "\0\x1\x2\x3\x4\x5\x6\x7\x8\xb\xc\xe\xf\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\xfffe\xffff");

    [PyConstant("DocumentReader")]
    public static TypeObject DocumentReader => DocumentReaderMethods.Type;

    [PyFunction("find_bad", Doc = "Where the first character stands that no document may have, or -1.")]
    public static long FindBad(StrObject text)
    {
        if (!text.IsWide)
        {
            return text.Chars.IndexOfAny(s_bad);
        }

        return Array.FindIndex(text.Wide, static point => point <= 0xFFFF && s_bad.Contains((char)point));
    }
}

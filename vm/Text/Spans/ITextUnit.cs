using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyl.VM.Text.Spans;

/// <summary>
/// What a unit of text is to the algorithms that narrow text (char), wide text (int) and bytes share: they are written once,
/// over spans, and the JIT makes one copy of each for every kind.
/// </summary>
/// <typeparam name="T">The unit.</typeparam>
internal interface ITextUnit<T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>Whitespace as strip() and split() mean it.</summary>
    static abstract bool IsSpace(T unit);

    /// <summary>Whether splitlines() breaks after it.</summary>
    static abstract bool IsLineBreak(T unit);
}

/// <summary>Narrow text, a char a code point.</summary>
internal readonly struct CharUnit : ITextUnit<char>
{
    // Letters are decided here: each is asked about, and none of them is a space.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSpace(char unit) => (uint)(unit - '!') > '~' - '!' && (unit == ' ' || UnicodeProperties.IsSpace(unit));

    public static bool IsLineBreak(char unit) => UnicodeProperties.IsLineBreak(unit);
}

/// <summary>Wide text.</summary>
internal readonly struct PointUnit : ITextUnit<int>
{
    public static bool IsSpace(int unit) => UnicodeProperties.IsSpace(unit);

    public static bool IsLineBreak(int unit) => UnicodeProperties.IsLineBreak(unit);
}

/// <summary>Bytes: ASCII only.</summary>
internal readonly struct ByteUnit : ITextUnit<byte>
{
    public static bool IsSpace(byte unit) => unit == ' ' || (uint)(unit - '\t') <= '\r' - '\t';

    public static bool IsLineBreak(byte unit) => unit is (byte)'\n' or (byte)'\r';
}

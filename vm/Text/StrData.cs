using System.Runtime.CompilerServices;

namespace Pyl.VM.Text;

/// <summary>
/// What a Python str holds: a .NET string when every code point is at most 0xFFFF, so that one char is one code point
/// (lone surrogates included), and an array of code points otherwise. Both forms index in constant time.
/// The form is canonical: a wide payload has at least one code point above 0xFFFF.
/// </summary>
public readonly struct StrData : IEquatable<StrData>
{
    private readonly object? _data;

    private StrData(object data) => _data = data;

    /// <summary>The empty string.</summary>
    public static StrData Empty => new("");

    /// <summary>Wraps a string in which one char is one code point. A UTF-16 string goes through
    /// <see cref="CodePoints.FromUtf16"/> instead.</summary>
    public static implicit operator StrData(string bmp) => new(bmp);

    /// <summary>Wraps code points, choosing the canonical form. The array must not be changed afterwards.</summary>
    public static StrData FromCodePoints(int[] codePoints) =>
        CodePoints.FitsBmp(codePoints) ? new StrData(CodePoints.ToBmp(codePoints)) : new StrData(codePoints);

    /// <summary>As <see cref="FromCodePoints(int[])"/>, copying the span.</summary>
    public static StrData FromCodePoints(ReadOnlySpan<int> codePoints) =>
        CodePoints.FitsBmp(codePoints) ? new StrData(CodePoints.ToBmp(codePoints)) : new StrData(codePoints.ToArray());

    /// <summary>Wraps an array that is known to be canonical, and is not changed afterwards.</summary>
    internal static StrData OfWide(int[] codePoints) => new(codePoints);

    public static StrData FromCodePoint(int codePoint) =>
        codePoint <= 0xFFFF ? new StrData(((char)codePoint).ToString()) : new StrData(new[] { codePoint });

    public bool IsNarrow => _data is null or string;

    /// <summary>The string form, or null when the text is wide.</summary>
    public string? Narrow => _data is null ? "" : _data as string;

    /// <summary>The code-point form, or null when the text is narrow.</summary>
    public int[]? Wide => _data as int[];

    public int Length => _data is string s ? s.Length : _data is null ? 0 : Unsafe.As<int[]>(_data).Length;

    public int this[int index] => _data is string s ? s[index] : Unsafe.As<int[]>(_data!)[index];

    /// <summary>The code points from <paramref name="start"/> on, in canonical form.</summary>
    public StrData Slice(int start, int length)
    {
        if (_data is null)
            return this;
        if (_data is string s)
            return new StrData(s.Substring(start, length));
        return FromCodePoints(Unsafe.As<int[]>(_data).AsSpan(start, length));
    }

    public StrData Slice(int start) => Slice(start, Length - start);

    public int[] ToCodePoints()
    {
        if (_data is int[] wide)
            return wide;
        var narrow = Narrow!;
        var result = new int[narrow.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = narrow[i];
        return result;
    }

    /// <summary>The text as UTF-16 with surrogate pairs, for .NET consumers.</summary>
    public override string ToString() => Narrow ?? CodePoints.ToUtf16(Wide!);

    public bool Equals(StrData other) =>
        _data is int[] wide ? other._data is int[] that && wide.AsSpan().SequenceEqual(that) : Narrow == other.Narrow;

    public override bool Equals(object? obj) => obj is StrData other && Equals(other);

    public override int GetHashCode() => ToString().GetHashCode();
}

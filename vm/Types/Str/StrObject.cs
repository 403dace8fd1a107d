using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>
/// A str. Text whose code points all fit 16 bits is a .NET string, one char a code point (a lone surrogate is a char too);
/// other text is an array of code points (see <see cref="StrData"/>). A third form, <see cref="StrBuilder{T}"/>, makes repeated
/// <c>s += x</c> linear and becomes one of the others when the text is needed as a whole. Immutable; uncounted unless it is
/// an instance of a class made by a program.
/// </summary>
public sealed class StrObject : PyObject
{
    /// <summary>The longest text that .NET can hold as a string.</summary>
    public const int MaxLength = 0x3FFF_FFDF;

    /// <summary>Results of concatenation shorter than this are made at once.</summary>
    private const int BuilderThreshold = 256;

    // string, int[], StrBuilder<char> or StrBuilder<int>.
    private object _data;
    private long _hash;
    private readonly int _length;
    private readonly bool _isWide;
    private bool _isInterned;

    /// <summary>A str of code points below 0x10000, one char each.</summary>
    internal StrObject(TypeObject type, string text)
        : base(type)
    {
        _data = text;
        _length = text.Length;
    }

    /// <summary>A str with at least one code point above 0xFFFF.</summary>
    internal StrObject(TypeObject type, int[] wide)
        : base(type)
    {
        _data = wide;
        _length = wide.Length;
        _isWide = true;
    }

    private StrObject(object data, int length, bool isWide)
        : base(BuiltinTypes.Str)
    {
        _data = data;
        _length = length;
        _isWide = isWide;
    }

    private StrObject(ThreadState thread, TypeObject type, StrObject text)
        : base(thread, type)
    {
        _data = text._data;
        _length = text._length;
        _isWide = text._isWide;
        _hash = text._hash;
    }

    /// <summary>The empty str.</summary>
    public static StrObject Empty => Cache.Empty;

    /// <summary>Number of code points.</summary>
    public int Length => _length;

    /// <summary>True when some code point is above 0xFFFF; then <see cref="Wide"/> holds the text, otherwise <see cref="Narrow"/> does.</summary>
    public bool IsWide => _isWide;

    /// <summary>The code points of a wide str.</summary>
    public int[] Wide => _data as int[] ?? FlattenWide();

    /// <summary>The text of a str that is not wide, one char a code point.</summary>
    public string Narrow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            object data = _data;
            return data.GetType() == typeof(string) ? Unsafe.As<string>(data) : Flatten();
        }
    }

    /// <summary>The text of a str that is not wide; cheaper than <see cref="Narrow"/> on a text that is being built.</summary>
    public ReadOnlySpan<char> Chars
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            object data = _data;
            return data.GetType() == typeof(string) ? Unsafe.As<string>(data) : Unsafe.As<StrBuilder<char>>(data).Prefix(_length);
        }
    }

    /// <summary>The code points of a wide str; cheaper than <see cref="Wide"/> on a text that is being built.</summary>
    public ReadOnlySpan<int> Points
    {
        get
        {
            object data = _data;
            return data.GetType() == typeof(int[]) ? Unsafe.As<int[]>(data) : Unsafe.As<StrBuilder<int>>(data).Prefix(_length);
        }
    }

    /// <summary>The text as the algorithms of <see cref="Text"/> take it.</summary>
    public StrData Data => _isWide ? StrData.OfWide(Wide) : Narrow;

    /// <summary>True for instances of str itself.</summary>
    public bool IsExact
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Type, BuiltinTypes.Str);
    }

    /// <summary>True for a str that is the only one of its text among the interned: equality is identity.</summary>
    public bool IsInterned => _isInterned;

    /// <summary>A str of UTF-16 text; surrogate pairs become one code point.</summary>
    public static StrObject Of(string utf16) => utf16.Length <= 1 ? OfNarrow(utf16) : Of(CodePoints.FromUtf16(utf16));

    /// <summary>A str of the text.</summary>
    public static StrObject Of(StrData text) => text.Narrow is { } narrow ? OfNarrow(narrow) : OfWide(text.Wide!);

    /// <summary>A str of text that is known to have no surrogate pairs (or whose pairs are two code points).</summary>
    public static StrObject OfNarrow(string text) =>
        text.Length switch { 0 => Empty, 1 => OfChar(text[0]), _ => new StrObject(BuiltinTypes.Str, text) };

    /// <summary>As <see cref="OfNarrow(string)"/>, copying.</summary>
    public static StrObject OfNarrow(ReadOnlySpan<char> text) =>
        text.Length switch { 0 => Empty, 1 => OfChar(text[0]), _ => new StrObject(BuiltinTypes.Str, new string(text)) };

    /// <summary>A str of code points of which at least one is above 0xFFFF; the array must not be changed afterwards.</summary>
    internal static StrObject OfWide(int[] wide) => new(BuiltinTypes.Str, wide);

    /// <summary>A str of one char, a code point below 0x10000.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StrObject OfChar(char c) => c < 256 ? Cache.Latin1[c] : new StrObject(BuiltinTypes.Str, c.ToString());

    /// <summary>A str of one code point.</summary>
    public static StrObject OfCodePoint(int point) => point <= 0xFFFF ? OfChar((char)point) : new StrObject(BuiltinTypes.Str, [point]);

    /// <summary>A str of code points; narrow when all fit 16 bits.</summary>
    public static StrObject OfCodePoints(ReadOnlySpan<int> points) => Of(StrData.FromCodePoints(points));

    /// <summary>An instance of the class with the text: the str itself when the class is str.</summary>
    internal static Value OfType(ThreadState thread, TypeObject type, StrObject text)
    {
        if (ReferenceEquals(type, BuiltinTypes.Str))
        {
            return Value.Of(text.Exact());
        }

        return Value.Of(new StrObject(thread, type, text));
    }

    /// <summary>The text as an instance of str itself.</summary>
    public StrObject Exact()
    {
        if (IsExact)
        {
            return this;
        }

        return _length <= 1 ? (_isWide ? OfWide(Wide) : OfNarrow(Narrow)) : new StrObject(_data, _length, _isWide) { _hash = _hash };
    }

    /// <summary>sys.getunicodeinternedsize().</summary>
    public static int InternedCount => Cache.Interned.Count;

    /// <summary>The interned str of UTF-16 text.</summary>
    public static StrObject Intern(string utf16) => Cache.Interned.TryGetValue(utf16, out StrObject? found) ? found : AddInterned(utf16, Of(utf16));

    /// <summary>The interned str equal to this one.</summary>
    public StrObject Intern()
    {
        if (_isInterned)
        {
            return this;
        }

        if (_isWide)
        {
            return AddInterned(ToString(), Exact());
        }

        string text = Narrow;
        if (CodePoints.HasPair(text))
        {
            // As a key these two code points would be the one that the pair means in UTF-16.
            StrObject winner = Cache.InternedPairs.GetOrAdd(text, Exact());
            winner._isInterned = true;
            return winner;
        }

        return Cache.Interned.TryGetValue(text, out StrObject? found) ? found : AddInterned(text, Exact());
    }

    /// <summary>The code point at an index within bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CodePointAt(int index) => _isWide ? Points[index] : Chars[index];

    /// <summary>The code points from a start within bounds, a str of str itself.</summary>
    public StrObject Slice(int start, int length)
    {
        if (length == _length)
        {
            return Exact();
        }

        return _isWide ? OfCodePoints(Points.Slice(start, length)) : OfNarrow(Chars.Slice(start, length));
    }

    /// <summary>The UTF-16 text.</summary>
    public override string ToString() => _isWide ? CodePoints.ToUtf16(Points) : Narrow;

    /// <summary>Equality of text, whatever the types.</summary>
    public bool TextEquals(StrObject other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (_length != other._length || _isWide != other._isWide || (_isInterned && other._isInterned)
            || (_hash != other._hash && _hash != 0 && other._hash != 0))
        {
            return false;
        }

        return _isWide ? Points.SequenceEqual(other.Points) : AreEqual(Chars, other.Chars);
    }

    /// <summary>Equality of two narrow texts of one length. Short ones, which keys mostly are, need no call: words of 8 bytes, of which the last two overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int length = left.Length;
        if (length is < 4 or > 16)
        {
            return left.SequenceEqual(right);
        }

        ref char a = ref MemoryMarshal.GetReference(left);
        ref char b = ref MemoryMarshal.GetReference(right);
        for (int i = 0; i < length - 4; i += 4)
        {
            if (Word(ref a, i) != Word(ref b, i))
            {
                return false;
            }
        }

        return Word(ref a, length - 4) == Word(ref b, length - 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref char text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref text, at)));

    /// <summary>Order by code points: negative, zero or positive.</summary>
    public int CompareTo(StrObject other)
    {
        if (_isWide == other._isWide)
        {
            return _isWide ? Points.SequenceCompareTo(other.Points) : Chars.SequenceCompareTo(other.Chars);
        }

        int common = Math.Min(_length, other._length);
        for (int i = 0; i < common; i++)
        {
            int difference = CodePointAt(i) - other.CodePointAt(i);
            if (difference != 0)
            {
                return difference;
            }
        }

        return _length - other._length;
    }

    /// <summary>The hash, the same for equal text in one process; never -1.</summary>
    public long Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _hash != 0 ? _hash : ComputeHash();
    }

    /// <summary>Concatenation; repeated appending to one growing text takes linear time in all. Past <see cref="MaxLength"/> it throws OutOfMemoryException, which becomes MemoryError.</summary>
    public static StrObject Concatenate(StrObject left, StrObject right)
    {
        if (left._length == 0)
        {
            return right.Exact();
        }

        if (right._length == 0)
        {
            return left.Exact();
        }

        long length = (long)left._length + right._length;
        if (length > MaxLength)
        {
            throw new OutOfMemoryException();
        }

        if (left._isWide || right._isWide)
        {
            return ConcatenateWide(left, right, (int)length);
        }

        if (length < BuilderThreshold)
        {
            return new StrObject(BuiltinTypes.Str, string.Concat(left.Chars, right.Chars));
        }

        StrBuilder<char> builder = left._data as StrBuilder<char> ?? new StrBuilder<char>(left.Chars, (int)length);
        return new StrObject(builder.Append(left._length, right.Chars), (int)length, isWide: false);
    }

    /// <summary>Copies the code points.</summary>
    public void CopyTo(Span<int> destination)
    {
        if (_isWide)
        {
            Points.CopyTo(destination);
        }
        else
        {
            CodePoints.Widen(Chars, destination);
        }
    }

    private static StrObject ConcatenateWide(StrObject left, StrObject right, int length)
    {
        if (length < BuilderThreshold)
        {
            int[] points = new int[length];
            left.CopyTo(points);
            right.CopyTo(points.AsSpan(left._length));
            return OfWide(points);
        }

        StrBuilder<int> builder = left._data as StrBuilder<int> ?? new StrBuilder<int>(left.AsPoints(), length);
        return new StrObject(builder.Append(left._length, right.AsPoints()), length, isWide: true);
    }

    /// <summary>The code points, widened when need be.</summary>
    internal ReadOnlySpan<int> AsPoints()
    {
        if (_isWide)
        {
            return Points;
        }

        int[] points = new int[_length];
        CodePoints.Widen(Chars, points);
        return points;
    }

    private static StrObject AddInterned(string key, StrObject made)
    {
        if (made._isInterned)
        {
            return made;
        }

        StrObject winner = Cache.Interned.GetOrAdd(key, made);
        winner._isInterned = true;
        return winner;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Flatten()
    {
        string text = new(Chars);
        _data = text;
        return text;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int[] FlattenWide()
    {
        int[] points = Points.ToArray();
        _data = points;
        return points;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ComputeHash()
    {
        long hash = _isWide ? StrHash.Compute(Points) : StrHash.Compute(Chars);
        _hash = hash;
        return hash;
    }

    /// <summary>The shared strs: made at the first use of any, when the type str exists.</summary>
    private static class Cache
    {
        /// <summary>By UTF-16 text.</summary>
        public static readonly ConcurrentDictionary<string, StrObject> Interned = new();

        /// <summary>Narrow texts in which a high and a low surrogate, two code points, stand together.</summary>
        public static readonly ConcurrentDictionary<string, StrObject> InternedPairs = new();

        public static readonly StrObject Empty = AddInterned("", new StrObject(BuiltinTypes.Str, ""));
        public static readonly StrObject[] Latin1 = MakeLatin1();

        private static StrObject[] MakeLatin1()
        {
            var table = new StrObject[256];
            for (int i = 0; i < table.Length; i++)
            {
                string text = ((char)i).ToString();
                table[i] = new StrObject(BuiltinTypes.Str, text) { _isInterned = true };
                Interned[text] = table[i];
            }

            return table;
        }
    }
}

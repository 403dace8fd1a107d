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
    /// <summary>The longest text that .NET can hold as a string; wide text is held to it too.</summary>
    public const int MaxLength = 0x3FFF_FFDF;

    /// <summary>Results of concatenation shorter than this are made at once.</summary>
    private const int BuilderThreshold = 256;

    /// <summary>In <see cref="_shape"/>: some code point is above 0xFFFF. The sign, so that it is quickly told.</summary>
    private const int WideFlag = int.MinValue;

    /// <summary>In <see cref="_shape"/>: the only one of its text among the interned. Set once, by whichever threads come together.</summary>
    private const int InternedFlag = 1 << 30;

    private const int LengthMask = InternedFlag - 1;

    // string, int[], StrBuilder<char> or StrBuilder<int>.
    private object _data;

    // Of Compute's 64 bits those that fit; 0 when not computed. Strs are many: this and _shape share 8 bytes.
    private int _hash;

    // The length and the two flags below.
    private int _shape;

    /// <summary>A str of code points below 0x10000, one char each.</summary>
    internal StrObject(TypeObject type, string text)
        : base(type)
    {
        _data = text;
        _shape = text.Length;
    }

    /// <summary>A str with at least one code point above 0xFFFF.</summary>
    internal StrObject(TypeObject type, int[] wide)
        : base(type)
    {
        if (wide.Length > MaxLength)
        {
            throw new OutOfMemoryException();
        }

        _data = wide;
        _shape = wide.Length | WideFlag;
    }

    private StrObject(object data, int length, bool isWide)
        : base(BuiltinTypes.Str)
    {
        _data = data;
        _shape = length | (isWide ? WideFlag : 0);
    }

    private StrObject(ThreadState thread, TypeObject type, StrObject text)
        : base(thread, type)
    {
        _data = text._data;
        _shape = text._shape & ~InternedFlag;
        _hash = text._hash;
    }

    /// <summary>The empty str.</summary>
    public static StrObject Empty => Cache.Empty;

    /// <summary>Number of code points.</summary>
    public int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _shape & LengthMask;
    }

    /// <summary>True when some code point is above 0xFFFF; then <see cref="Wide"/> holds the text, otherwise <see cref="Narrow"/> does.</summary>
    public bool IsWide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _shape < 0;
    }

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
            return data.GetType() == typeof(string) ? Unsafe.As<string>(data) : Unsafe.As<StrBuilder<char>>(data).Prefix(Length);
        }
    }

    /// <summary>The code points of a wide str; cheaper than <see cref="Wide"/> on a text that is being built.</summary>
    public ReadOnlySpan<int> Points
    {
        get
        {
            object data = _data;
            return data.GetType() == typeof(int[]) ? Unsafe.As<int[]>(data) : Unsafe.As<StrBuilder<int>>(data).Prefix(Length);
        }
    }

    /// <summary>The text as the algorithms of <see cref="Text"/> take it.</summary>
    public StrData Data => IsWide ? StrData.OfWide(Wide) : Narrow;

    /// <summary>True for instances of str itself.</summary>
    public bool IsExact
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Type, BuiltinTypes.Str);
    }

    /// <summary>True for a str that is the only one of its text among the interned: equality is identity.</summary>
    public bool IsInterned
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_shape & InternedFlag) != 0;
    }

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

        return Length <= 1 ? (IsWide ? OfWide(Wide) : OfNarrow(Narrow)) : new StrObject(_data, Length, IsWide) { _hash = _hash };
    }

    /// <summary>sys.getunicodeinternedsize().</summary>
    public static int InternedCount => Cache.Interned.Count;

    /// <summary>The interned str of UTF-16 text.</summary>
    public static StrObject Intern(string utf16) => Cache.Interned.TryGetValue(utf16, out StrObject? found) ? found : AddInterned(utf16, Of(utf16));

    /// <summary>The interned str equal to this one.</summary>
    public StrObject Intern()
    {
        if (IsInterned)
        {
            return this;
        }

        if (IsWide)
        {
            return AddInterned(ToString(), Exact());
        }

        string text = Narrow;
        if (CodePoints.HasPair(text))
        {
            // As a key these two code points would be the one that the pair means in UTF-16.
            StrObject winner = Cache.InternedPairs.GetOrAdd(text, Exact());
            winner._shape |= InternedFlag;
            return winner;
        }

        return Cache.Interned.TryGetValue(text, out StrObject? found) ? found : AddInterned(text, Exact());
    }

    /// <summary>The code point at an index within bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CodePointAt(int index) => IsWide ? Points[index] : Chars[index];

    /// <summary>The code points from a start within bounds, a str of str itself.</summary>
    public StrObject Slice(int start, int length)
    {
        if (length == Length)
        {
            return Exact();
        }

        return IsWide ? OfCodePoints(Points.Slice(start, length)) : OfNarrow(Chars.Slice(start, length));
    }

    /// <summary>The UTF-16 text.</summary>
    public override string ToString() => IsWide ? CodePoints.ToUtf16(Points) : Narrow;

    /// <summary>Equality of text, whatever the types.</summary>
    public bool TextEquals(StrObject other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (((_shape ^ other._shape) & ~InternedFlag) != 0 || (_shape & other._shape & InternedFlag) != 0
            || (_hash != other._hash && _hash != 0 && other._hash != 0))
        {
            return false;
        }

        return ReferenceEquals(_data, other._data) || (IsWide ? Points.SequenceEqual(other.Points) : AreEqual(Chars, other.Chars));
    }

    /// <summary>
    /// Takes the payload of a str with the same text, in place of its own. A dict does that with what finds one of its keys: the next time the texts need not be read, and the host's
    /// collector has one of them less to keep.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ShareText(StrObject equal)
    {
        object theirs = equal._data;
        if (!ReferenceEquals(_data, theirs) && theirs.GetType() == typeof(string))
        {
            _data = theirs;
        }
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
        if (IsWide == other.IsWide)
        {
            return IsWide ? Points.SequenceCompareTo(other.Points) : Chars.SequenceCompareTo(other.Chars);
        }

        int common = Math.Min(Length, other.Length);
        for (int i = 0; i < common; i++)
        {
            int difference = CodePointAt(i) - other.CodePointAt(i);
            if (difference != 0)
            {
                return difference;
            }
        }

        return Length - other.Length;
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
        if (left.Length == 0)
        {
            return right.Exact();
        }

        if (right.Length == 0)
        {
            return left.Exact();
        }

        long length = (long)left.Length + right.Length;
        if (length > MaxLength)
        {
            throw new OutOfMemoryException();
        }

        if (left.IsWide || right.IsWide)
        {
            return ConcatenateWide(left, right, (int)length);
        }

        if (length < BuilderThreshold)
        {
            return new StrObject(BuiltinTypes.Str, string.Concat(left.Chars, right.Chars));
        }

        StrBuilder<char> builder = left._data as StrBuilder<char> ?? new StrBuilder<char>(left.Chars, (int)length);
        return new StrObject(builder.Append(left.Length, right.Chars), (int)length, isWide: false);
    }

    /// <summary>Copies the code points.</summary>
    public void CopyTo(Span<int> destination)
    {
        if (IsWide)
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
            right.CopyTo(points.AsSpan(left.Length));
            return OfWide(points);
        }

        StrBuilder<int> builder = left._data as StrBuilder<int> ?? new StrBuilder<int>(left.AsPoints(), length);
        return new StrObject(builder.Append(left.Length, right.AsPoints()), length, isWide: true);
    }

    /// <summary>The code points, widened when need be.</summary>
    internal ReadOnlySpan<int> AsPoints()
    {
        if (IsWide)
        {
            return Points;
        }

        int[] points = new int[Length];
        CodePoints.Widen(Chars, points);
        return points;
    }

    private static StrObject AddInterned(string key, StrObject made)
    {
        if (made.IsInterned)
        {
            return made;
        }

        StrObject winner = Cache.Interned.GetOrAdd(key, made);
        winner._shape |= InternedFlag;
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
        long hash = IsWide ? StrHash.Compute(Points) : StrHash.Compute(Chars);
        int folded = (int)(hash ^ (hash >> 32));
        _hash = hash != 0 && folded is 0 or -1 ? -2 : folded;
        return _hash;
    }

    /// <summary>The shared strs: made at the first use of any, when the type str exists.</summary>
    private static class Cache
    {
        /// <summary>So many are there before a program runs: growing step by step would hash them again and again.</summary>
        private const int NamesAtStart = 2000;

        /// <summary>By UTF-16 text.</summary>
        public static readonly ConcurrentDictionary<string, StrObject> Interned = new(-1, NamesAtStart);

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
                table[i] = new StrObject(BuiltinTypes.Str, text);
                table[i]._shape |= InternedFlag;
                Interned[text] = table[i];
            }

            return table;
        }
    }
}

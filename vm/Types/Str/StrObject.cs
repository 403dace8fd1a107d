using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>
/// A str. Text whose code points all fit 16 bits is a .NET string, one char a code point (a lone surrogate is a char too);
/// other text is an array of code points. A third form, <see cref="StrBuilder"/>, makes repeated <c>s += x</c> linear and
/// becomes a string when the text is first looked at. Uncounted and immutable.
/// </summary>
public sealed class StrObject : PyObject
{
    /// <summary>The empty str.</summary>
    public static readonly StrObject Empty = new(BuiltinTypes.Str, "");

    private static readonly ConcurrentDictionary<string, StrObject> s_interned = new();
    private static readonly StrObject[] s_latin1 = MakeLatin1();

    private string? _text;
    private readonly int[]? _wide;
    private StrBuilder? _builder;
    private readonly int _length;
    private long _hash;
    private bool _interned;

    /// <summary>A str of code points below 0x10000, one char each.</summary>
    internal StrObject(TypeObject type, string text)
        : base(type)
    {
        _text = text;
        _length = text.Length;
    }

    /// <summary>A str with at least one code point above 0xFFFF.</summary>
    internal StrObject(TypeObject type, int[] wide)
        : base(type)
    {
        _wide = wide;
        _length = wide.Length;
    }

    private StrObject(StrBuilder builder, int length)
        : base(BuiltinTypes.Str)
    {
        _builder = builder;
        _length = length;
    }

    /// <summary>Number of code points.</summary>
    public int Length => _length;

    /// <summary>True when some code point is above 0xFFFF; then <see cref="Wide"/> holds the text, otherwise <see cref="Narrow"/> does.</summary>
    public bool IsWide => _wide is not null;

    /// <summary>The code points of a wide str.</summary>
    public int[] Wide => _wide!;

    /// <summary>The text of a str that is not wide, one char a code point.</summary>
    public string Narrow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _text ?? Flatten();
    }

    /// <summary>True for a str that is the only one of its text among the interned: equality is identity.</summary>
    public bool IsInterned => _interned;

    /// <summary>A str of UTF-16 text; surrogate pairs become one code point.</summary>
    public static StrObject Of(string utf16)
    {
        if (utf16.Length <= 1)
        {
            return utf16.Length == 0 ? Empty : OfChar(utf16[0]);
        }

        return HasPairs(utf16) ? new StrObject(BuiltinTypes.Str, ToCodePoints(utf16)) : new StrObject(BuiltinTypes.Str, utf16);
    }

    /// <summary>The text as the pure algorithms take it.</summary>
    public StrData Data => _wide is null ? Narrow : StrData.FromCodePoints(_wide);

    /// <summary>A str of the algorithms' result.</summary>
    public static StrObject Of(StrData text) => text.Narrow is { } narrow ? OfNarrow(narrow) : OfCodePoints(text.Wide!);

    /// <summary>A str of text that is known to have no surrogate pairs.</summary>
    public static StrObject OfNarrow(string text) =>
        text.Length switch { 0 => Empty, 1 => OfChar(text[0]), _ => new StrObject(BuiltinTypes.Str, text) };

    /// <summary>A str of one char, a code point below 0x10000.</summary>
    public static StrObject OfChar(char c) => c < 256 ? s_latin1[c] : new StrObject(BuiltinTypes.Str, c.ToString());

    /// <summary>A str of code points; narrow when all fit 16 bits.</summary>
    public static StrObject OfCodePoints(ReadOnlySpan<int> points)
    {
        foreach (int point in points)
        {
            if (point > 0xFFFF)
            {
                return new StrObject(BuiltinTypes.Str, points.ToArray());
            }
        }

        char[] chars = new char[points.Length];
        for (int i = 0; i < chars.Length; i++)
        {
            chars[i] = (char)points[i];
        }

        return OfNarrow(new string(chars));
    }

    /// <summary>sys.getunicodeinternedsize().</summary>
    public static int InternedCount => s_interned.Count;

    /// <summary>The interned str of UTF-16 text.</summary>
    public static StrObject Intern(string utf16) => s_interned.TryGetValue(utf16, out StrObject? found) ? found : AddInterned(utf16);

    /// <summary>The interned str equal to this one (exact str only).</summary>
    public StrObject Intern() => _interned ? this : IsWide ? Intern(ToString()) : Intern(Narrow);

    /// <summary>The code point at an index within bounds.</summary>
    public int CodePointAt(int index) => _wide is null ? Narrow[index] : _wide[index];

    /// <summary>The UTF-16 text.</summary>
    public override string ToString() => _wide is null ? Narrow : FromCodePoints(_wide);

    /// <summary>Equality of text, whatever the types.</summary>
    public bool TextEquals(StrObject other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (_length != other._length || (_interned && other._interned))
        {
            return false;
        }

        return _wide is null
            ? other._wide is null && string.Equals(Narrow, other.Narrow)
            : other._wide is not null && _wide.AsSpan().SequenceEqual(other._wide);
    }

    /// <summary>The hash, the same for equal text in one process; never -1.</summary>
    public long Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _hash != 0 ? _hash : ComputeHash();
    }

    /// <summary>Concatenation; repeated appending to one growing text takes linear time in all.</summary>
    public static StrObject Concatenate(StrObject left, StrObject right)
    {
        if (left._length == 0 && ReferenceEquals(right.Type, BuiltinTypes.Str))
        {
            return right;
        }

        if (right._length == 0 && ReferenceEquals(left.Type, BuiltinTypes.Str))
        {
            return left;
        }

        if (left.IsWide || right.IsWide)
        {
            int[] points = new int[left._length + right._length];
            left.CopyTo(points);
            right.CopyTo(points.AsSpan(left._length));
            return new StrObject(BuiltinTypes.Str, points);
        }

        int length = checked(left._length + right._length);
        if (length < StrBuilder.Threshold)
        {
            return new StrObject(BuiltinTypes.Str, string.Concat(left.Narrow, right.Narrow));
        }

        StrBuilder builder = left._builder ?? new StrBuilder(left.Narrow, length);
        StrBuilder extended = builder.Append(left._length, right.Narrow);
        return new StrObject(extended, length);
    }

    /// <summary>Copies the code points.</summary>
    public void CopyTo(Span<int> destination)
    {
        if (_wide is not null)
        {
            _wide.CopyTo(destination);
            return;
        }

        string text = Narrow;
        for (int i = 0; i < text.Length; i++)
        {
            destination[i] = text[i];
        }
    }

    internal static bool HasPairs(string text)
    {
        int i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF');
        if (i < 0)
        {
            return false;
        }

        for (; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    internal static int[] ToCodePoints(string utf16)
    {
        var points = new List<int>(utf16.Length);
        for (int i = 0; i < utf16.Length; i++)
        {
            if (i + 1 < utf16.Length && char.IsSurrogatePair(utf16[i], utf16[i + 1]))
            {
                points.Add(char.ConvertToUtf32(utf16[i], utf16[i + 1]));
                i++;
            }
            else
            {
                points.Add(utf16[i]);
            }
        }

        return [.. points];
    }

    internal static string FromCodePoints(ReadOnlySpan<int> points)
    {
        var text = new System.Text.StringBuilder(points.Length + 8);
        foreach (int point in points)
        {
            if (point > 0xFFFF)
            {
                text.Append((char)(0xD7C0 + (point >> 10))).Append((char)(0xDC00 + (point & 0x3FF)));
            }
            else
            {
                text.Append((char)point);
            }
        }

        return text.ToString();
    }

    private static StrObject AddInterned(string utf16)
    {
        StrObject made = Of(utf16);
        if (made._interned)
        {
            return made;
        }

        StrObject winner = s_interned.GetOrAdd(utf16, made);
        winner._interned = true;
        return winner;
    }

    private static StrObject[] MakeLatin1()
    {
        var table = new StrObject[256];
        for (int i = 0; i < table.Length; i++)
        {
            string text = ((char)i).ToString();
            table[i] = s_interned.GetOrAdd(text, new StrObject(BuiltinTypes.Str, text) { _interned = true });
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Flatten()
    {
        string text = _builder!.Prefix(_length);
        _text = text;
        _builder = null;
        return text;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ComputeHash()
    {
        long hash = _wide is null ? StrHash.Compute(Narrow) : StrHash.Compute(ToString());
        hash = hash is 0 or -1 ? -2 : hash;
        _hash = hash;
        return hash;
    }
}

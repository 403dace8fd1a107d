using System.Text;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>A text to search, as .NET takes it, and the way between its char indices and the program's indices.</summary>
internal sealed class RegexSubject
{
    private readonly StrObject? _str;
    private readonly byte[]? _bytes;
    private readonly int[]? _charToPoint;
    private readonly int[]? _pointToChar;

    private RegexSubject(StrObject text)
    {
        _str = text;
        IsWide = text.IsWide;
        Text = IsWide ? text.ToString() : text.Narrow;
        Length = text.Length;
        if (IsWide)
        {
            _charToPoint = new int[Text.Length + 1];
            _pointToChar = new int[Length + 1];
            int point = 0;
            for (int i = 0; i < Text.Length; i++)
            {
                _pointToChar[point] = i;
                _charToPoint[i] = point;
                if (char.IsHighSurrogate(Text[i]) && i + 1 < Text.Length && char.IsLowSurrogate(Text[i + 1]))
                {
                    _charToPoint[++i] = point;
                }

                point++;
            }

            _charToPoint[Text.Length] = point;
            _pointToChar[Math.Min(point, Length)] = Text.Length;
        }
    }

    private RegexSubject(byte[] bytes)
    {
        _bytes = bytes;
        Text = Encoding.Latin1.GetString(bytes);
        Length = bytes.Length;
    }

    public string Text { get; }

    public bool IsWide { get; }

    /// <summary>In code points or bytes.</summary>
    public int Length { get; }

    public bool IsBytes => _bytes is not null;

    /// <summary>The text of an argument; null with TypeError set.</summary>
    public static RegexSubject? Of(ThreadState thread, Value value, bool wantsBytes)
    {
        if (value.Ref is StrObject text)
        {
            if (!wantsBytes)
            {
                return new RegexSubject(text);
            }

            thread.TypeError("cannot use a bytes pattern on a string-like object");
            return null;
        }

        if (value.Ref is null || !Buffers.TryGet(thread, value, out ReadOnlySpan<byte> bytes))
        {
            thread.ClearException();
            thread.TypeError($"expected string or bytes-like object, got '{value.Type.Name}'");
            return null;
        }

        if (wantsBytes)
        {
            return new RegexSubject(value.Ref is BytesObject whole ? whole.Data : bytes.ToArray());
        }

        thread.TypeError("cannot use a string pattern on a bytes-like object");
        return null;
    }

    public int ToChar(int index) => _pointToChar is null ? index : _pointToChar[index];

    public int FromChar(int index) => _charToPoint is null ? index : _charToPoint[index];

    /// <summary>A part of the text, by the program's indices.</summary>
    public Value Slice(int start, int end)
    {
        if (_bytes is not null)
        {
            return Value.Of(start == 0 && end == _bytes.Length ? BytesObject.Of(_bytes) : BytesObject.Of(_bytes.AsSpan(start, end - start)));
        }

        return Value.Of(start == 0 && end == Length && _str!.IsExact ? _str : _str!.Slice(start, end - start));
    }
}

using System.Globalization;

namespace Pyl.VM.Text;

/// <summary>Collects code points and yields canonical <see cref="StrData"/>; it widens when the first code point above
/// 0xFFFF arrives. A mutable struct: pass it by reference.</summary>
public struct StrDataBuilder
{
    private char[]? _narrow;
    private int[]? _wide;
    private int _length;

    public StrDataBuilder(int capacity) => _narrow = new char[Math.Max(capacity, 16)];

    /// <summary>Writes into the buffer as long as it suffices.</summary>
    public StrDataBuilder(char[] buffer) => _narrow = buffer;

    public readonly int Length => _length;

    public void Append(int codePoint)
    {
        if (_wide is not null)
        {
            if (_length == _wide.Length)
                Array.Resize(ref _wide, _length * 2);
            _wide[_length++] = codePoint;
            return;
        }
        if (codePoint > 0xFFFF)
        {
            Widen();
            Append(codePoint);
            return;
        }
        _narrow ??= new char[16];
        if (_length == _narrow.Length)
            Array.Resize(ref _narrow, _length * 2);
        _narrow[_length++] = (char)codePoint;
    }

    /// <summary>Appends chars that are one code point each.</summary>
    public void Append(ReadOnlySpan<char> bmp)
    {
        if (_wide is not null)
        {
            foreach (var c in bmp)
                Append(c);
            return;
        }
        var needed = _length + bmp.Length;
        if (_narrow is null || needed > _narrow.Length)
            Array.Resize(ref _narrow, Math.Max(needed, Math.Max(16, _length * 2)));
        bmp.CopyTo(_narrow.AsSpan(_length));
        _length = needed;
    }

    /// <summary>Appends a number's decimal digits.</summary>
    public void Append(long number)
    {
        const int MaxDigits = 20;
        if (_wide is null && _narrow is not null && _narrow.Length - _length >= MaxDigits)
        {
            number.TryFormat(_narrow.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
            _length += written;
            return;
        }

        Append(number.ToString(CultureInfo.InvariantCulture));
    }

    public void Append(string bmp) => Append(bmp.AsSpan());

    public void Append(StrData text)
    {
        if (text.Narrow is { } narrow)
        {
            Append(narrow.AsSpan());
            return;
        }
        foreach (var codePoint in text.Wide!)
            Append(codePoint);
    }

    public void Append(StrData text, int start, int length)
    {
        if (text.Narrow is { } narrow)
        {
            Append(narrow.AsSpan(start, length));
            return;
        }
        foreach (var codePoint in text.Wide.AsSpan(start, length))
            Append(codePoint);
    }

    public void AppendRepeated(int codePoint, int count)
    {
        for (; count > 0; count--)
            Append(codePoint);
    }

    public readonly StrData ToStrData() =>
        _wide is not null ? StrData.FromCodePoints(_wide.AsSpan(0, _length)) : new string(_narrow.AsSpan(0, _length));

    private void Widen()
    {
        _wide = new int[Math.Max(16, _length * 2)];
        for (var i = 0; i < _length; i++)
            _wide[i] = _narrow![i];
        _narrow = null;
    }
}

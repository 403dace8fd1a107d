namespace Pyl.VM.Types;

/// <summary>
/// A growing buffer that several strs share as prefixes: appending to the str that ends where the buffer ends extends it in
/// place, appending to a shorter prefix copies. So a loop of <c>s += x</c> is linear (DESIGN 4), and every str stays immutable.
/// </summary>
internal sealed class StrBuilder
{
    /// <summary>Results shorter than this are concatenated at once.</summary>
    public const int Threshold = 256;

    private readonly Lock _lock = new();
    private char[] _buffer;
    private int _used;

    public StrBuilder(string start, int capacity)
    {
        _buffer = new char[Math.Max(capacity, start.Length) * 2];
        start.CopyTo(_buffer);
        _used = start.Length;
    }

    /// <summary>A builder whose prefix of <paramref name="length"/> chars is followed by the text: this one when nobody has appended there.</summary>
    public StrBuilder Append(int length, string text)
    {
        lock (_lock)
        {
            if (_used != length)
            {
                return new StrBuilder(Prefix(length), length + text.Length).Append(length, text);
            }

            if (length + text.Length > _buffer.Length)
            {
                Array.Resize(ref _buffer, checked((length + text.Length) * 2));
            }

            text.CopyTo(_buffer.AsSpan(length));
            _used = length + text.Length;
            return this;
        }
    }

    /// <summary>The first <paramref name="length"/> chars.</summary>
    public string Prefix(int length) => new(_buffer, 0, length);
}

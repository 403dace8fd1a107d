namespace Pyl.VM.Text;

/// <summary>Takes a field name apart: "0.name[key]" is the argument 0, then attribute "name", then item "key".</summary>
public struct FormatFieldName
{
    private readonly StrData _text;
    private int _at;

    private FormatFieldName(StrData text, StrData first, long index, int at)
    {
        (_text, First, Index, _at) = (text, first, index, at);
    }

    /// <summary>The argument's name; empty means automatic numbering.</summary>
    public StrData First { get; }

    /// <summary>The argument's position, or -1 when it is a name or empty.</summary>
    public long Index { get; }

    public readonly bool AtEnd => _at >= _text.Length;

    /// <summary>Reads the argument's name.</summary>
    /// <returns>null, or a ValueError.</returns>
    public static AlgorithmError? TryParse(StrData text, out FormatFieldName name)
    {
        var end = 0;
        while (end < text.Length && text[end] is not ('.' or '['))
            end++;
        var first = text.Slice(0, end);
        var error = TryIndex(first, out var index);
        name = new FormatFieldName(text, first, index, end);
        return error;
    }

    /// <summary>Reads the next access; call it while not <see cref="AtEnd"/>.</summary>
    /// <param name="isAttribute">Whether it is an attribute, not an item.</param>
    /// <param name="key">The attribute's name or the item's key.</param>
    /// <param name="index">The key as an int when it consists of digits, else -1.</param>
    /// <returns>null, or a ValueError.</returns>
    public AlgorithmError? TryNext(out bool isAttribute, out StrData key, out long index)
    {
        (isAttribute, key, index) = (false, default, -1);
        var start = _at + 1;
        switch (_text[_at++])
        {
            case '.':
                isAttribute = true;
                while (!AtEnd && _text[_at] is not ('.' or '['))
                    _at++;
                key = _text.Slice(start, _at - start);
                break;
            case '[':
                while (!AtEnd && _text[_at] != ']')
                    _at++;
                if (AtEnd)
                    return AlgorithmError.Value("Missing ']' in format string");
                key = _text.Slice(start, _at++ - start);
                if (TryIndex(key, out index) is { } error)
                    return error;
                break;
            default:
                return AlgorithmError.Value("Only '.' or '[' may follow ']' in format field specifier");
        }
        return key.Length == 0 ? AlgorithmError.Value("Empty attribute in format string") : null;
    }

    private static AlgorithmError? TryIndex(StrData text, out long index)
    {
        index = -1;
        long value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = UnicodeProperties.DecimalValue(text[i]);
            if (digit < 0)
                return null;
            if (value > (long.MaxValue - digit) / 10)
                return AlgorithmError.Value("Too many decimal digits in format string");
            value = value * 10 + digit;
        }
        if (text.Length > 0)
            index = value;
        return null;
    }
}

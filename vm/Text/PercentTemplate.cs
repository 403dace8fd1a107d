namespace Pyl.VM.Text;

/// <summary>Reads a %-template piece by piece; bytes templates are read as Latin-1 text. Which argument goes where, and the
/// TypeErrors about it, are the caller's.</summary>
public struct PercentTemplate(StrData template)
{
    public const string NotEnoughArguments = "not enough arguments for format string";
    public const string RequiresMapping = "format requires a mapping";
    public const string StarWantsInt = "* wants int";

    private readonly StrData _template = template;
    private int _at;

    public readonly bool AtEnd => _at >= _template.Length;

    /// <summary>Reads literal text ("%%" included) up to the next conversion.</summary>
    public StrData ReadLiteral()
    {
        var start = _at;
        var builder = default(StrDataBuilder);
        for (; !AtEnd; _at++)
        {
            if (_template[_at] != '%')
                continue;
            if (_at + 1 >= _template.Length || _template[_at + 1] != '%')
                break;
            builder.Append(_template, start, _at + 1 - start);
            start = ++_at + 1;
        }
        if (builder.Length == 0)
            return _template.Slice(start, _at - start);
        if (start < _at)
            builder.Append(_template, start, _at - start);
        return builder.ToStrData();
    }

    /// <summary>Whether the conversion that comes next has a mapping key; without a mapping CPython complains before it reads on.</summary>
    public readonly bool NextHasKey => _at + 1 < _template.Length && _template[_at + 1] == '(';

    /// <summary>Reads the conversion at which <see cref="ReadLiteral"/> stopped.</summary>
    /// <returns>null, or a ValueError.</returns>
    public AlgorithmError? TryReadSpec(out PercentSpec spec)
    {
        spec = default;
        _at++;
        StrData? key = null;
        if (!AtEnd && _template[_at] == '(')
        {
            var start = ++_at;
            for (var depth = 1; ; _at++)
            {
                if (AtEnd)
                    return AlgorithmError.Value("incomplete format key");
                depth += _template[_at] == '(' ? 1 : _template[_at] == ')' ? -1 : 0;
                if (depth == 0)
                    break;
            }
            key = _template.Slice(start, _at++ - start);

            // Also for a conversion with an error behind its key, which is looked up first.
            spec = new PercentSpec { Key = key };
        }
        bool left = false, plus = false, blank = false, alternate = false, zero = false;
        for (; !AtEnd; _at++)
        {
            var c = _template[_at];
            left |= c == '-';
            plus |= c == '+';
            blank |= c == ' ';
            alternate |= c == '#';
            zero |= c == '0';
            if (c is not ('-' or '+' or ' ' or '#' or '0'))
                break;
        }
        if (TryNumber("width too big", long.MaxValue, out var width) is { } widthError)
            return widthError;
        var precision = -1;
        if (!AtEnd && _template[_at] == '.')
        {
            _at++;
            if (TryNumber("precision too big", int.MaxValue, out precision) is { } precisionError)
                return precisionError;
            if (precision == -1)
                precision = 0;
        }
        if (!AtEnd && _template[_at] is 'h' or 'l' or 'L')
            _at++;
        if (AtEnd)
            return AlgorithmError.Value("incomplete format");
        spec = new PercentSpec
        {
            Key = key,
            LeftAlign = left,
            Plus = plus,
            Blank = blank,
            Alternate = alternate,
            Zero = zero,
            Width = width,
            Precision = precision,
            Type = _template[_at],
            TypeIndex = _at,
        };
        _at++;
        return null;
    }

    private AlgorithmError? TryNumber(string tooBig, long limit, out int number)
    {
        number = -1;
        if (!AtEnd && _template[_at] == '*')
        {
            _at++;
            number = PercentSpec.Star;
            return null;
        }
        long value = 0;
        var start = _at;
        for (; !AtEnd && _template[_at] is >= '0' and <= '9'; _at++)
        {
            var digit = _template[_at] - '0';
            if (value > (limit - digit) / 10)
                return AlgorithmError.Value(tooBig);
            value = value * 10 + digit;
        }
        if (_at > start)
            number = (int)Math.Min(value, int.MaxValue);
        return null;
    }
}

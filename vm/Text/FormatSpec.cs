namespace Pyl.VM.Text;

/// <summary>A parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type].</summary>
public readonly record struct FormatSpec
{
    public required int Fill { get; init; }

    /// <summary>One of &lt; &gt; = ^.</summary>
    public required char Align { get; init; }

    /// <summary>+, -, space, or NUL when absent.</summary>
    public char Sign { get; init; }

    public bool NoNegativeZero { get; init; }

    public bool Alternate { get; init; }

    /// <summary>-1 when absent.</summary>
    public required int Width { get; init; }

    /// <summary>The separator of the integer part: comma, underscore or NUL.</summary>
    public char Grouping { get; init; }

    /// <summary>-1 when absent.</summary>
    public required int Precision { get; init; }

    /// <summary>The separator of the fraction: comma, underscore or NUL.</summary>
    public char FractionGrouping { get; init; }

    /// <summary>The presentation type, NUL when there is none and the object has no default.</summary>
    public required int Type { get; init; }

    /// <summary>Parses a specification.</summary>
    /// <param name="text">The specification.</param>
    /// <param name="typeName">The object's type, for messages.</param>
    /// <param name="defaultType">The presentation type when none is given.</param>
    /// <param name="defaultAlign">The alignment when none is given.</param>
    /// <param name="spec">The result.</param>
    /// <returns>null, or a ValueError.</returns>
    public static AlgorithmError? TryParse(StrData text, string typeName, char defaultType, char defaultAlign, out FormatSpec spec)
    {
        spec = default;
        var at = 0;
        int Peek(int ahead = 0) => at + ahead < text.Length ? text[at + ahead] : -1;

        var fill = -1;
        var align = '\0';
        if (IsAlign(Peek(1)))
        {
            (fill, align) = (Peek(), (char)Peek(1));
            at += 2;
        }
        else if (IsAlign(Peek()))
        {
            align = (char)Peek();
            at++;
        }
        var sign = '\0';
        if (Peek() is '+' or '-' or ' ')
            sign = (char)text[at++];
        var noNegativeZero = Peek() == 'z';
        at += noNegativeZero ? 1 : 0;
        var alternate = Peek() == '#';
        at += alternate ? 1 : 0;
        if (fill < 0 && Peek() == '0')
        {
            fill = '0';
            if (align == '\0' && defaultAlign == '>')
                align = '=';
            at++;
        }
        if (TryNumber(text, ref at, out var width) is { } widthError)
            return widthError;
        var grouping = '\0';
        if (TryGrouping(text, ref at, ref grouping) is { } groupingError)
            return groupingError;
        var precision = -1;
        var fractionGrouping = '\0';
        if (Peek() == '.')
        {
            at++;
            if (TryNumber(text, ref at, out precision) is { } precisionError)
                return precisionError;
            if (TryGrouping(text, ref at, ref fractionGrouping) is { } fractionError)
                return fractionError;
            if (precision < 0 && fractionGrouping == '\0')
                return AlgorithmError.Value("Format specifier missing precision");
        }
        if (text.Length - at > 1)
            return AlgorithmError.Value($"Invalid format specifier '{text}' for object of type '{typeName}'");
        var type = at < text.Length ? text[at] : defaultType;
        if (CheckGrouping(grouping, type) is { } mismatch)
            return mismatch;
        if (fractionGrouping != '\0' && type == 'n')
            return AlgorithmError.Value($"Cannot specify '{fractionGrouping}' with 'n'.");
        spec = new FormatSpec
        {
            Fill = fill < 0 ? ' ' : fill,
            Align = align == '\0' ? defaultAlign : align,
            Sign = sign,
            NoNegativeZero = noNegativeZero,
            Alternate = alternate,
            Width = width,
            Grouping = grouping,
            Precision = precision,
            FractionGrouping = fractionGrouping,
            Type = type,
        };
        return null;
    }

    /// <summary>The error for a presentation type that the object does not know.</summary>
    public static AlgorithmError UnknownType(int type, string typeName) =>
        AlgorithmError.Value($"Unknown format code '{ShowType(type)}' for object of type '{typeName}'");

    private static bool IsAlign(int c) => c is '<' or '>' or '=' or '^';

    private static string ShowType(int type) => type is > ' ' and < 0x80 ? ((char)type).ToString() : $"\\x{type:x}";

    private static AlgorithmError? TryNumber(StrData text, ref int at, out int number)
    {
        number = -1;
        long value = 0;
        var start = at;
        for (; at < text.Length && UnicodeProperties.DecimalValue(text[at]) is >= 0 and var digit; at++)
        {
            if (value > (long.MaxValue - digit) / 10)
                return AlgorithmError.Value("Too many decimal digits in format string");
            value = value * 10 + digit;
        }
        if (at > start)
            number = (int)Math.Min(value, int.MaxValue);
        return null;
    }

    private static AlgorithmError? TryGrouping(StrData text, ref int at, ref char grouping)
    {
        if (at < text.Length && text[at] == ',')
        {
            grouping = ',';
            at++;
        }
        if (at < text.Length && text[at] == '_')
        {
            if (grouping != '\0')
                return AlgorithmError.Value("Cannot specify both ',' and '_'.");
            grouping = '_';
            at++;
        }
        return grouping == '_' && at < text.Length && text[at] == ','
            ? AlgorithmError.Value("Cannot specify both ',' and '_'.")
            : null;
    }

    private static AlgorithmError? CheckGrouping(char grouping, int type)
    {
        if (grouping == '\0' || type is 'd' or 'e' or 'f' or 'g' or 'E' or 'G' or '%' or 'F' or '\0')
            return null;
        if (type is 'b' or 'o' or 'x' or 'X' && grouping == '_')
            return null;
        return AlgorithmError.Value($"Cannot specify '{grouping}' with '{ShowType(type)}'.");
    }
}

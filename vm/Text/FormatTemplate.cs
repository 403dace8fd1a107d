namespace Pyl.VM.Text;

/// <summary>
/// Reads a str.format template piece by piece. It is a reader, not a parser of the whole, because Python evaluates each
/// field before it looks at the rest: an error further on comes after the effects of the fields before it.
/// </summary>
public struct FormatTemplate(StrData template)
{
    private readonly StrData _template = template;
    private int _at;

    /// <summary>Literal text, then perhaps a field.</summary>
    /// <param name="Literal">The text before the field, braces unescaped.</param>
    /// <param name="HasField">Whether a field follows the text.</param>
    /// <param name="FieldName">What stands before the conversion and the specification.</param>
    /// <param name="Conversion">The character after '!', or 0.</param>
    /// <param name="Specification">What stands after ':'.</param>
    /// <param name="HasNestedFields">Whether the specification is a template itself.</param>
    public readonly record struct Piece(
        StrData Literal, bool HasField, StrData FieldName, int Conversion, StrData Specification, bool HasNestedFields);

    /// <summary>Whether the whole template has been read.</summary>
    public readonly bool AtEnd => _at >= _template.Length;

    /// <summary>Reads the next piece; call it while not <see cref="AtEnd"/>.</summary>
    /// <returns>null, or a ValueError.</returns>
    public AlgorithmError? TryNext(out Piece piece)
    {
        piece = default;
        var start = _at;
        while (_at < _template.Length && _template[_at] is not ('{' or '}'))
            _at++;
        var literal = _template.Slice(start, _at - start);
        if (AtEnd)
        {
            piece = new Piece(literal, false, StrData.Empty, 0, StrData.Empty, false);
            return null;
        }
        var brace = _template[_at++];
        if (!AtEnd && _template[_at] == brace)
        {
            _at++;
            piece = new Piece(_template.Slice(start, _at - 1 - start), false, StrData.Empty, 0, StrData.Empty, false);
            return null;
        }
        if (brace == '}')
            return AlgorithmError.Value("Single '}' encountered in format string");
        if (AtEnd)
            return AlgorithmError.Value("Single '{' encountered in format string");
        return TryField(literal, out piece);
    }

    /// <summary>The error for a conversion other than r, s and a.</summary>
    public static AlgorithmError UnknownConversion(int conversion) => AlgorithmError.Value(
        "Unknown conversion specifier " + (conversion is > 32 and < 127 ? ((char)conversion).ToString() : $"\\x{conversion:x}"));

    private AlgorithmError? TryField(StrData literal, out Piece piece)
    {
        piece = default;
        var start = _at;
        var end = 0;
        for (; !AtEnd && (end = _template[_at]) is not ('}' or ':' or '!'); _at++)
        {
            if (end == '{')
                return AlgorithmError.Value("unexpected '{' in field name");
            if (end == '[')
            {
                while (!AtEnd && _template[_at] != ']')
                    _at++;
                if (AtEnd)
                    break;
            }
        }
        if (AtEnd)
            return AlgorithmError.Value("expected '}' before end of string");
        var name = _template.Slice(start, _at - start);
        _at++;
        if (end == '}')
        {
            piece = new Piece(literal, true, name, 0, StrData.Empty, false);
            return null;
        }
        var conversion = 0;
        if (end == '!')
        {
            if (AtEnd)
                return AlgorithmError.Value("end of string while looking for conversion specifier");
            conversion = _template[_at++];
            if (!AtEnd)
            {
                var next = _template[_at++];
                if (next == '}')
                {
                    piece = new Piece(literal, true, name, conversion, StrData.Empty, false);
                    return null;
                }
                if (next != ':')
                    return AlgorithmError.Value("expected ':' after conversion specifier");
            }
        }
        var specification = _at;
        var depth = 1;
        var nested = false;
        for (; !AtEnd; _at++)
        {
            if (_template[_at] == '{')
            {
                nested = true;
                depth++;
            }
            else if (_template[_at] == '}' && --depth == 0)
            {
                piece = new Piece(literal, true, name, conversion, _template.Slice(specification, _at - specification), nested);
                _at++;
                return null;
            }
        }
        return AlgorithmError.Value("unmatched '{' in format spec");
    }
}

using Pyl.Grammar;

namespace Pyl.Compiler.Parsing;

/// <summary>The names of one source, each one string object, normalised to NFKC (PEP 3131).</summary>
internal sealed class NameTable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameTable() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name a token spells.</summary>
    public string Get(SourceToken token)
    {
        var span = token.Span;
        if (_lookup.TryGetValue(span, out var name))
            return name;
        name = span.ToString();
        if (!System.Text.Ascii.IsValid(span))
        {
            name = IdentifierNormalizer.Normalize(name);
            if (_names.TryGetValue(name, out var same))
                return same;
        }

        _names.Add(name);
        return name;
    }
}

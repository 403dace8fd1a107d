using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace Pyl.Grammar;

/// <summary>
/// All tokens of a source, as ANTLR's token stream. Python's tokenizer errors come before any error of the parser, so the
/// lexer runs to the end first; there are no hidden channels, which makes look-ahead an array access.
/// </summary>
public sealed class TokenBuffer : ITokenStream
{
    private readonly List<SourceToken> _tokens;
    private int _index;

    /// <summary>Takes a list that ends in one EOF token.</summary>
    public TokenBuffer(List<SourceToken> tokens)
    {
        _tokens = tokens;
        for (var i = 0; i < tokens.Count; i++)
            tokens[i].TokenIndex = i;
    }

    /// <summary>The tokens, the last of which is EOF.</summary>
    public IReadOnlyList<SourceToken> Tokens => _tokens;

    /// <inheritdoc/>
    public ITokenSource? TokenSource => null;

    /// <inheritdoc/>
    public int Index => _index;

    /// <inheritdoc/>
    public int Size => _tokens.Count;

    /// <inheritdoc/>
    public string SourceName => IntStreamConstants.UnknownSourceName;

    /// <inheritdoc/>
    public void Consume()
    {
        if (_index < _tokens.Count - 1)
            _index++;
    }

    /// <inheritdoc/>
    public int LA(int i) => LT(i)!.Type;

    /// <inheritdoc/>
    public IToken LT(int k)
    {
        var at = k > 0 ? _index + k - 1 : _index + k;
        return _tokens[Math.Clamp(at, 0, _tokens.Count - 1)];
    }

    /// <inheritdoc/>
    public IToken Get(int i) => _tokens[i];

    /// <inheritdoc/>
    public int Mark() => 0;

    /// <inheritdoc/>
    public void Release(int marker) { }

    /// <inheritdoc/>
    public void Seek(int index) => _index = Math.Min(index, _tokens.Count - 1);

    /// <inheritdoc/>
    public string GetText(Interval interval)
    {
        var from = _tokens[interval.a];
        return from.InputStream.GetText(new Interval(from.Start, _tokens[interval.b].End - 1));
    }

    /// <inheritdoc/>
    public string GetText() => GetText(new Interval(0, _tokens.Count - 1));

    /// <inheritdoc/>
    public string GetText(RuleContext ctx) => GetText(ctx.SourceInterval);

    /// <inheritdoc/>
    public string GetText(IToken start, IToken stop) => GetText(new Interval(start.TokenIndex, stop.TokenIndex));
}

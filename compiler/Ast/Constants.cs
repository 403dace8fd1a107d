using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary>
/// A literal. <see cref="Value"/> is one of: <see cref="ConstantNone"/>, <see cref="bool"/>, <see cref="long"/> (an int that
/// fits), <see cref="System.Numerics.BigInteger"/> (one that does not), <see cref="double"/>,
/// <see cref="System.Numerics.Complex"/> (imaginary literals), <see cref="string"/> (UTF-16: astral characters are surrogate
/// pairs, a lone surrogate is a lone char), <see cref="T:System.Byte[]"/> (bytes; treat as read-only),
/// <see cref="ConstantEllipsis"/>. <see cref="Kind"/> is "u" for <c>u"..."</c>.
/// </summary>
public sealed record Constant(Span Span, object Value, string? Kind = null) : Expression(Span);

/// <summary>The value of the literal <c>None</c>.</summary>
public sealed class ConstantNone
{
    /// <summary>The only instance.</summary>
    public static readonly ConstantNone Instance = new();

    private ConstantNone() { }

    /// <inheritdoc/>
    public override string ToString() => "None";
}

/// <summary>The value of the literal <c>...</c>.</summary>
public sealed class ConstantEllipsis
{
    /// <summary>The only instance.</summary>
    public static readonly ConstantEllipsis Instance = new();

    private ConstantEllipsis() { }

    /// <inheritdoc/>
    public override string ToString() => "Ellipsis";
}

/// <summary>An f-string: <see cref="Constant"/> strings and <see cref="FormattedValue"/>s.</summary>
public sealed record JoinedStr(Span Span, ImmutableArray<Expression> Values) : Expression(Span);

/// <summary>
/// A replacement field. <see cref="Conversion"/> is -1 or the character after <c>!</c> ('s', 'r', 'a');
/// <see cref="FormatSpec"/> is a <see cref="JoinedStr"/> or null.
/// </summary>
public sealed record FormattedValue(Span Span, Expression Value, int Conversion, Expression? FormatSpec) : Expression(Span);

/// <summary>A t-string (PEP 750): <see cref="Constant"/> strings and <see cref="Interpolation"/>s.</summary>
public sealed record TemplateStr(Span Span, ImmutableArray<Expression> Values) : Expression(Span);

/// <summary>A replacement field of a t-string; <see cref="Str"/> is its expression's source text.</summary>
public sealed record Interpolation(Span Span, Expression Value, string Str, int Conversion, Expression? FormatSpec)
    : Expression(Span);

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>A regular expression as Python's syntax has it; written out as one of .NET by <see cref="RegexEmitter"/>.</summary>
internal abstract record RegexNode
{
    /// <summary>More than any text has: no upper bound.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The shortest and the longest text that the node matches, in code points.</summary>
    public abstract (int Least, int Most) Width { get; }

    protected static int Add(int one, int other) => one == Unlimited || other == Unlimited ? Unlimited : (int)Math.Min((long)one + other, Unlimited);

    protected static int Multiply(int one, int other) =>
        one == 0 || other == 0 ? 0 : one == Unlimited || other == Unlimited ? Unlimited : (int)Math.Min((long)one * other, Unlimited);
}

/// <summary>One code point.</summary>
internal sealed record LiteralNode(int CodePoint) : RegexNode
{
    public override (int, int) Width => (1, 1);
}

/// <summary>The dot.</summary>
internal sealed record AnyNode(bool MatchesNewline) : RegexNode
{
    public override (int, int) Width => (1, 1);
}

/// <summary>A set: ranges of code points and categories (d, w, s, upper case for the complement).</summary>
internal sealed record SetNode(bool IsNegated, IReadOnlyList<(int First, int Last)> Ranges, IReadOnlyList<char> Categories, bool IsAscii) : RegexNode
{
    public override (int, int) Width => (1, 1);
}

/// <summary>One after the other.</summary>
internal sealed record SequenceNode(IReadOnlyList<RegexNode> Items) : RegexNode
{
    public override (int, int) Width
    {
        get
        {
            (int least, int most) = (0, 0);
            foreach (RegexNode item in Items)
            {
                (least, most) = (Add(least, item.Width.Least), Add(most, item.Width.Most));
            }

            return (least, most);
        }
    }
}

/// <summary>One of several.</summary>
internal sealed record AlternationNode(IReadOnlyList<RegexNode> Branches) : RegexNode
{
    public override (int, int) Width => (Branches.Min(static b => b.Width.Least), Branches.Max(static b => b.Width.Most));
}

/// <summary>A capturing group.</summary>
internal sealed record GroupNode(int Number, RegexNode Body) : RegexNode
{
    public override (int, int) Width => Body.Width;
}

/// <summary>A group for the sake of its flags; null leaves case sensitivity as it is.</summary>
internal sealed record ScopeNode(bool? IgnoresCase, RegexNode Body) : RegexNode
{
    public override (int, int) Width => Body.Width;
}

internal enum RepeatKind
{
    Greedy,
    Lazy,
    Possessive,
}

internal sealed record RepeatNode(RegexNode Body, int Least, int Most, RepeatKind Kind) : RegexNode
{
    public override (int, int) Width => (Multiply(Body.Width.Least, Least), Multiply(Body.Width.Most, Most));
}

/// <summary>(?=...), (?!...), (?&lt;=...), (?&lt;!...).</summary>
internal sealed record LookNode(bool IsAhead, bool IsNegated, RegexNode Body) : RegexNode
{
    public override (int, int) Width => (0, 0);
}

/// <summary>(?>...).</summary>
internal sealed record AtomicNode(RegexNode Body) : RegexNode
{
    public override (int, int) Width => Body.Width;
}

/// <summary>\1 or (?P=name); the width is the group's.</summary>
internal sealed record BackReferenceNode(int Number, (int Least, int Most) GroupWidth) : RegexNode
{
    public override (int, int) Width => GroupWidth;
}

/// <summary>(?(1)yes|no).</summary>
internal sealed record ConditionNode(int Number, RegexNode Yes, RegexNode? No) : RegexNode
{
    public override (int, int) Width => No is null
        ? (0, Yes.Width.Most)
        : (Math.Min(Yes.Width.Least, No.Width.Least), Math.Max(Yes.Width.Most, No.Width.Most));
}

internal enum AnchorKind
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,

    /// <summary>$ without MULTILINE: the end, or before a newline at the end.</summary>
    LastLineEnd,
    WordBoundary,
    NoWordBoundary,
}

internal sealed record AnchorNode(AnchorKind Kind, bool IsAscii) : RegexNode
{
    public override (int, int) Width => (0, 0);
}

using System.Text.RegularExpressions;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>How a match must lie in the text.</summary>
internal enum MatchKind
{
    Search,

    /// <summary>At the start position.</summary>
    Match,

    /// <summary>From the start position to the end.</summary>
    Full,

    /// <summary>A search that may not find the empty text at the start position: after an empty match there.</summary>
    SearchOn,
}

/// <summary>A parsed expression and .NET's machines for it, made when they are first needed. Immutable, shared by threads.</summary>
internal sealed class RegexProgram(RegexNode root, RegexParser parser)
{
    private readonly Regex?[] _machines = new Regex?[8];

    public int GroupCount => parser.GroupCount;

    public IReadOnlyDictionary<string, int> GroupNames => parser.GroupNames;

    public IReadOnlyList<int> ClosingOrder => parser.ClosingOrder;

    public RegexFlags Flags => parser.Flags;

    public Match Run(MatchKind kind, string text, int start, bool isWide) => Machine(kind, isWide).Match(text, start);

    private Regex Machine(MatchKind kind, bool isWide)
    {
        int index = ((int)kind * 2) + (isWide ? 1 : 0);
        return _machines[index] ??= Make(kind, isWide);
    }

    private Regex Make(MatchKind kind, bool isWide)
    {
        string body = RegexEmitter.Emit(root, isWide);
        string pattern = kind switch
        {
            MatchKind.Match => $"\\G(?:{body})",
            MatchKind.Full => $"\\G(?:{body})\\z",
            MatchKind.SearchOn => $"(?:{body})(?!\\G)",
            _ => body,
        };

        // A search in wide text may not begin in the middle of a pair.
        if (isWide && kind is MatchKind.Search or MatchKind.SearchOn)
        {
            pattern = $"(?<![\uD800-\uDBFF](?=[\uDC00-\uDFFF]))(?:{pattern})";
        }

        RegexOptions options = RegexOptions.CultureInvariant;
        if ((Flags & RegexFlags.IgnoreCase) != 0)
        {
            options |= RegexOptions.IgnoreCase;
        }

        return new Regex(pattern, options);
    }
}

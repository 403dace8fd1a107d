using System.Text.RegularExpressions;
using Pyl.VM.Runtime;

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
    /// <summary>How long the first attempt at a match may take.</summary>
    private static readonly TimeSpan s_firstLimit = TimeSpan.FromMilliseconds(250);

    private readonly Regex?[] _machines = new Regex?[8];

    public int GroupCount => parser.GroupCount;

    public IReadOnlyDictionary<string, int> GroupNames => parser.GroupNames;

    public IReadOnlyList<int> ClosingOrder => parser.ClosingOrder;

    public RegexFlags Flags => parser.Flags;

    /// <summary>
    /// The match; null when an exception is set. .NET's engine cannot be asked to stop, but it stops by itself after a time:
    /// then signals and other threads have their turn, and if nothing was raised the match begins again with four times
    /// the time. So Ctrl-C reaches a hostile expression, and a slow one takes at most a third longer.
    /// </summary>
    public Match? Run(ThreadState thread, MatchKind kind, string text, int start, bool isWide)
    {
        TimeSpan limit = s_firstLimit;
        Regex machine = Machine(kind, isWide);
        while (true)
        {
            try
            {
                return machine.Match(text, start);
            }
            catch (RegexMatchTimeoutException)
            {
                if (!Interruption.TryContinue(thread))
                {
                    return null;
                }

                limit = limit > TimeSpan.FromHours(1) ? Regex.InfiniteMatchTimeout : 4 * limit;
                machine = Make(kind, isWide, limit);
            }
        }
    }

    private Regex Machine(MatchKind kind, bool isWide)
    {
        int index = ((int)kind * 2) + (isWide ? 1 : 0);
        return _machines[index] ??= Make(kind, isWide, s_firstLimit);
    }

    private Regex Make(MatchKind kind, bool isWide, TimeSpan limit)
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

        return new Regex(pattern, options, limit);
    }
}

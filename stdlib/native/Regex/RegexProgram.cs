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

    /// <summary>Chars looked at, with <see cref="WorkOfCall"/> more for each call, after which compiling pays.</summary>
    private const int WorkToCompile = 100_000;

    private const int WorkOfCall = 50;

    private readonly Regex?[] _machines = new Regex?[8];
    private readonly int[] _work = new int[8];

    public int GroupCount => parser.GroupCount;

    public IReadOnlyDictionary<string, int> GroupNames => parser.GroupNames;

    public IReadOnlyList<int> ClosingOrder => parser.ClosingOrder;

    public RegexFlags Flags => parser.Flags;

    /// <summary>
    /// The match in chars of the text; false when there is none or an exception is set. .NET's engine cannot be asked to stop, but it stops by itself after a time:
    /// then signals and other threads have their turn, and if nothing was raised the match begins again with four times
    /// the time. So Ctrl-C reaches a hostile expression, and a slow one takes at most a third longer.
    /// </summary>
    public bool TryRun(ThreadState thread, MatchKind kind, string text, int start, bool isWide, out Found found)
    {
        found = default;
        TimeSpan limit = s_firstLimit;
        Regex machine = Machine(kind, isWide, text.Length - start);
        while (true)
        {
            try
            {
                return GroupCount == 0 ? TryFindSpan(machine, text, start, out found) : TryFindGroups(machine, text, start, out found);
            }
            catch (RegexMatchTimeoutException)
            {
                if (!Interruption.TryContinue(thread))
                {
                    return false;
                }

                limit = limit > TimeSpan.FromHours(1) ? Regex.InfiniteMatchTimeout : 4 * limit;
                machine = Make(kind, isWide, limit, RegexOptions.None);
            }
        }
    }

    private static bool TryFindGroups(Regex machine, string text, int start, out Found found)
    {
        Match match = machine.Match(text, start);
        found = new Found(match.Index, match.Index + match.Length, match);
        return match.Success;
    }

    private static bool TryFindSpan(Regex machine, string text, int start, out Found found)
    {
        foreach (ValueMatch match in machine.EnumerateMatches(text, start))
        {
            found = new Found(match.Index, match.Index + match.Length, null);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>
    /// The machine for a kind of match. What is used much is compiled to IL, in another thread because that takes some
    /// 10 ms, and then replaces the one that is interpreted.
    /// </summary>
    private Regex Machine(MatchKind kind, bool isWide, int length)
    {
        int index = ((int)kind * 2) + (isWide ? 1 : 0);
        Regex machine = _machines[index] ??= Make(kind, isWide, s_firstLimit, RegexOptions.None);

        // Threads may count past each other: the time of compiling does not matter.
        int work = _work[index];
        if (work < WorkToCompile)
        {
            _work[index] = work + WorkOfCall + Math.Min(length, WorkToCompile);
            if (_work[index] >= WorkToCompile)
            {
                BeginCompiling(index, kind, isWide);
            }
        }

        return machine;
    }

    // By itself: what the lambda captures would be allocated at each call of the method that has it, 80 bytes a match.
    private void BeginCompiling(int index, MatchKind kind, bool isWide) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ => Compile(index, kind, isWide), null);

    private void Compile(int index, MatchKind kind, bool isWide)
    {
        try
        {
            Regex compiled = Make(kind, isWide, s_firstLimit, RegexOptions.Compiled);

            // The first match has the IL compiled.
            _ = compiled.IsMatch("");
            Volatile.Write(ref _machines[index], compiled);
        }
        catch (Exception failure) when (failure is RegexMatchTimeoutException or OutOfMemoryException or InsufficientExecutionStackException)
        {
            // The machine that is interpreted stays.
        }
    }

    private Regex Make(MatchKind kind, bool isWide, TimeSpan limit, RegexOptions options)
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

        options |= RegexOptions.CultureInvariant;
        if ((Flags & RegexFlags.IgnoreCase) != 0)
        {
            options |= RegexOptions.IgnoreCase;
        }

        return new Regex(pattern, options, limit);
    }
}

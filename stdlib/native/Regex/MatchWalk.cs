using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Going from match to match: an empty match may follow a match that is not empty at the same place, but not another empty one.</summary>
internal sealed class MatchWalk
{
    private readonly int _origin;
    private readonly int _end;
    private int _position;
    private bool _mustAdvance;

    private MatchWalk(PatternObject pattern, Value text, RegexSubject subject, int start, int end)
    {
        Pattern = pattern;
        Text = text;
        Subject = subject;
        (_origin, _position, _end) = (start, start, end);
    }

    public PatternObject Pattern { get; }

    /// <summary>The text as given, borrowed.</summary>
    public Value Text { get; }

    public RegexSubject Subject { get; }

    /// <summary>Null with TypeError set.</summary>
    public static MatchWalk? Start(ThreadState thread, PatternObject pattern, Value text, long pos, long endpos)
    {
        if (RegexSubject.Of(thread, text, pattern.IsBytes) is not { } subject)
        {
            return null;
        }

        int start = (int)Math.Clamp(pos, 0, subject.Length);
        int end = (int)Math.Clamp(endpos, 0, subject.Length);
        return new MatchWalk(pattern, text, subject, start, end);
    }

    public MatchObject? First(ThreadState thread, MatchKind kind) =>
        _position <= _end && Pattern.TryFind(thread, kind, Subject, _position, _end, out Found found) ? Object(thread, found) : null;

    /// <summary>The next match, a new reference; null when there are no more.</summary>
    public MatchObject? Next(ThreadState thread) => TryNext(thread, out Found found) ? Object(thread, found) : null;

    /// <summary>As <see cref="Next"/>, without the object.</summary>
    public bool TryNext(ThreadState thread, out Found found) => TryStep(thread, _mustAdvance ? MatchKind.SearchOn : MatchKind.Search, out found);

    /// <summary>The next match exactly where the last one ended.</summary>
    public MatchObject? NextHere(ThreadState thread) => TryStep(thread, MatchKind.Match, out Found found) ? Object(thread, found) : null;

    /// <summary>The re.Match of what this walk has found.</summary>
    public MatchObject Object(ThreadState thread, Found found) => new(thread, Pattern, Text, Subject, found, _origin, _end);

    private bool TryStep(ThreadState thread, MatchKind kind, out Found found)
    {
        found = default;
        if (_position > _end)
        {
            return false;
        }

        bool wasEmpty = _mustAdvance;
        if (!Pattern.TryFind(thread, kind, Subject, _position, _end, out found) || (kind == MatchKind.Match && wasEmpty && found.Start == found.End))
        {
            _position = _end + 1;
            return false;
        }

        _position = found.End;
        _mustAdvance = found.Start == found.End;
        return true;
    }
}

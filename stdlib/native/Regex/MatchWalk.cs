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

    public MatchObject? First(ThreadState thread, MatchKind kind) => _position > _end ? null : Pattern.Find(thread, kind, Text, Subject, _position, _end, _origin);

    /// <summary>The next match, a new reference; null when there are no more.</summary>
    public MatchObject? Next(ThreadState thread) => Step(thread, _mustAdvance ? MatchKind.SearchOn : MatchKind.Search);

    /// <summary>The next match exactly where the last one ended.</summary>
    public MatchObject? NextHere(ThreadState thread) => Step(thread, MatchKind.Match);

    private MatchObject? Step(ThreadState thread, MatchKind kind)
    {
        if (_position > _end)
        {
            return null;
        }

        MatchObject? match = Pattern.Find(thread, kind, Text, Subject, _position, _end, _origin);
        if (match is null)
        {
            _position = _end + 1;
            return null;
        }

        if (kind == MatchKind.Match && _mustAdvance && match.End(0) == match.Start(0))
        {
            thread.Release(Value.Of(match));
            _position = _end + 1;
            return null;
        }

        _position = match.End(0);
        _mustAdvance = match.End(0) == match.Start(0);
        return match;
    }
}

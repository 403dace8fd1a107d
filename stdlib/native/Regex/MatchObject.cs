using System.Text.RegularExpressions;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>re.Match. Holds a reference to the text as the program gave it.</summary>
public sealed class MatchObject : PyObject
{
    private readonly int[] _spans;
    private readonly RegexSubject _subject;

    internal MatchObject(ThreadState thread, PatternObject pattern, Value text, RegexSubject subject, Found found, int start, int end)
        : base(thread, MatchMethods.Type)
    {
        Pattern = pattern;
        Text = thread.Retain(text);
        _subject = subject;
        (SearchStart, SearchEnd) = (start, end);
        _spans = new int[(pattern.Program.GroupCount + 1) * 2];
        (_spans[0], _spans[1]) = (found.Start, found.End);
        for (int i = 1; i <= pattern.Program.GroupCount; i++)
        {
            Group group = found.Groups!.Groups[i];
            _spans[i * 2] = group.Success ? subject.FromChar(group.Index) : -1;
            _spans[(i * 2) + 1] = group.Success ? subject.FromChar(group.Index + group.Length) : -1;
        }
    }

    internal PatternObject Pattern { get; }

    internal Value Text { get; }

    /// <summary>pos.</summary>
    internal int SearchStart { get; }

    /// <summary>endpos.</summary>
    internal int SearchEnd { get; }

    internal int GroupCount => Pattern.Program.GroupCount;

    /// <summary>The number of the group that closed last, 0 for none.</summary>
    internal int LastGroup
    {
        get
        {
            for (int i = Pattern.Program.ClosingOrder.Count - 1; i >= 0; i--)
            {
                if (Start(Pattern.Program.ClosingOrder[i]) >= 0)
                {
                    return Pattern.Program.ClosingOrder[i];
                }
            }

            return 0;
        }
    }

    /// <summary>-1 for a group that took no part.</summary>
    internal int Start(int group) => _spans[group * 2];

    internal int End(int group) => _spans[(group * 2) + 1];

    /// <summary>The text of a group; <paramref name="otherwise"/> (retained) for one that took no part.</summary>
    internal Value Group(ThreadState thread, int group, Value otherwise) =>
        Start(group) < 0 ? thread.Retain(otherwise) : _subject.Slice(Start(group), End(group));

    internal Value Empty => _subject.Slice(0, 0);

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Text);
}

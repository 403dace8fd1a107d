using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>re.Pattern. Uncounted: it holds nothing that a program could see die.</summary>
public sealed class PatternObject : PyObject
{
    internal PatternObject(Value source, RegexProgram program, RegexFlags flags)
        : base(PatternMethods.Type)
    {
        Source = source;
        Program = program;
        Flags = flags;
    }

    /// <summary>The pattern as given: an exact str or bytes, or None.</summary>
    internal Value Source { get; }

    internal RegexProgram Program { get; }

    internal RegexFlags Flags { get; }

    internal bool IsBytes => Source.Ref is BytesObject;

    /// <summary>The first match in the range; false when there is none or an exception is set (by a signal, while the match took long).</summary>
    internal bool TryFind(ThreadState thread, MatchKind kind, RegexSubject subject, int start, int end, out Found found)
    {
        // What is behind endpos does not exist for the match.
        string chars = end < subject.Length ? subject.Text[..subject.ToChar(end)] : subject.Text;
        if (!Program.TryRun(thread, kind, chars, subject.ToChar(start), subject.IsWide, out found))
        {
            return false;
        }

        found = new Found(subject.FromChar(found.Start), subject.FromChar(found.End), found.Groups);
        return true;
    }
}

using System.Text.RegularExpressions;
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

    /// <summary>The first match in the range, null when there is none or an exception is set (by a signal, while the match took long).</summary>
    internal MatchObject? Find(ThreadState thread, MatchKind kind, Value text, RegexSubject subject, int start, int end, int origin)
    {
        // What is behind endpos does not exist for the match.
        string chars = end < subject.Length ? subject.Text[..subject.ToChar(end)] : subject.Text;
        return Program.Run(thread, kind, chars, subject.ToChar(start), subject.IsWide) is { Success: true } found ? new MatchObject(thread, this, text, subject, found, origin, end) : null;
    }
}

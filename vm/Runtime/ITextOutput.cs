using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>A text stream written in C#, for print(), which would otherwise look up and call a method for every piece.</summary>
public interface ITextOutput
{
    /// <summary>False for instances of subclasses made by programs, whose write() may be another.</summary>
    bool IsPlain { get; }

    /// <summary>Writes text; false when an exception is set.</summary>
    bool TryWrite(ThreadState thread, StrObject text);

    /// <summary>Writes a text and what ends it, with nothing of another thread between them; false when an exception is set.</summary>
    bool TryWrite(ThreadState thread, StrObject text, StrObject end);

    /// <summary>Writes pieces of text, with nothing of another thread between them; false when an exception is set.</summary>
    bool TryWriteAll(ThreadState thread, ReadOnlySpan<StrObject> pieces);

    /// <summary>Flushes; false when an exception is set.</summary>
    bool TryFlush(ThreadState thread);
}

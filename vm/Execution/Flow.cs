namespace Pyl.VM.Execution;

/// <summary>What a handler tells the dispatch loop.</summary>
internal enum Flow
{
    /// <summary>Go on with the next instruction.</summary>
    Next,

    /// <summary>An exception is in flight; frame.Pc was saved. Of a run of the loop: the exception has left the frame that it began with.</summary>
    Error,

    /// <summary>thread.CurrentFrame is another frame now (call, return, yield).</summary>
    Frame,

    /// <summary>The frame that started this run of the loop has ended; its result is in thread.Result.</summary>
    Exit,

    /// <summary>The loop has run as many instructions as it was asked for; thread.CurrentFrame goes on.</summary>
    Pause,

    /// <summary>The thread is traced, or is no more: another loop goes on with thread.CurrentFrame, see <see cref="Tracing.TracedLoop"/>.</summary>
    Trace,
}

/// <summary>Marks a class whose static methods are handlers, one for each opcode of the same name (see the opcode generator).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpcodeHandlersAttribute : Attribute;

using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// A compiled body: enters at an entry's instruction; <see cref="Flow.Pause"/> when the registers are not what it was compiled
/// for, and nothing has happened; otherwise as a run of the dispatch loop, except that <see cref="Flow.Frame"/> also says that
/// the interpreter is to go on with thread.CurrentFrame.
/// </summary>
internal delegate Flow CompiledRun(ThreadState thread, Frame frame, int pc);

/// <summary>The machine code of a code object.</summary>
internal sealed class CompiledBody(CompiledRun run, bool[] entries, CompiledSites sites)
{
    /// <summary>What it was made from.</summary>
    public readonly CompiledSites Sites = sites;

    public readonly CompiledRun Run = run;

    /// <summary>Where it can be entered, by instruction.</summary>
    public readonly bool[] Entries = entries;

    /// <summary>Samples at which a loop leaves for the interpreter, which enters this body: the loop may be one of the body before, made for other classes.</summary>
    public int Handovers { get; set; }

    /// <summary>Milliseconds that compiling it took.</summary>
    public int Cost { get; set; }

    /// <summary>Bytes of IL.</summary>
    public int Size { get; init; }

    /// <summary>Instructions written, each version of a block counted.</summary>
    public int Written { get; init; }

    /// <summary>It has an entry at the function's start.</summary>
    public readonly bool HasStart = entries[0];
}

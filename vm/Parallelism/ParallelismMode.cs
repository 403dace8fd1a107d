using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>
/// The strategy of a run: which id a thread presents to counts and which lock it holds while it runs bytecode (DESIGN 1).
/// </summary>
public abstract class ParallelismMode
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>True when at most one thread of the interpreter runs bytecode at a time (sys._is_gil_enabled()).</summary>
    public abstract bool HasLock { get; }

    /// <summary>How counts are kept.</summary>
    public virtual RefCounting Counting => RefCounting.Biased;

    /// <summary>The lock of a new interpreter; null when its threads run side by side.</summary>
    public abstract GlobalLock? LockFor(InterpreterState interpreter);

    /// <summary>The owner id for a new thread of the interpreter.</summary>
    public abstract int OwnerIdFor(InterpreterState interpreter);
}

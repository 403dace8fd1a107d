using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>One lock for each interpreter (PEP 684): CPython from 3.12 on, the ordinary build. The default.</summary>
public sealed class SubinterpreterMode : ParallelismMode
{
    public override string Name => "subinterp";

    public override bool HasLock => true;

    public override GlobalLock? LockFor(InterpreterState interpreter) => new();

    public override int OwnerIdFor(InterpreterState interpreter) => interpreter.Id;
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>One lock for the process, whatever the number of interpreters: CPython up to 3.11.</summary>
public sealed class GilMode : ParallelismMode
{
    private readonly GlobalLock _lock = new();

    public override string Name => "gil";

    public override bool HasLock => true;

    public override GlobalLock? LockFor(InterpreterState interpreter) => _lock;

    public override int OwnerIdFor(InterpreterState interpreter) => interpreter.Id;
}

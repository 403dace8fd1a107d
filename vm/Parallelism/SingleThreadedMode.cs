using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>The mode of a runtime that has one thread: the interpreter's id, and no lock to take. Threads cannot be started in it.</summary>
public sealed class SingleThreadedMode : ParallelismMode
{
    public override string Name => "single";

    public override bool HasLock => true;

    public override int OwnerIdFor(InterpreterState interpreter) => interpreter.Id;

    public override void Acquire(ThreadState thread)
    {
    }

    public override void Release(ThreadState thread)
    {
    }
}

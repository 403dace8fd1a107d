using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A slice of any three objects.</summary>
public sealed class SliceObject : PyObject
{
    /// <summary>The references move in.</summary>
    internal SliceObject(ThreadState thread, Value start, Value stop, Value step)
        : base(thread, BuiltinTypes.Slice)
    {
        Start = start;
        Stop = stop;
        Step = step;
    }

    public Value Start { get; }

    public Value Stop { get; }

    public Value Step { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Start);
        RefCount.Release(thread, Stop);
        RefCount.Release(thread, Step);
    }
}

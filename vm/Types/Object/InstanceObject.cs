using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>An instance of a class that derives from object alone.</summary>
public class InstanceObject(ThreadState thread, TypeObject type) : PyObject(thread, type);

/// <summary>An instance of a class with __del__, which must run even when only the host GC notices that the instance is gone.</summary>
internal sealed class WatchedInstanceObject : InstanceObject
{
    private readonly Memory.Unreachable _unreachable;

    public WatchedInstanceObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
        _unreachable = thread.Interpreter.Unreachable;
        _unreachable.HasWatched = true;
        thread.Watched++;
        thread.WatchedInstances++;
    }

    ~WatchedInstanceObject() => _unreachable.Add(this);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Watched--;
        thread.WatchedInstances--;
    }
}

using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Per-object flags that are written while the object is private or under its lock.</summary>
[Flags]
public enum ObjectFlags : byte
{
    None = 0,

    /// <summary>Finalised: its count came to zero and its references were released. Using it is a bug of the VM (or the point of --refcount unsafe).</summary>
    Dead = 1,

    /// <summary>__del__ has run; it runs at most once (PEP 442).</summary>
    Finalized = 2,

    /// <summary>Weak references to it exist, see <see cref="WeakReferences"/>.</summary>
    HasWeakReferences = 4,
}

/// <summary>
/// Base of all heap objects. Its header is the count of PEP 703 (DESIGN 3): who owns it, the owner's count and everybody
/// else's. Uncounted objects (<see cref="RefCount.Uncounted"/>) are left to the host GC.
/// </summary>
public abstract class PyObject
{
    internal TypeObject Type;

    /// <summary>Instance attributes: [0] the materialised __dict__ or null, then __slots__ members, then the values of the class's <see cref="InstanceKeys"/>. Elements are slots, see <see cref="Slot"/>.</summary>
    internal object?[]? Attributes;

    internal int OwnerId;

    /// <summary>References held by the owner; only the owner writes it.</summary>
    internal int Local;

    /// <summary>Signed count of the others, shifted left by two, and two state bits; written atomically.</summary>
    internal int Shared;

    internal ObjectFlags Status;

    /// <summary>The per-object lock's state byte (free threading).</summary>
    internal byte LockState;

    /// <summary>Where threads that count it in advance have their places for it, see <see cref="ForeignCounts"/>; zero when nobody has met it.</summary>
    internal ushort ForeignKey;

    /// <summary>An uncounted object.</summary>
    protected PyObject(TypeObject type)
    {
        Type = type;
        OwnerId = RefCount.Uncounted;
    }

    /// <summary>A counted object, owned by the thread's owner id, with one reference, which the caller gets.</summary>
    protected PyObject(ThreadState thread, TypeObject type)
    {
        Type = type;
        OwnerId = thread.OwnerId;
        Local = 1;
        if (FreeThreading.IsOn && thread.OwnsNothing)
        {
            RefCount.Disown(this);
        }

        thread.Created++;
    }

    /// <summary>Makes a dead object, which nobody has, a new one of the thread's with one reference.</summary>
    internal void Revive(ThreadState thread, TypeObject type)
    {
        if (!ReferenceEquals(Type, type))
        {
            Type = type;
        }

        OwnerId = thread.OwnerId;
        Local = 1;
        Shared = 0;
        Status = ObjectFlags.None;
        LockState = 0;
        ForeignKey = 0;
        thread.Created++;
    }

    /// <summary>__del__ has run, see <see cref="ObjectFlags.Finalized"/>.</summary>
    internal bool HasRunFinalizer => (Status & ObjectFlags.Finalized) != 0;

    /// <summary>
    /// Releases every counted reference that the object holds, <see cref="Attributes"/> excepted; called once, when its count has come to zero, after __del__ and the
    /// weak references' callbacks. Must not run user code itself other than through <see cref="RefCount.Release(ThreadState, PyObject)"/>.
    /// </summary>
    protected internal virtual void ReleaseReferences(ThreadState thread)
    {
    }
}

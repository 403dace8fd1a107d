using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>threading.Lock.</summary>
public sealed class LockObject : PyObject
{
    internal LockObject(ThreadState thread)
        : base(thread, LockMethods.Type)
    {
    }

    internal WaitLock Lock { get; private set; } = new();

    internal void Renew() => Lock = new WaitLock();
}

/// <summary>The methods of _thread.lock.</summary>
[PyType("lock", typeof(LockObject), Module = "_thread", Doc = "A lock object is a synchronization primitive.  To create a lock,\ncall threading.Lock().")]
internal static class LockMethods
{
    internal static readonly TypeObject Type = ThreadModule.MakeType("lock", TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls) => Value.Of(new LockObject(thread));

    [PyMethod("acquire", Doc = "Lock the lock.  Without argument, this blocks if the lock is already\nlocked (even by the same thread), waiting for another thread to release\nthe lock, and return True once the lock is acquired.")]
    public static Value Acquire(ThreadState thread, LockObject self, [Keyword, Optional("True")] Value blocking, [Optional("-1")] Value timeout)
    {
        if (blocking.IsUnbound && timeout.IsUnbound && self.Lock.TryTake())
        {
            return Value.True;
        }

        return AcquireSlowly(thread, self, blocking, timeout);
    }

    [PyMethod("acquire_lock", Doc = "An obsolete synonym of acquire().")]
    public static Value AcquireLock(ThreadState thread, LockObject self, [Keyword, Optional("True")] Value blocking, [Optional("-1")] Value timeout) =>
        AcquireSlowly(thread, self, blocking, timeout);

    [PyMethod("release", Doc = "Release the lock, allowing another thread that is blocked waiting for\nthe lock to acquire the lock.")]
    public static Value Release(ThreadState thread, LockObject self) =>
        self.Lock.Release() ? Value.None : thread.RuntimeError("release unlocked lock");

    [PyMethod("release_lock", Doc = "An obsolete synonym of release().")]
    public static Value ReleaseLock(ThreadState thread, LockObject self) => Release(thread, self);

    [PyMethod("locked", Doc = "Return whether the lock is in the locked state.")]
    public static bool Locked(LockObject self) => self.Lock.IsHeld;

    [PyMethod("locked_lock", Doc = "An obsolete synonym of locked().")]
    public static bool LockedLock(LockObject self) => self.Lock.IsHeld;

    [PyMethod("__enter__", Doc = "Lock the lock.")]
    public static Value Enter(ThreadState thread, LockObject self) =>
        self.Lock.TryTake() || self.Lock.Take(thread, Waiting.Forever) == WaitResult.Done ? Value.True : Value.Error;

    [PyMethod("__exit__", Doc = "Release the lock.")]
    public static Value Exit(ThreadState thread, LockObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => Release(thread, self);

    [PyMethod("_at_fork_reinit")]
    public static void Reinitialise(LockObject self) => self.Renew();

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, LockObject self) =>
        $"<{(self.Lock.IsHeld ? "locked" : "unlocked")} _thread.lock object at {ObjectMethods.Address(Value.Of(self))}>";

    private static Value AcquireSlowly(ThreadState thread, LockObject self, Value blocking, Value timeout)
    {
        if (!LockTimes.TryAcquireTimeout(thread, blocking, timeout, out TimeSpan limit))
        {
            return Value.Error;
        }

        return self.Lock.Take(thread, limit) switch
        {
            WaitResult.Done => Value.True,
            WaitResult.TimedOut => Value.False,
            _ => Value.Error,
        };
    }
}

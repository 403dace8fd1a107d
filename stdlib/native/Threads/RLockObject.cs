using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>threading.RLock: the thread that has it may take it again.</summary>
public sealed class RLockObject : PyObject
{
    private WaitLock _lock = new();
    private long _owner;

    internal RLockObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>How often the owner has taken it.</summary>
    internal long Count { get; private set; }

    internal long Owner => Volatile.Read(ref _owner);

    internal bool IsHeld => _lock.IsHeld;

    internal bool IsOwnedBy(ThreadState thread) => Volatile.Read(ref _owner) == thread.Identifier;

    internal WaitResult Take(ThreadState thread, TimeSpan timeout)
    {
        if (IsOwnedBy(thread))
        {
            Count++;
            return WaitResult.Done;
        }

        WaitResult result = _lock.Take(thread, timeout);
        if (result == WaitResult.Done)
        {
            Own(thread.Identifier, 1);
        }

        return result;
    }

    internal void Own(long owner, long count)
    {
        Count = count;
        Volatile.Write(ref _owner, owner);
    }

    internal void ReleaseOnce()
    {
        if (--Count == 0)
        {
            ReleaseAll();
        }
    }

    internal void ReleaseAll()
    {
        Count = 0;
        Volatile.Write(ref _owner, 0);
        _lock.Release();
    }

    internal void Renew()
    {
        _lock = new WaitLock();
        Own(0, 0);
    }
}

/// <summary>The methods of _thread.RLock.</summary>
[PyType("RLock", typeof(RLockObject), Module = "_thread")]
internal static class RLockMethods
{
    internal static readonly TypeObject Type = ThreadModule.MakeType("RLock", TypeFlags.BaseType | TypeFlags.HasWeakReferences);

    private const string NotOwned = "cannot release un-acquired lock";

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls) => Value.Of(new RLockObject(thread, cls));

    [PyMethod("acquire", Doc = "Lock the lock.  `blocking` indicates whether we should wait\nfor the lock to be available or not.")]
    public static Value Acquire(ThreadState thread, RLockObject self, [Keyword, Optional("True")] Value blocking, [Optional("-1")] Value timeout)
    {
        if (!LockTimes.TryAcquireTimeout(thread, blocking, timeout, out TimeSpan limit))
        {
            return Value.Error;
        }

        return self.Take(thread, limit) switch
        {
            WaitResult.Done => Value.True,
            WaitResult.TimedOut => Value.False,
            _ => Value.Error,
        };
    }

    [PyMethod("release", Doc = "Release the lock, allowing another thread that is blocked waiting for\nthe lock to acquire the lock.")]
    public static Value Release(ThreadState thread, RLockObject self)
    {
        if (!self.IsOwnedBy(thread))
        {
            return thread.RuntimeError(NotOwned);
        }

        self.ReleaseOnce();
        return Value.None;
    }

    [PyMethod("locked", Doc = "Return a boolean indicating whether this object is locked right now.")]
    public static bool Locked(RLockObject self) => self.IsHeld;

    [PyMethod("__enter__", Doc = "Lock the lock.")]
    public static Value Enter(ThreadState thread, RLockObject self) =>
        self.Take(thread, Waiting.Forever) == WaitResult.Done ? Value.True : Value.Error;

    [PyMethod("__exit__", Doc = "Release the lock.")]
    public static Value Exit(ThreadState thread, RLockObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => Release(thread, self);

    [PyMethod("_is_owned", Doc = "For internal use by `threading.Condition`.")]
    public static bool IsOwned(ThreadState thread, RLockObject self) => self.IsOwnedBy(thread);

    [PyMethod("_recursion_count", Doc = "For internal use by reentrancy checks.")]
    public static long RecursionCount(ThreadState thread, RLockObject self) => self.IsOwnedBy(thread) ? self.Count : 0;

    [PyMethod("_release_save", Doc = "For internal use by `threading.Condition`.")]
    public static Value ReleaseSave(ThreadState thread, RLockObject self)
    {
        if (!self.IsOwnedBy(thread))
        {
            return thread.RuntimeError(NotOwned);
        }

        Value saved = Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(self.Count), Value.Int(self.Owner)]));
        self.ReleaseAll();
        return saved;
    }

    [PyMethod("_acquire_restore", Doc = "For internal use by `threading.Condition`.")]
    public static Value AcquireRestore(ThreadState thread, RLockObject self, Value state)
    {
        if (state.Ref is not TupleObject { Items: [{ IsInt: true } count, { IsInt: true } owner] })
        {
            return thread.TypeError("_acquire_restore() takes the result of _release_save()");
        }

        WaitResult result = self.Take(thread, Waiting.Forever);
        if (result != WaitResult.Done)
        {
            return Value.Error;
        }

        self.Own(owner.Bits, count.Bits);
        return Value.None;
    }

    [PyMethod("_at_fork_reinit")]
    public static void Reinitialise(RLockObject self) => self.Renew();

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, RLockObject self) =>
        $"<{(self.IsHeld ? "locked" : "unlocked")} {ThreadModule.FullName(self.Type)} object owner={self.Owner} count={self.Count} at {ObjectMethods.Address(Value.Of(self))}>";
}

using System.Diagnostics;
using System.Globalization;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.PylInfo;

/// <summary>The module pyl: a look inside the runtime.</summary>
[PyModule("pyl", Doc = "A look inside the Pyl runtime.")]
internal static class PylModule
{
    private static readonly StructSequenceType s_count = new(
        "pyl",
        "RefCount",
        "How an object is counted: the owner's id, its count, everybody else's, the state (default, weak, queued, merged) and whether it is counted at all.",
        5,
        ["owner", "local", "shared", "state", "uncounted"],
        instantiable: false);

    private static readonly StructSequenceType s_times = new(
        "pyl",
        "ThreadTimes",
        "What a thread's time went into, in seconds: CPU time, time with the interpreter's lock (without one: attached to the interpreter), time waiting for the lock, time waiting for a core.",
        4,
        ["cpu", "held", "lock_wait", "core_wait"],
        instantiable: false);

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        module.DefineConstant("mode", Value.Str(thread.Interpreter.Parallelism.Name));
        module.DefineConstant("counting", Value.Str(thread.Interpreter.Parallelism.Counting.ToString().ToLowerInvariant()));
        module.DefineConstant("workers", Value.Int(Workers()));
        return true;
    }

    /// <summary>How many workers a script should use: what PYL_WORKERS says, which `pyl compare` sets, or one a processor.</summary>
    private static int Workers() =>
        int.TryParse(Environment.GetEnvironmentVariable("PYL_WORKERS"), NumberStyles.None, CultureInfo.InvariantCulture, out int workers) && workers > 0
            ? workers
            : Environment.ProcessorCount;

    [PyFunction("refcount", Doc = "How the object is counted. The argument itself is one of the references.")]
    public static Value Count(ThreadState thread, Value obj)
    {
        if (obj.Ref is not { } reference || obj.IsFloat || reference.OwnerId == RefCount.Uncounted)
        {
            return s_count.Make(thread, Value.None, Value.Int(0), Value.Int(0), Value.Str("uncounted"), Value.True);
        }

        int shared = Volatile.Read(ref reference.Shared);
        string state = (shared & 3) switch
        {
            0 => "default",
            1 => "weak",
            2 => "queued",
            _ => "merged",
        };
        Value owner = reference.OwnerId == RefCount.NoOwner ? Value.None : Value.Int(reference.OwnerId);
        return s_count.Make(thread, owner, Value.Int(reference.Local), Value.Int(RefCount.SharedCountOf(thread, reference)), Value.Str(state), Value.False);
    }

    [PyFunction("thread_times", Doc = "What the calling thread's time went into until now, in seconds.")]
    public static Value ThreadTimes(ThreadState thread)
    {
        ThreadStatistics s = thread.Statistics;
        long held = s.LockHeld + (s.LockTakenAt == 0 ? 0 : Stopwatch.GetTimestamp() - s.LockTakenAt);
        return s_times.Make(
            thread,
            Value.FromDouble(ThreadCpuTime.Now() / 1e9),
            Value.FromDouble(Stopwatch.GetElapsedTime(0, held).TotalSeconds),
            Value.FromDouble(Stopwatch.GetElapsedTime(0, s.LockWaited).TotalSeconds),
            Value.FromDouble(ThreadCpuTime.RunDelay() / 1e9));
    }

    [PyFunction("owner_id", Doc = "The id that the calling thread presents to counts: objects of this owner it counts without atomic operations.")]
    public static long OwnerId(ThreadState thread) => thread.OwnerId;

    [PyFunction("live_objects", Doc = "Counted objects of this interpreter that have been made and not been finalised.")]
    public static long LiveObjects(ThreadState thread) => thread.Interpreter.Threads.Created - thread.Interpreter.Threads.Finalised;
}

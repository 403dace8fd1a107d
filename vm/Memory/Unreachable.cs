using System.Collections.Concurrent;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// Objects in reference cycles that the host GC has found unreachable and whose end somebody may see: those with __del__, with
/// weak references, and streams (DESIGN 3). The GC's finaliser thread puts them here, the interpreter's main thread ends them at
/// its next safe point, as CPython's collector does between two bytecodes.
/// </summary>
internal sealed class Unreachable(InterpreterState interpreter)
{
    private ConcurrentQueue<PyObject>? _found;

    /// <summary>gc.disable() leaves what is found in the queue until gc.collect().</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Whether there has ever been an instance of a class with __del__.</summary>
    public bool HasWatched { get; set; }

    /// <summary>The thread that is asked to look; the interpreter's main thread.</summary>
    public ThreadState? Worker { get; set; }

    /// <summary>Called by the host GC's finaliser thread: no counts may be touched.</summary>
    public void Add(PyObject reference)
    {
        LazyInitializer.EnsureInitialized(ref _found, static () => new()).Enqueue(reference);
        if (IsEnabled && Worker is { } thread && !interpreter.IsFinalizing)
        {
            SafePoint.Request(thread, SafePoint.Finalizers);
        }
    }

    /// <summary>Ends what was found: weak references are cleared first, then __del__ runs. The number of objects.</summary>
    public int Drain(ThreadState thread)
    {
        if (Volatile.Read(ref _found) is not { IsEmpty: false } found)
        {
            return 0;
        }

        // An exception in flight must survive what is called here.
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        var batch = new List<PyObject>();
        while (found.TryDequeue(out PyObject? reference))
        {
            if ((reference.Status & ObjectFlags.Dead) == 0)
            {
                batch.Add(reference);
            }
        }

        bool mayRevive = false;
        foreach (PyObject reference in batch)
        {
            if ((reference.Status & ObjectFlags.HasWeakReferences) != 0)
            {
                mayRevive |= WeakReferences.Clear(thread, reference);
            }
        }

        foreach (PyObject reference in batch)
        {
            // An earlier one's __del__ may have broken the cycle.
            if (reference.Type.HasFinalizer && (reference.Status & (ObjectFlags.Dead | ObjectFlags.Finalized)) == 0)
            {
                Finalizer.RunInCycle(thread, reference);
                mayRevive = true;
            }
        }

        ReleaseClasses(thread, batch, mayRevive);

        thread.Exception = inFlight;
        return batch.Count;
    }

    /// <summary>Classes are uncounted: what a dead one's namespace holds is released here. Code that has just run may have brought its instances back: then the host GC is to look again.</summary>
    private static void ReleaseClasses(ThreadState thread, List<PyObject> batch, bool mayRevive)
    {
        foreach (PyObject reference in batch)
        {
            if (reference is not TypeObject type)
            {
                continue;
            }

            if (mayRevive)
            {
                GC.ReRegisterForFinalize(type);
            }
            else
            {
                type.Namespace.ReleaseAll(thread);
            }
        }
    }

    /// <summary>gc.collect(): lets the host GC look now, and ends what it finds. The number of objects ended.</summary>
    public int Collect(ThreadState thread)
    {
        int total = 0;

        // What an object held becomes unreachable only after its own end.
        for (int round = 0; round < 4; round++)
        {
            thread.CurrentFrame.ForgetFreeRegisters();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            int ended = Drain(thread);
            total += ended;
            if (ended == 0)
            {
                break;
            }
        }

        return total;
    }
}

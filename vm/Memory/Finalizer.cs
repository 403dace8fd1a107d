using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>Running __del__ (PEP 442): once, with a reference of its own, an exception in it reported and dropped.</summary>
internal static class Finalizer
{
    /// <summary>False when the object has been resurrected.</summary>
    public static bool Run(ThreadState thread, PyObject reference)
    {
        reference.Status |= ObjectFlags.Finalized;
        reference.OwnerId = thread.OwnerId;
        reference.Local = 1;
        reference.Shared = 0;

        Call(thread, reference);
        return --reference.Local == 0 && reference.Shared == 0;
    }

    /// <summary>The same for an unreachable object that its cycle still counts.</summary>
    public static void RunInCycle(ThreadState thread, PyObject reference)
    {
        reference.Status |= ObjectFlags.Finalized;
        RefCount.Retain(thread, reference);
        Call(thread, reference);
        RefCount.Release(thread, reference);
    }

    private static void Call(ThreadState thread, PyObject reference)
    {
        // __del__ must not disturb an exception in flight or being handled.
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        Value result = Operators.CallUnary(thread, SpecialMethod.Del, Value.Of(reference), out bool missing);
        if (!missing)
        {
            if (result.IsError)
            {
                Unraisable.Report(thread, "Exception ignored while calling deallocator", Value.Of(reference.Type.Slot(SpecialMethod.Del).Method ?? (PyObject)Singletons.None));
            }
            else
            {
                thread.Release(result);
            }
        }

        thread.Exception = inFlight;
    }
}

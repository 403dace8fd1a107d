using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// What happens when a count comes to zero: __del__, weak references' callbacks, release of the references held. Iterative
/// (a list of a million nested lists must not overflow the stack), as CPython's trashcan.
/// </summary>
internal static class Destruction
{
    /// <summary>Finalises the object, or queues it when a destruction is under way on this thread.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Destroy(ThreadState thread, PyObject reference)
    {
        if (thread.DestructionDepth >= ThreadState.MaxDestructionDepth)
        {
            thread.DestructionQueue.Add(reference);
            return;
        }

        thread.DestructionDepth++;
        DestroyNow(thread, reference);
        thread.DestructionDepth--;
        if (thread.DestructionDepth == 0 && thread.DestructionQueue.Count != 0)
        {
            DestroyQueued(thread);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DestroyQueued(ThreadState thread)
    {
        List<PyObject> queue = thread.DestructionQueue;
        while (queue.Count != 0)
        {
            PyObject next = queue[^1];
            queue.RemoveAt(queue.Count - 1);
            thread.DestructionDepth++;
            DestroyNow(thread, next);
            thread.DestructionDepth--;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DestroyNow(ThreadState thread, PyObject reference)
    {
        if ((reference.Status & ObjectFlags.Dead) != 0)
        {
            // Its count came to zero twice: somebody used it when it was dead (--refcount unsafe).
            thread.Statistics.ReleasedTwice++;
            return;
        }

        if (reference.Type.HasFinalizer && (reference.Status & ObjectFlags.Finalized) == 0 && !Finalizer.Run(thread, reference))
        {
            return; // resurrected
        }

        if ((reference.Status & ObjectFlags.HasWeakReferences) != 0)
        {
            WeakReferences.Clear(thread, reference);
        }

        if (reference.Type.HasFinalizer && reference is not GeneratorObject)
        {
            GC.SuppressFinalize(reference); // the host GC need not tell of its end any more
        }

        reference.Status |= ObjectFlags.Dead;
        thread.Finalised++;
        reference.ReleaseReferences(thread);
        if (reference.Attributes is { } attributes)
        {
            if (attributes.Length != 0 && attributes[0] is not null)
            {
                // A materialised __dict__ may know the array.
                reference.Attributes = null;
            }

            for (int i = 0; i < attributes.Length; i++)
            {
                object? content = attributes[i];
                attributes[i] = null;
                Slot.ReleaseContent(thread, content);
            }
        }

        thread.Spares.Give(thread, reference);
    }
}

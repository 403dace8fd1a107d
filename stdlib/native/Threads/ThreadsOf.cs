using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>What the module _thread keeps for an interpreter.</summary>
internal sealed class ThreadsOf
{
    private readonly List<ThreadHandleObject> _joined = [];

    /// <summary>_thread.stack_size(): bytes, 0 for the usual.</summary>
    public int StackSize;

    /// <summary>Threads that have been started and have not ended.</summary>
    public int Running;

    public static ThreadsOf Get(ThreadState thread) =>
        (ThreadsOf)thread.Interpreter.ModuleStates.GetOrAdd(typeof(ThreadsOf), static _ => new ThreadsOf());

    /// <summary>The interpreter's end waits for this thread.</summary>
    public void AddJoined(ThreadState thread, ThreadHandleObject handle)
    {
        RefCount.Retain(thread, handle);
        lock (_joined)
        {
            _joined.Add(handle);
        }
    }

    /// <summary>It has ended.</summary>
    public void RemoveJoined(ThreadState thread, ThreadHandleObject handle)
    {
        bool found;
        lock (_joined)
        {
            found = _joined.Remove(handle);
        }

        if (found)
        {
            RefCount.Release(thread, handle);
        }
    }

    /// <summary>Waits for all of them, those that start meanwhile included; false with an exception set.</summary>
    public bool JoinAll(ThreadState thread)
    {
        while (true)
        {
            ThreadHandleObject? next;
            lock (_joined)
            {
                next = _joined.Find(handle => handle.Identifier != thread.Identifier);
                if (next is null)
                {
                    return true;
                }

                RefCount.Retain(thread, next);
            }

            WaitResult result = next.Wait(thread, Waiting.Forever);
            RemoveJoined(thread, next);
            RefCount.Release(thread, next);
            if (result == WaitResult.Interrupted)
            {
                return false;
            }
        }
    }
}

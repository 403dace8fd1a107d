using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// Holding an object's lock in free threading, without deadlocks (CONCURRENCY 6): a thread that must wait for anything lets
/// go of all it holds, and takes the innermost back when it goes on. So what a section protects holds as long as nothing in
/// it blocks or runs user code; after that, re-read. In the modes with an interpreter lock this is nothing at all.
/// </summary>
public static class CriticalSection
{
    /// <summary>Enters a section of one object; dispose what comes back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scope Enter(ThreadState thread, PyObject target) => FreeThreading.AreSeveral ? new Scope(thread, target, null) : default;

    /// <summary>Enters a section of two objects, which may be the same one or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scope Enter(ThreadState thread, PyObject target, PyObject? other) => FreeThreading.AreSeveral ? new Scope(thread, target, other) : default;

    /// <summary>Lets go of all locks: the thread is about to wait.</summary>
    internal static void Suspend(ThreadState thread) => thread.Sections.SuspendAll();

    /// <summary>Takes the innermost section's locks back.</summary>
    internal static void Resume(ThreadState thread) => thread.Sections.ResumeTop();

    /// <summary>A section that ends when it is disposed.</summary>
    public readonly ref struct Scope
    {
        private readonly ThreadState? _thread;

        internal Scope(ThreadState thread, PyObject target, PyObject? other)
        {
            thread.Sections.Push(target, ReferenceEquals(target, other) ? null : other);
            _thread = thread;
        }

        /// <summary>Leaves the section.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            if (FreeThreading.IsOn)
            {
                _thread?.Sections.Pop();
            }
        }
    }
}

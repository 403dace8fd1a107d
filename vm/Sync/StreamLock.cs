using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// The lock of a stream with a buffer, in every mode: an interpreter's lock is let go while the stream writes or reads, and
/// another thread must not find the buffer half passed on. The thread that has it may take it again.
/// </summary>
public static class StreamLock
{
    /// <summary>Takes the stream's lock; dispose what comes back.</summary>
    public static Scope Enter(ThreadState thread, object stream)
    {
        if (!Monitor.TryEnter(stream))
        {
            thread.BeginBlocking();
            Monitor.Enter(stream);
            thread.EndBlocking();
        }

        return new Scope(stream);
    }

    /// <summary>Holds the lock until it is disposed.</summary>
    public readonly ref struct Scope(object stream)
    {
        /// <summary>Lets go.</summary>
        public void Dispose() => Monitor.Exit(stream);
    }
}

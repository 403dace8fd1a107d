using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// The lock of a stream with a buffer, in every mode: an interpreter's lock is let go while the stream writes or reads, and
/// another thread must not find the buffer half passed on. The thread that has it may take it again.
/// A daemon thread that has one is not halted before it lets go: the end of the program flushes the streams.
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
            thread.HeldStreams++;
            thread.EndBlocking();
        }
        else
        {
            thread.HeldStreams++;
        }

        return new Scope(thread, stream);
    }

    /// <summary>Holds the lock until it is disposed.</summary>
    public readonly ref struct Scope(ThreadState thread, object stream)
    {
        /// <summary>Lets go.</summary>
        public void Dispose()
        {
            Monitor.Exit(stream);
            thread.HeldStreams--;
        }
    }
}

using System.Runtime.InteropServices;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native;

/// <summary>
/// A thread's eventfd, which every wait of the thread in the system includes: Ctrl-C and the other requests of
/// <see cref="SafePoint"/> make it readable. A signal alone would not do: .NET restarts what its handler interrupts.
/// </summary>
internal sealed unsafe partial class WakeDescriptor
{
    private const int Flags = 0x80800; // EFD_CLOEXEC | EFD_NONBLOCK

    private WakeDescriptor() => Number = EventDescriptor(0, Flags);

    ~WakeDescriptor()
    {
        if (Number >= 0)
        {
            _ = Libc.Close(Number);
        }
    }

    /// <summary>The descriptor; -1 when the system has none left.</summary>
    public int Number { get; }

    /// <summary>The thread's own, made on first use. The thread itself calls this.</summary>
    public static WakeDescriptor Of(ThreadState thread)
    {
        if (thread.WakeFromSystem?.Target is WakeDescriptor present)
        {
            return present;
        }

        var made = new WakeDescriptor();
        thread.WakeFromSystem = made.Signal;
        return made;
    }

    /// <summary>Takes the signal back; the waiting thread, before it looks at what it was asked for.</summary>
    public void Reset()
    {
        long count;
        _ = Libc.Read(Number, (byte*)&count, sizeof(long));
    }

    private void Signal()
    {
        long one = 1;
        _ = Libc.Write(Number, (byte*)&one, sizeof(long));
        GC.KeepAlive(this);
    }

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventDescriptor(uint initial, int flags);
}

using System.Runtime.InteropServices;
using Pyl.Stdlib.Native.Network;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native;

/// <summary>
/// Reading and writing of file descriptors. Calls that may block let go of the interpreter's lock, are repeated when a signal
/// cuts them short (PEP 475), and give way to Ctrl-C.
/// </summary>
internal static unsafe class FileDescriptors
{
    /// <summary>What the calls return besides a count.</summary>
    public const int Failed = -1;

    /// <summary>An exception is set already.</summary>
    public const int Raised = -2;

    private const int InterruptedCall = 4;

    private const int TryAgain = 11;
    private const int InvalidArgument = 22;
    private const int NotSupported = 95;

    /// <summary>RWF_NOWAIT: a pipe takes what fits, and nothing waits.</summary>
    private const int NoWait = 8;

    /// <summary>
    /// read(2): the number of bytes, 0 at the end, <see cref="Failed"/> with errno set or <see cref="Raised"/>.
    /// <paramref name="mayBlock"/> is false for regular files.
    /// </summary>
    public static int Read(ThreadState thread, int descriptor, Span<byte> buffer, bool mayBlock)
    {
        while (true)
        {
            // Only the main thread is ever interrupted; the others save the calls.
            if (mayBlock && thread.IsMain && !IsNonBlocking(descriptor) && SystemWait.For(thread, descriptor, PosixConstants.PollIn, Waiting.Forever) == WaitResult.Interrupted)
            {
                return Raised;
            }

            nint count;
            int error;
            thread.BeginBlocking();
            fixed (byte* start = buffer)
            {
                count = Libc.Read(descriptor, start, buffer.Length);
                error = Marshal.GetLastPInvokeError();
            }

            thread.EndBlocking();
            if (count >= 0)
            {
                return (int)count;
            }

            if (error != InterruptedCall)
            {
                Marshal.SetLastPInvokeError(error);
                return Failed;
            }

            if (!Interruption.TryContinue(thread))
            {
                return Raised;
            }
        }
    }

    /// <summary>
    /// write(2): the number of bytes taken, <see cref="Failed"/> with errno set or <see cref="Raised"/>.
    /// <paramref name="mayBlock"/> is false for regular files.
    /// </summary>
    public static int Write(ThreadState thread, int descriptor, ReadOnlySpan<byte> bytes, bool mayBlock)
    {
        if (!mayBlock || !thread.IsMain)
        {
            return WriteOnce(thread, descriptor, bytes, noWait: false);
        }

        // The main thread must not be caught in a pipe that nobody empties: signals have to reach it.
        int done = 0;
        do
        {
            int count = WriteOnce(thread, descriptor, bytes[done..], noWait: true);
            if (count >= 0)
            {
                done += count;
                continue;
            }

            int error = count == Raised ? 0 : Marshal.GetLastPInvokeError();
            if (error is NotSupported or InvalidArgument || (error == TryAgain && !MayBlock(descriptor)))
            {
                // Files and terminals.
                return done > 0 ? done : WriteOnce(thread, descriptor, bytes, noWait: false);
            }

            if (error != TryAgain || IsNonBlocking(descriptor))
            {
                Marshal.SetLastPInvokeError(error);
                return done > 0 && count == Failed ? done : count;
            }

            if (SystemWait.For(thread, descriptor, PosixConstants.PollOut, Waiting.Forever) == WaitResult.Interrupted)
            {
                return Raised;
            }
        }
        while (done < bytes.Length);

        return done;
    }

    private static int WriteOnce(ThreadState thread, int descriptor, ReadOnlySpan<byte> bytes, bool noWait)
    {
        while (true)
        {
            nint count;
            int error;
            thread.BeginBlocking();
            fixed (byte* start = bytes)
            {
                var vector = new SocketCalls.Vector { Start = start, Length = bytes.Length };
                count = noWait ? Libc.WriteVectors(descriptor, &vector, 1, -1, NoWait) : Libc.Write(descriptor, start, bytes.Length);
                error = Marshal.GetLastPInvokeError();
            }

            thread.EndBlocking();
            if (count >= 0)
            {
                return (int)count;
            }

            if (error != InterruptedCall)
            {
                Marshal.SetLastPInvokeError(error);
                return Failed;
            }

            if (!Interruption.TryContinue(thread))
            {
                return Raised;
            }
        }
    }

    /// <summary>True when the descriptor is no regular file, so that reading may wait.</summary>
    public static bool MayBlock(int descriptor) =>
        !TryStatus(descriptor, out Libc.FileStatus status) || (status.Mode & PosixConstants.TypeMask) != PosixConstants.TypeRegular;

    /// <summary>O_NONBLOCK: a read that finds nothing fails instead of waiting.</summary>
    private static bool IsNonBlocking(int descriptor)
    {
        int flags = Libc.ControlFile(descriptor, PosixConstants.GetStatusFlags, 0);
        return flags >= 0 && (flags & PosixConstants.NonBlocking) != 0;
    }

    /// <summary>fstat(2).</summary>
    public static bool TryStatus(int descriptor, out Libc.FileStatus status)
    {
        fixed (Libc.FileStatus* target = &status)
        {
            return Libc.Status(descriptor, "", PosixConstants.EmptyPath, 0xFFF, target) == 0;
        }
    }
}

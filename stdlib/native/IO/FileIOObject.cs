using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A raw file: a descriptor and what may be done with it.</summary>
internal sealed class FileIOObject(ThreadState thread, TypeObject type) : IOBaseObject(thread, type)
{
    /// <summary>What reading returns when there is nothing yet on a non-blocking descriptor.</summary>
    public const int WouldBlock = -1;

    /// <summary>An exception is set.</summary>
    public const int Failed = -2;

    private const int TryAgain = 11;

    private bool? _seekable;
    private bool? _mayBlock;

    /// <summary>The descriptor; -1 when closed.</summary>
    public int Descriptor { get; set; } = -1;

    public bool CanRead { get; set; }

    public bool CanWrite { get; set; }

    public bool IsCreated { get; set; }

    public bool IsAppending { get; set; }

    /// <summary>close() closes the descriptor.</summary>
    public bool OwnsDescriptor { get; set; } = true;

    /// <summary>st_blksize, or a usual number.</summary>
    public long BlockSize { get; set; } = IOSupport.DefaultBufferSize;

    public override int IsClosedNow(ThreadState thread) => Descriptor < 0 ? 1 : 0;

    /// <summary>mode as the attribute shows it.</summary>
    public string Mode => IsCreated ? (CanRead ? "xb+" : "xb")
        : IsAppending ? (CanRead ? "ab+" : "ab")
        : CanRead ? (CanWrite ? "rb+" : "rb") : "wb";

    /// <summary>Reads at most as much as fits; 0 at the end, <see cref="WouldBlock"/> or <see cref="Failed"/>.</summary>
    public int Read(ThreadState thread, Span<byte> buffer)
    {
        int count = FileDescriptors.Read(thread, Descriptor, buffer, _mayBlock ??= FileDescriptors.MayBlock(Descriptor));
        return count >= 0 ? count : Fail(thread, count);
    }

    /// <summary>Writes what the system takes at once; <see cref="WouldBlock"/> or <see cref="Failed"/>.</summary>
    public int Write(ThreadState thread, ReadOnlySpan<byte> bytes)
    {
        int count = FileDescriptors.Write(thread, Descriptor, bytes, _mayBlock ??= FileDescriptors.MayBlock(Descriptor));
        return count >= 0 ? count : Fail(thread, count);
    }

    /// <summary>The new position; -1 with an exception set.</summary>
    public long Seek(ThreadState thread, long offset, int whence)
    {
        long position = Libc.Seek(Descriptor, offset, whence);
        _seekable ??= position >= 0;
        if (position < 0)
        {
            OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
        }

        return position;
    }

    public bool IsSeekable => _seekable ??= Libc.TrySeek(Descriptor, 0, PosixConstants.SeekCurrent) >= 0;

    /// <summary>True when an exception was set and the caller shall stop; the descriptor is gone in any case.</summary>
    public bool CloseDescriptor(ThreadState thread)
    {
        int descriptor = Descriptor;
        Descriptor = -1;
        IsClosed = true;
        if (descriptor >= 0 && OwnsDescriptor && Libc.Close(descriptor) < 0)
        {
            OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
            return false;
        }

        return true;
    }

    /// <summary>Reads to the end; null with an exception set, or when there is nothing yet (then none is set).</summary>
    public byte[]? ReadAll(ThreadState thread)
    {
        byte[] buffer = new byte[EstimateRest()];
        int used = 0;
        while (true)
        {
            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, used + Math.Max(used, 8192));
            }

            int count = Read(thread, buffer.AsSpan(used));
            if (count == Failed)
            {
                return null;
            }

            if (count == WouldBlock)
            {
                return used == 0 ? null : buffer[..used];
            }

            if (count == 0)
            {
                return used == buffer.Length ? buffer : buffer[..used];
            }

            used += count;
        }
    }

    /// <summary>One more than what is left of a regular file, so that the end shows in the first read.</summary>
    private int EstimateRest()
    {
        if (FileDescriptors.TryStatus(Descriptor, out Libc.FileStatus status) && status.Size > 0)
        {
            long position = Libc.Seek(Descriptor, 0, PosixConstants.SeekCurrent);
            if (position >= 0 && (long)status.Size > position)
            {
                return (int)Math.Min((long)status.Size - position + 1, Array.MaxLength);
            }
        }

        return 8192;
    }

    private static int Fail(ThreadState thread, int outcome)
    {
        if (outcome == FileDescriptors.Raised)
        {
            return Failed;
        }

        int error = Marshal.GetLastPInvokeError();
        if (error == TryAgain)
        {
            return WouldBlock;
        }

        OSErrors.Raise(thread, error);
        return Failed;
    }
}

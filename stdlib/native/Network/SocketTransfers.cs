using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Network;

/// <summary>
/// Sending and receiving. Every call is first made without waiting, under the interpreter's lock, since most find what they
/// want; only one that must wait, or moves much, lets go of it.
/// </summary>
[PyType("socket", typeof(SocketObject), Module = "_socket")]
internal static unsafe class SocketTransfers
{
    private const int DoNotWait = 0x40;
    private const int NoSignal = 0x4000;

    /// <summary>Copying more than this into the kernel takes long enough for others to run.</summary>
    private const int Large = 64 * 1024;

    internal static TypeObject Type => SocketMethods.Type;

    [PyMethod("recv", Doc = "Receive up to buffersize bytes from the socket.  For the optional flags\nargument, see the Unix manual.  When no data is available, block until\nat least one byte is available or until the remote end is closed.  When\nthe remote end is closed and all data is read, return the empty string.")]
    public static Value Receive(ThreadState thread, SocketObject self, int bufsize, int flags = 0)
    {
        if (bufsize < 0)
        {
            return thread.ValueError("negative buffersize in recv");
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufsize);
        int count = Receive(thread, self, buffer.AsSpan(0, bufsize), flags);
        Value result = count < 0 ? Value.Error : Value.Of(BytesObject.Of(buffer.AsSpan(0, count)));
        ArrayPool<byte>.Shared.Return(buffer);
        return result;
    }

    [PyMethod("recv_into", Doc = "A version of recv() that stores its data into a buffer rather than creating\na new string.  Receive up to buffersize bytes from the socket.  If buffersize\nis not specified (or 0), receive up to the size available in the given buffer.")]
    public static Value ReceiveInto(ThreadState thread, SocketObject self, [Keyword] Value buffer, int nbytes = 0, int flags = 0)
    {
        if (!TryTarget(thread, buffer, nbytes, "recv_into", out Span<byte> target))
        {
            return Value.Error;
        }

        int count = Receive(thread, self, target, flags);
        return count < 0 ? Value.Error : Value.Int(count);
    }

    [PyMethod("recvfrom", Doc = "Like recv(buffersize, flags) but also return the sender's address info.")]
    public static Value ReceiveFrom(ThreadState thread, SocketObject self, int bufsize, int flags = 0)
    {
        if (bufsize < 0)
        {
            return thread.ValueError("negative buffersize in recvfrom");
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(bufsize);
        int count = ReceiveFrom(thread, self, buffer.AsSpan(0, bufsize), flags, out Value address);
        Value result = count < 0 ? Value.Error : Value.Of(TupleObject.Steal(thread, [Value.Of(BytesObject.Of(buffer.AsSpan(0, count))), address]));
        ArrayPool<byte>.Shared.Return(buffer);
        return result;
    }

    [PyMethod("recvfrom_into", Doc = "Like recv_into(buffer[, nbytes[, flags]]) but also return the sender's address info.")]
    public static Value ReceiveFromInto(ThreadState thread, SocketObject self, [Keyword] Value buffer, int nbytes = 0, int flags = 0)
    {
        if (!TryTarget(thread, buffer, nbytes, "recvfrom_into", out Span<byte> target))
        {
            return Value.Error;
        }

        int count = ReceiveFrom(thread, self, target, flags, out Value address);
        return count < 0 ? Value.Error : Value.Of(TupleObject.Steal(thread, [Value.Int(count), address]));
    }

    [PyMethod("send", Doc = "Send a data string to the socket.  For the optional flags\nargument, see the Unix manual.  Return the number of bytes\nsent; this may be less than len(data) if the network is busy.")]
    public static Value Send(ThreadState thread, SocketObject self, Value data, int flags = 0)
    {
        if (!Buffers.TryGet(thread, data, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        int count = Send(thread, self, bytes, flags, self.Timeout);
        return count < 0 ? Value.Error : Value.Int(count);
    }

    [PyMethod("sendall", Doc = "Send a data string to the socket.  For the optional flags\nargument, see the Unix manual.  This calls send() repeatedly\nuntil all data is sent.  If an error occurs, it's impossible\nto tell how much data has been sent.")]
    public static Value SendAll(ThreadState thread, SocketObject self, Value data, int flags = 0)
    {
        // Other threads may run meanwhile: a bytearray must not change its size.
        using BufferExport export = data.Ref is BytesObject ? default : Buffers.Export(thread, data);
        if ((export.View is null && data.Ref is not BytesObject) || !Buffers.TryGet(thread, data, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        long start = self.Timeout > TimeSpan.Zero ? Stopwatch.GetTimestamp() : 0;
        while (bytes.Length > 0)
        {
            TimeSpan left = self.Timeout;
            if (left > TimeSpan.Zero)
            {
                left -= Stopwatch.GetElapsedTime(start);
                left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
            }

            int count = Send(thread, self, bytes, flags, left);
            if (count < 0)
            {
                return Value.Error;
            }

            bytes = bytes[count..];
        }

        return Value.None;
    }

    [PyMethod("sendto", Doc = "sendto(data[, flags], address) -> count\n\nLike send(data, flags) but allows specifying the destination address.")]
    public static Value SendTo(ThreadState thread, SocketObject self, Value data, Value flagsOrAddress, [Optional] Value address)
    {
        int flags = 0;
        if (!address.IsUnbound && !Bind.TryInt(thread, flagsOrAddress, out flags))
        {
            return Value.Error;
        }

        byte* name = stackalloc byte[SocketAddress.MaxLength];
        int length = SocketAddress.Write(thread, self.Family, address.IsUnbound ? flagsOrAddress : address, new Span<byte>(name, SocketAddress.MaxLength), "sendto");
        if (length < 0 || !Buffers.TryGet(thread, data, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        while (true)
        {
            nint count;
            fixed (byte* start = bytes)
            {
                count = SocketCalls.SendTo(self.Descriptor, start, bytes.Length, flags | DoNotWait | NoSignal, name, (uint)length);
            }

            if (count >= 0)
            {
                return Value.Int(count);
            }

            if (!self.Retry(thread, PosixConstants.PollOut, self.Timeout))
            {
                return Value.Error;
            }
        }
    }

    /// <summary>The number of bytes, or -1 with an exception set.</summary>
    private static int Receive(ThreadState thread, SocketObject self, Span<byte> target, int flags)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = target)
            {
                count = SocketCalls.Receive(self.Descriptor, start, target.Length, flags | DoNotWait);
            }

            if (count >= 0)
            {
                return (int)count;
            }

            if (!self.Retry(thread, PosixConstants.PollIn, self.Timeout))
            {
                return -1;
            }
        }
    }

    private static int ReceiveFrom(ThreadState thread, SocketObject self, Span<byte> target, int flags, out Value address)
    {
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        while (true)
        {
            uint length = SocketAddress.MaxLength;
            nint count;
            fixed (byte* start = target)
            {
                count = SocketCalls.ReceiveFrom(self.Descriptor, start, target.Length, flags | DoNotWait, name, &length);
            }

            if (count >= 0)
            {
                address = SocketAddress.Read(new ReadOnlySpan<byte>(name, (int)length));
                return (int)count;
            }

            if (!self.Retry(thread, PosixConstants.PollIn, self.Timeout))
            {
                address = Value.Error;
                return -1;
            }
        }
    }

    private static int Send(ThreadState thread, SocketObject self, ReadOnlySpan<byte> bytes, int flags, TimeSpan limit)
    {
        bool isLarge = bytes.Length > Large;
        while (true)
        {
            nint count;
            fixed (byte* start = bytes)
            {
                if (isLarge)
                {
                    int descriptor = self.Descriptor;
                    thread.BeginBlocking();
                    count = SocketCalls.Send(descriptor, start, bytes.Length, flags | DoNotWait | NoSignal);
                    int error = Marshal.GetLastPInvokeError();
                    thread.EndBlocking();
                    Marshal.SetLastPInvokeError(error);
                }
                else
                {
                    count = SocketCalls.Send(self.Descriptor, start, bytes.Length, flags | DoNotWait | NoSignal);
                }
            }

            if (count >= 0)
            {
                return (int)count;
            }

            if (!self.Retry(thread, PosixConstants.PollOut, limit))
            {
                return -1;
            }
        }
    }

    private static bool TryTarget(ThreadState thread, Value buffer, int count, string function, out Span<byte> target)
    {
        if (!Buffers.TryGetWritable(thread, buffer, $"{function}() argument 1", out target))
        {
            return false;
        }

        if (count < 0)
        {
            thread.ValueError($"negative buffersize in {function}");
            return false;
        }

        if (count > target.Length)
        {
            thread.ValueError("buffer too small for requested bytes");
            return false;
        }

        target = count > 0 ? target[..count] : target;
        return true;
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Network;

/// <summary>sendmsg and recvmsg: several buffers in one call, and what goes beside the data (descriptors, on Unix sockets).</summary>
[PyType("socket", typeof(SocketObject), Module = "_socket")]
internal static unsafe class SocketMessages
{
    private const int DoNotWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int CloseOnExec = 0x40000000;
    private const int HeaderLength = 16;

    internal static TypeObject Type => SocketMethods.Type;

    [PyMethod("sendmsg", Doc = "sendmsg(buffers[, ancdata[, flags[, address]]]) -> count\n\nSend normal and ancillary data to the socket, gathering the\nnon-ancillary data from a series of buffers.")]
    public static Value SendMessage(ThreadState thread, SocketObject self, Value buffers, [Optional("()")] Value ancdata, int flags = 0, [Optional("None")] Value address = default)
    {
        var data = new ArrayBufferWriter<byte>();
        var control = new ArrayBufferWriter<byte>();
        if (!TryEach(thread, buffers, data, static (thread, data, item) =>
            {
                if (!Buffers.TryGet(thread, item, out ReadOnlySpan<byte> bytes))
                {
                    return false;
                }

                data.Write(bytes);
                return true;
            })
            || (!ancdata.IsUnbound && !TryEach(thread, ancdata, control, TryControl)))
        {
            return Value.Error;
        }

        byte* name = stackalloc byte[SocketAddress.MaxLength];
        int length = 0;
        if (!address.IsUnbound && !address.IsNone)
        {
            length = SocketAddress.Write(thread, self.Family, address, new Span<byte>(name, SocketAddress.MaxLength), "sendmsg");
            if (length < 0)
            {
                return Value.Error;
            }
        }

        while (true)
        {
            nint count;
            fixed (byte* start = data.WrittenSpan, beside = control.WrittenSpan)
            {
                var vector = new SocketCalls.Vector { Start = start, Length = data.WrittenCount };
                var message = new SocketCalls.Message
                {
                    Name = length > 0 ? name : null,
                    NameLength = (uint)length,
                    Vectors = &vector,
                    VectorCount = 1,
                    Control = beside,
                    ControlLength = control.WrittenCount,
                };
                count = SocketCalls.SendMessage(self.Descriptor, &message, flags | DoNotWait | NoSignal);
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

    [PyMethod("recvmsg", Doc = "recvmsg(bufsize[, ancbufsize[, flags]]) -> (data, ancdata, msg_flags, address)\n\nReceive normal data (up to bufsize bytes) and ancillary data from the socket.")]
    public static Value ReceiveMessage(ThreadState thread, SocketObject self, int bufsize, int ancbufsize = 0, int flags = 0)
    {
        if (bufsize < 0 || ancbufsize < 0)
        {
            return thread.ValueError(bufsize < 0 ? "negative buffer size in recvmsg()" : "invalid ancillary data buffer length");
        }

        byte[] data = new byte[bufsize];
        byte[] control = new byte[ancbufsize];
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        while (true)
        {
            nint count;
            SocketCalls.Message message;
            fixed (byte* start = data, beside = control)
            {
                var vector = new SocketCalls.Vector { Start = start, Length = bufsize };
                message = new SocketCalls.Message
                {
                    Name = name,
                    NameLength = SocketAddress.MaxLength,
                    Vectors = &vector,
                    VectorCount = 1,
                    Control = beside,
                    ControlLength = ancbufsize,
                };
                count = SocketCalls.ReceiveMessage(self.Descriptor, &message, flags | DoNotWait | CloseOnExec);
            }

            if (count >= 0)
            {
                Value address = message.NameLength == 0 ? Value.None : SocketAddress.Read(new ReadOnlySpan<byte>(name, (int)message.NameLength));
                Value beside = Controls(thread, control.AsSpan(0, (int)message.ControlLength));
                return Value.Of(TupleObject.Steal(thread, [Value.Of(BytesObject.Of(data.AsSpan(0, (int)count))), beside, Value.Int(message.Flags & ~CloseOnExec), address]));
            }

            if (!self.Retry(thread, PosixConstants.PollIn, self.Timeout))
            {
                return Value.Error;
            }
        }
    }

    /// <summary>A list of (level, type, bytes) from struct cmsghdr after cmsghdr.</summary>
    private static Value Controls(ThreadState thread, ReadOnlySpan<byte> control)
    {
        var items = new List<Value>();
        while (control.Length >= HeaderLength)
        {
            int length = (int)MemoryMarshal.Read<long>(control);
            if (length < HeaderLength)
            {
                break;
            }

            int end = Math.Min(length, control.Length);
            items.Add(Value.Of(TupleObject.Steal(thread, [
                Value.Int(MemoryMarshal.Read<int>(control[8..])), Value.Int(MemoryMarshal.Read<int>(control[12..])), Value.Of(BytesObject.Of(control[HeaderLength..end]))])));
            control = control[Math.Min((length + 7) & ~7, control.Length)..];
        }

        return Value.Of(ListObject.Steal(thread, [.. items]));
    }

    private static bool TryControl(ThreadState thread, ArrayBufferWriter<byte> control, Value item)
    {
        if (item.Ref is not TupleObject { Length: 3 } triple)
        {
            thread.TypeError("[sendmsg() ancillary data items] must be a tuple of length 3");
            return false;
        }

        if (!Bind.TryInt(thread, triple.Span[0], out int level) || !Bind.TryInt(thread, triple.Span[1], out int kind) || !Buffers.TryGet(thread, triple.Span[2], out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        Span<byte> place = control.GetSpan((HeaderLength + bytes.Length + 7) & ~7);
        place = place[..((HeaderLength + bytes.Length + 7) & ~7)];
        place.Clear();
        MemoryMarshal.Write(place, (long)(HeaderLength + bytes.Length));
        MemoryMarshal.Write(place[8..], level);
        MemoryMarshal.Write(place[12..], kind);
        bytes.CopyTo(place[HeaderLength..]);
        control.Advance(place.Length);
        return true;
    }

    private static bool TryEach(ThreadState thread, Value iterable, ArrayBufferWriter<byte> writer, Func<ThreadState, ArrayBufferWriter<byte>, Value, bool> add)
    {
        if (Iterables.ToArray(thread, iterable) is not { } items)
        {
            return false;
        }

        bool good = true;
        foreach (Value item in items)
        {
            good = good && add(thread, writer, item);
            thread.Release(item);
        }

        return good;
    }
}

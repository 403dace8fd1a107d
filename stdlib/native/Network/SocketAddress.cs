using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Network;

/// <summary>Addresses as the system and as programs have them: a struct sockaddr against a tuple, or a path for Unix sockets.</summary>
internal static unsafe class SocketAddress
{
    /// <summary>sizeof(struct sockaddr_storage).</summary>
    public const int MaxLength = 128;

    public const int Unix = 1;
    public const int Internet = 2;
    public const int Internet6 = 10;

    private const int InternetLength = 16;
    private const int Internet6Length = 28;
    private const int UnixPathLength = 108;

    /// <summary>Writes an address; its length, or -1 with an exception set. Resolving a name lets go of the lock.</summary>
    public static int Write(ThreadState thread, int family, Value value, Span<byte> address, string function)
    {
        address.Clear();
        switch (family)
        {
            case Unix:
                return WritePath(thread, value, address);
            case Internet:
            case Internet6:
                return WriteInternet(thread, family, value, address, function);
            default:
                thread.Raise(ExceptionTypes.OSError, $"{function}(): bad family");
                return -1;
        }
    }

    /// <summary>The address as programs see it.</summary>
    public static Value Read(ReadOnlySpan<byte> address)
    {
        if (address.Length < 2)
        {
            return Value.None;
        }

        switch (BinaryPrimitives.ReadUInt16LittleEndian(address))
        {
            case Internet:
                return Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Str(Text(Internet, address[4..])), Value.Int(Port(address))]));
            case Internet6:
                uint flow = BinaryPrimitives.ReadUInt32BigEndian(address[4..]);
                uint scope = BinaryPrimitives.ReadUInt32LittleEndian(address[24..]);
                return Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Str(Text(Internet6, address[8..])), Value.Int(Port(address)), Value.Int(flow), Value.Int(scope)]));
            case Unix:
                ReadOnlySpan<byte> path = address[2..];
                if (path.Length > 0 && path[0] == 0)
                {
                    return Value.Of(BytesObject.Of(path)); // Linux's names without a file
                }

                int end = path.IndexOf((byte)0);
                return Value.Str(Encoding.UTF8.GetString(end < 0 ? path : path[..end]));
            default:
                return Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(address[0]), Value.Of(BytesObject.Of(address[2..]))]));
        }
    }

    /// <summary>inet_ntop.</summary>
    public static string Text(int family, ReadOnlySpan<byte> packed)
    {
        byte* text = stackalloc byte[64];
        fixed (byte* start = packed)
        {
            return Marshal.PtrToStringUTF8(SocketCalls.FormatAddress(family, start, text, 64)) ?? "";
        }
    }

    /// <summary>The numeric address of a host, resolved when it is a name; false with an exception set.</summary>
    public static bool TryResolve(ThreadState thread, int family, string host, Span<byte> address)
    {
        (int start, int length) = family == Internet ? (4, 4) : (8, 16);
        if (host.Length == 0)
        {
            address.Slice(start, length).Clear();
            return true;
        }

        if (family == Internet && host is "<broadcast>" or "255.255.255.255")
        {
            address.Slice(start, length).Fill(255);
            return true;
        }

        fixed (byte* place = address[start..])
        {
            if (!host.Contains('%') && SocketCalls.ParseAddress(family, host, place) == 1)
            {
                return true;
            }
        }

        SocketCalls.AddressInfo* found;
        var hints = new SocketCalls.AddressInfo { Family = family };
        thread.BeginBlocking();
        int error = SocketCalls.Resolve(host, null, &hints, &found);
        thread.EndBlocking();
        if (error != 0)
        {
            SocketErrors.Resolution(thread, error);
            return false;
        }

        new ReadOnlySpan<byte>(found->Address + start, length).CopyTo(address[start..]);
        SocketCalls.FreeResolved(found);
        return true;
    }

    private static int Port(ReadOnlySpan<byte> address) => BinaryPrimitives.ReadUInt16BigEndian(address[2..]);

    private static int WriteInternet(ThreadState thread, int family, Value value, Span<byte> address, string function)
    {
        string name = family == Internet ? "AF_INET" : "AF_INET6";
        if (value.Ref is not TupleObject tuple)
        {
            thread.TypeError($"{function}(): {name} address must be tuple, not {value.Type.Name}");
            return -1;
        }

        if (tuple.Length < 2 || tuple.Length > (family == Internet ? 2 : 4))
        {
            thread.TypeError(family == Internet ? "AF_INET address must be a pair (host, port)" : "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
            return -1;
        }

        if (!TryHost(thread, tuple.Span[0], out string host) || !Bind.TryLong(thread, tuple.Span[1], out long port))
        {
            return -1;
        }

        if (port is < 0 or > 65535)
        {
            thread.OverflowError($"{function}(): port must be 0-65535.");
            return -1;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(address, (ushort)family);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)port);
        if (!TryResolve(thread, family, host, address))
        {
            return -1;
        }

        if (family == Internet)
        {
            return InternetLength;
        }

        long flow = 0;
        long scope = 0;
        if ((tuple.Length > 2 && !Bind.TryLong(thread, tuple.Span[2], out flow)) || (tuple.Length > 3 && !Bind.TryLong(thread, tuple.Span[3], out scope)))
        {
            return -1;
        }

        if (flow is < 0 or > 0xFFFFF)
        {
            thread.OverflowError($"{function}(): flowinfo must be 0-1048575.");
            return -1;
        }

        BinaryPrimitives.WriteUInt32BigEndian(address[4..], (uint)flow);
        BinaryPrimitives.WriteUInt32LittleEndian(address[24..], (uint)scope);
        return Internet6Length;
    }

    private static bool TryHost(ThreadState thread, Value value, out string host)
    {
        host = "";
        switch (value.Ref)
        {
            case StrObject text:
                host = text.ToString();
                break;
            case BytesObject bytes:
                host = Encoding.UTF8.GetString(bytes.Data);
                break;
            default:
                thread.TypeError($"str, bytes or bytearray expected, not {value.Type.Name}");
                return false;
        }

        if (!host.Contains('\0'))
        {
            return true;
        }

        thread.TypeError("host name must not contain null character");
        return false;
    }

    private static int WritePath(ThreadState thread, Value value, Span<byte> address)
    {
        byte[] path;
        if (value.Ref is StrObject or BytesObject)
        {
            path = value.Ref is BytesObject bytes ? bytes.Data : Encoding.UTF8.GetBytes(value.Ref.ToString()!);
        }
        else if (Buffers.Has(value))
        {
            if (!Buffers.TryGet(thread, value, out ReadOnlySpan<byte> memory))
            {
                return -1;
            }

            path = memory.ToArray();
        }
        else
        {
            thread.TypeError($"a bytes-like object is required, not '{value.Type.Name}'");
            return -1;
        }

        bool isAbstract = path.Length > 0 && path[0] == 0;
        if (path.Length > UnixPathLength - (isAbstract ? 0 : 1))
        {
            thread.Raise(ExceptionTypes.OSError, "AF_UNIX path too long");
            return -1;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(address, Unix);
        path.CopyTo(address[2..]);
        return 2 + path.Length + (isAbstract || path.Length == 0 ? 0 : 1);
    }
}

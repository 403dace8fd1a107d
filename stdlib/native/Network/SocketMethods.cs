using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Network;

/// <summary>_socket.socket: making, naming, connecting and closing; SocketTransfers sends and receives.</summary>
[PyType("socket", typeof(SocketObject), Module = "_socket", Doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type.")]
internal static unsafe class SocketMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "socket", BuiltinTypes.Object, TypeFlags.BaseType) { Module = "_socket", HasFinalizer = true };

    private const int CloseOnExec = 0x80000;
    private const int KindMask = 0xF;
    private const int SocketLevel = 1;
    private const int ErrorOption = 4;
    private const int LongestOption = 1024;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new SocketObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, SocketObject self, [Keyword] int family = -1, int type = -1, int proto = -1, [Optional("None")] Value fileno = default)
    {
        if (fileno.IsUnbound || fileno.IsNone)
        {
            family = family == -1 ? SocketAddress.Internet : family;
            type = type == -1 ? 1 : type;
            proto = proto == -1 ? 0 : proto;
            int made = SocketCalls.Create(family, type | CloseOnExec, proto);
            return made < 0 ? SocketErrors.Last(thread) : Adopt(thread, self, made, family, type, proto);
        }

        if (fileno.IsFloat)
        {
            return thread.TypeError("'float' object cannot be interpreted as an integer");
        }

        if (!Bind.TryInt(thread, fileno, out int descriptor))
        {
            return Value.Error;
        }

        if (descriptor < 0)
        {
            return thread.ValueError("negative file descriptor");
        }

        byte* name = stackalloc byte[SocketAddress.MaxLength];
        uint length = SocketAddress.MaxLength;
        if (SocketCalls.OwnName(descriptor, name, &length) < 0)
        {
            return SocketErrors.Last(thread);
        }

        family = family == -1 ? *(ushort*)name : family;
        if ((type == -1 && !TryOption(descriptor, 3, out type)) || (proto == -1 && !TryOption(descriptor, 38, out proto)))
        {
            return SocketErrors.Last(thread);
        }

        return Adopt(thread, self, descriptor, family, type, proto);
    }

    [PyMethod("__del__")]
    public static Value Del(ThreadState thread, SocketObject self)
    {
        if (self.Descriptor >= 0)
        {
            StreamWarnings.UnclosedResource(thread, "socket", Value.Of(self));
            _ = Libc.Close(self.Detach());
        }

        return Value.None;
    }

    [PyMethod("__repr__")]
    public static string Repr(SocketObject self) => $"<socket object, fd={self.Descriptor}, family={self.Family}, type={self.Kind}, proto={self.Protocol}>";

    [PyGetter("family")]
    public static long Family(SocketObject self) => self.Family;

    [PyGetter("type")]
    public static long Kind(SocketObject self) => self.Kind;

    [PyGetter("proto")]
    public static long Protocol(SocketObject self) => self.Protocol;

    [PyGetter("timeout")]
    public static Value TimeoutMember(ThreadState thread, SocketObject self) => GetTimeout(thread, self);

    [PyMethod("gettimeout", Doc = "Returns the timeout in seconds (float) associated with socket operations.")]
    public static Value GetTimeout(ThreadState thread, SocketObject self) => self.Timeout < TimeSpan.Zero ? Value.None : Value.FromDouble(self.Timeout.TotalSeconds);

    [PyMethod("settimeout", Doc = "Set a timeout on socket operations.  'timeout' can be a float,\ngiving in seconds, or None.")]
    public static Value SetTimeout(ThreadState thread, SocketObject self, Value timeout)
    {
        TimeSpan limit = Waiting.Forever;
        if (!timeout.IsNone)
        {
            if (!Bind.TryDouble(thread, timeout, out double seconds))
            {
                return thread.ClearIf(ExceptionTypes.TypeError) ? thread.TypeError($"'{timeout.Type.Name}' object cannot be interpreted as an integer or float") : Value.Error;
            }

            if (double.IsNaN(seconds))
            {
                return thread.ValueError("Invalid value NaN (not a number)");
            }

            if (seconds < 0)
            {
                return thread.ValueError("Timeout value out of range");
            }

            if (seconds > Threads.LockTimes.Longest)
            {
                return thread.OverflowError("timestamp too large to convert to C PyTime_t");
            }

            limit = TimeSpan.FromTicks((long)Math.Ceiling(seconds * TimeSpan.TicksPerSecond));
        }

        return Configure(thread, self, limit);
    }

    [PyMethod("setblocking", Doc = "Set the socket to blocking (flag is true) or non-blocking (false).")]
    public static Value SetBlocking(ThreadState thread, SocketObject self, bool flag) => Configure(thread, self, flag ? Waiting.Forever : TimeSpan.Zero);

    [PyMethod("getblocking", Doc = "Returns True if socket is in blocking mode, or False if it\nis in non-blocking mode.")]
    public static bool GetBlocking(SocketObject self) => self.Waits;

    [PyMethod("fileno", Doc = "Return the integer file descriptor of the socket.")]
    public static long FileNumber(SocketObject self) => self.Descriptor;

    [PyMethod("detach", Doc = "Close the socket object without closing the underlying file descriptor.")]
    public static long Detach(SocketObject self) => self.Detach();

    [PyMethod("close", Doc = "Close the socket.  It cannot be used after this call.")]
    public static Value Close(ThreadState thread, SocketObject self)
    {
        const int Reset = 104;
        int descriptor = self.Detach();
        return descriptor < 0 || Libc.Close(descriptor) == 0 || Marshal.GetLastPInvokeError() == Reset ? Value.None : SocketErrors.Last(thread);
    }

    [PyMethod("bind", Doc = "Bind the socket to a local address.")]
    public static Value BindTo(ThreadState thread, SocketObject self, Value address)
    {
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        int length = SocketAddress.Write(thread, self.Family, address, new Span<byte>(name, SocketAddress.MaxLength), "bind");
        return length < 0 ? Value.Error : OsDescriptorFunctions.Done(thread, SocketCalls.Bind(self.Descriptor, name, (uint)length));
    }

    [PyMethod("listen", Doc = "Enable a server to accept connections.")]
    public static Value Listen(ThreadState thread, SocketObject self, int backlog = 128) =>
        OsDescriptorFunctions.Done(thread, SocketCalls.Listen(self.Descriptor, Math.Max(backlog, 0)));

    [PyMethod("_accept", Doc = "_accept() -> (integer, address info)\n\nWait for an incoming connection.")]
    public static Value Accept(ThreadState thread, SocketObject self)
    {
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        TimeSpan limit = self.Timeout;
        while (true)
        {
            // A blocking descriptor would wait in accept itself, where Ctrl-C does not reach.
            if (limit < TimeSpan.Zero && !self.TryWait(thread, PosixConstants.PollIn, limit))
            {
                return Value.Error;
            }

            uint length = SocketAddress.MaxLength;
            int accepted;
            int error;
            if (limit < TimeSpan.Zero)
            {
                thread.BeginBlocking();
                accepted = SocketCalls.Accept(self.Descriptor, name, &length, CloseOnExec);
                error = Marshal.GetLastPInvokeError();
                thread.EndBlocking();
                Marshal.SetLastPInvokeError(error);
            }
            else
            {
                accepted = SocketCalls.Accept(self.Descriptor, name, &length, CloseOnExec);
            }

            if (accepted >= 0)
            {
                Value address = SocketAddress.Read(new ReadOnlySpan<byte>(name, (int)length));
                return Value.Of(TupleObject.Steal(thread, [Value.Int(accepted), address]));
            }

            if (!self.Retry(thread, PosixConstants.PollIn, limit))
            {
                return Value.Error;
            }
        }
    }

    [PyMethod("connect", Doc = "Connect the socket to a remote address.")]
    public static Value Connect(ThreadState thread, SocketObject self, Value address)
    {
        int error = ConnectTo(thread, self, address, "connect");
        return error == 0 ? Value.None : error > 0 ? OSErrors.Raise(thread, error) : Value.Error;
    }

    [PyMethod("connect_ex", Doc = "This is like connect(address), but returns an error code (the errno value)\ninstead of raising an exception when an error occurs.")]
    public static Value ConnectEx(ThreadState thread, SocketObject self, Value address)
    {
        int error = ConnectTo(thread, self, address, "connect_ex");
        if (error >= 0)
        {
            return Value.Int(error);
        }

        return thread.ClearIf(ExceptionTypes.TimeoutError) ? Value.Int(SocketErrors.TryAgain) : Value.Error;
    }

    [PyMethod("getsockname", Doc = "Return the address of the local endpoint.")]
    public static Value GetOwnName(ThreadState thread, SocketObject self)
    {
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        uint length = SocketAddress.MaxLength;
        return SocketCalls.OwnName(self.Descriptor, name, &length) < 0 ? SocketErrors.Last(thread) : SocketAddress.Read(new ReadOnlySpan<byte>(name, (int)length));
    }

    [PyMethod("getpeername", Doc = "Return the address of the remote endpoint.")]
    public static Value GetPeerName(ThreadState thread, SocketObject self)
    {
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        uint length = SocketAddress.MaxLength;
        return SocketCalls.PeerName(self.Descriptor, name, &length) < 0 ? SocketErrors.Last(thread) : SocketAddress.Read(new ReadOnlySpan<byte>(name, (int)length));
    }

    [PyMethod("shutdown", Doc = "Shut down the reading side of the socket (flag == SHUT_RD), the writing side\nof the socket (flag == SHUT_WR), or both ends (flag == SHUT_RDWR).")]
    public static Value ShutDown(ThreadState thread, SocketObject self, int how) => OsDescriptorFunctions.Done(thread, SocketCalls.ShutDown(self.Descriptor, how));

    [PyMethod("setsockopt", Doc = "Set a socket option.")]
    public static Value SetOption(ThreadState thread, SocketObject self, int level, int optname, Value value, [Optional] Value optlen)
    {
        if (!optlen.IsUnbound)
        {
            return !value.IsNone ? thread.TypeError($"socket option should be None, got {value.Type.Name}")
                : Bind.TryInt(thread, optlen, out int length) ? OsDescriptorFunctions.Done(thread, SocketCalls.SetOption(self.Descriptor, level, optname, null, (uint)length))
                : Value.Error;
        }

        if (value.IsInt || value.IsBool || value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return Bind.TryInt(thread, value, out int number)
                ? OsDescriptorFunctions.Done(thread, SocketCalls.SetOption(self.Descriptor, level, optname, (byte*)&number, sizeof(int)))
                : Value.Error;
        }

        if (!Buffers.TryGet(thread, value, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        fixed (byte* start = bytes)
        {
            return OsDescriptorFunctions.Done(thread, SocketCalls.SetOption(self.Descriptor, level, optname, start, (uint)bytes.Length));
        }
    }

    [PyMethod("getsockopt", Doc = "Get a socket option.")]
    public static Value GetOption(ThreadState thread, SocketObject self, int level, int option, int buffersize = 0)
    {
        if (buffersize is < 0 or > LongestOption)
        {
            return thread.Raise(ExceptionTypes.OSError, "getsockopt buflen out of range");
        }

        byte* buffer = stackalloc byte[LongestOption];
        uint length = buffersize == 0 ? sizeof(int) : (uint)buffersize;
        if (SocketCalls.GetOption(self.Descriptor, level, option, buffer, &length) < 0)
        {
            return SocketErrors.Last(thread);
        }

        return buffersize == 0 ? Value.Int(*(int*)buffer) : Value.Of(BytesObject.Of(new ReadOnlySpan<byte>(buffer, (int)length)));
    }

    private static bool TryOption(int descriptor, int option, out int number)
    {
        int value = 0;
        uint length = sizeof(int);
        bool read = SocketCalls.GetOption(descriptor, SocketLevel, option, (byte*)&value, &length) == 0;
        number = value;
        return read;
    }

    private static Value Adopt(ThreadState thread, SocketObject self, int descriptor, int family, int type, int proto)
    {
        if (self.Descriptor >= 0)
        {
            _ = Libc.Close(self.Descriptor);
        }

        self.Descriptor = descriptor;
        self.Family = family;
        self.Kind = type & KindMask;
        self.Protocol = proto;
        if ((type & PosixConstants.NonBlocking) != 0)
        {
            self.Timeout = TimeSpan.Zero;
            return Value.None;
        }

        return SocketModule.DefaultTimeout >= TimeSpan.Zero ? Configure(thread, self, SocketModule.DefaultTimeout) : Value.None;
    }

    private static Value Configure(ThreadState thread, SocketObject self, TimeSpan limit)
    {
        self.Timeout = limit;
        return SetNonBlocking(self.Descriptor, limit >= TimeSpan.Zero) ? Value.None : SocketErrors.Last(thread);
    }

    private static bool SetNonBlocking(int descriptor, bool nonBlocking)
    {
        int flags = Libc.ControlFile(descriptor, PosixConstants.GetStatusFlags, 0);
        if (flags < 0)
        {
            return false;
        }

        int wanted = nonBlocking ? flags | PosixConstants.NonBlocking : flags & ~PosixConstants.NonBlocking;
        return wanted == flags || Libc.ControlFile(descriptor, PosixConstants.SetStatusFlags, wanted) >= 0;
    }

    /// <summary>0, an errno, or -1 with an exception set.</summary>
    private static int ConnectTo(ThreadState thread, SocketObject self, Value address, string function)
    {
        byte* name = stackalloc byte[SocketAddress.MaxLength];
        int length = SocketAddress.Write(thread, self.Family, address, new Span<byte>(name, SocketAddress.MaxLength), function);
        if (length < 0)
        {
            return -1;
        }

        // A blocking connect could not be interrupted; on a Unix socket it waits for the server's queue only.
        bool switches = self.Timeout < TimeSpan.Zero && self.Family != SocketAddress.Unix;
        if (switches)
        {
            SetNonBlocking(self.Descriptor, true);
        }

        thread.BeginBlocking();
        int result = SocketCalls.Connect(self.Descriptor, name, (uint)length);
        int error = result < 0 ? Marshal.GetLastPInvokeError() : 0;
        thread.EndBlocking();
        if (error is SocketErrors.InProgress or SocketErrors.Interrupted && self.Waits)
        {
            error = self.TryWait(thread, PosixConstants.PollOut, self.Timeout) ? PendingError(self.Descriptor) : -1;
        }

        if (switches)
        {
            SetNonBlocking(self.Descriptor, false);
        }

        return error;
    }

    private static int PendingError(int descriptor)
    {
        int error = 0;
        uint length = sizeof(int);
        _ = SocketCalls.GetOption(descriptor, SocketLevel, ErrorOption, (byte*)&error, &length);
        return error == SocketErrors.IsConnected ? 0 : error;
    }
}

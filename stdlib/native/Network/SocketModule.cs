using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Network;

/// <summary>The module _socket, on which socket is built (CPython Modules/socketmodule.c): Linux's names and numbers.</summary>
[PyModule("_socket", Doc = "Implementation module for socket operations.\n\nSee the socket module for documentation.")]
internal static unsafe class SocketModule
{
    private const int CloseOnExec = 0x80000;
    private const int Reset = 104;

    [PyConstant("socket")]
    public static TypeObject Socket => SocketMethods.Type;

    [PyConstant("SocketType")]
    public static TypeObject SocketType => SocketMethods.Type;

    [PyConstant("error")]
    public static TypeObject Error => ExceptionTypes.OSError;

    [PyConstant("timeout")]
    public static TypeObject TimeoutClass => ExceptionTypes.TimeoutError;

    [PyConstant("gaierror")]
    public static TypeObject AddressError => SocketErrors.AddressError;

    [PyConstant("herror")]
    public static TypeObject HostError => SocketErrors.HostError;

    [PyConstant("has_ipv6")]
    public static readonly bool HasInternet6 = true;

    /// <summary>setdefaulttimeout(): the process's, as in CPython.</summary>
    internal static TimeSpan DefaultTimeout { get; private set; } = Waiting.Forever;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach ((string name, long number) in SocketConstants.All)
        {
            module.DefineConstant(name, Value.Int(number));
        }

        return true;
    }

    [PyFunction("close", Doc = "close(integer) -> None\n\nClose an integer socket file descriptor.  This is like os.close(), but for\nsockets; on some platforms os.close() won't work for socket file descriptors.")]
    public static Value Close(ThreadState thread, int fd) =>
        Libc.Close(fd) == 0 || Marshal.GetLastPInvokeError() == Reset ? Value.None : SocketErrors.Last(thread);

    [PyFunction("dup", Doc = "dup(integer) -> integer\n\nDuplicate an integer socket file descriptor.  This is like os.dup(), but for\nsockets; on some platforms os.dup() won't work for socket file descriptors.")]
    public static Value Duplicate(ThreadState thread, int fd)
    {
        const int DuplicateCloseOnExec = 1030;
        return OsDescriptorFunctions.Number(thread, Libc.ControlFile(fd, DuplicateCloseOnExec, 0));
    }

    [PyFunction("socketpair", Doc = "socketpair([family[, type [, proto]]]) -> (socket object, socket object)\n\nCreate a pair of socket objects from the sockets returned by the platform\nsocketpair() function.")]
    public static Value SocketPair(ThreadState thread, int family = SocketAddress.Unix, int type = 1, int proto = 0)
    {
        int* ends = stackalloc int[2];
        return SocketCalls.CreatePair(family, type | CloseOnExec, proto, ends) < 0
            ? SocketErrors.Last(thread)
            : Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(ends[0]), Value.Int(ends[1])]));
    }

    [PyFunction("getdefaulttimeout", Doc = "getdefaulttimeout() -> timeout\n\nReturns the default timeout in seconds (float) for new socket objects.")]
    public static Value GetDefaultTimeout(ThreadState thread) => DefaultTimeout < TimeSpan.Zero ? Value.None : Value.FromDouble(DefaultTimeout.TotalSeconds);

    [PyFunction("setdefaulttimeout", Doc = "setdefaulttimeout(timeout)\n\nSet the default timeout in seconds (float) for new socket objects.")]
    public static Value SetDefaultTimeout(ThreadState thread, Value timeout)
    {
        double seconds = 0;
        if (!timeout.IsNone && !Bind.TryDouble(thread, timeout, out seconds))
        {
            return Value.Error;
        }

        if (seconds < 0)
        {
            return thread.ValueError("Timeout value out of range");
        }

        DefaultTimeout = timeout.IsNone ? Waiting.Forever : TimeSpan.FromSeconds(seconds);
        return Value.None;
    }

    [PyFunction("gethostname", Doc = "gethostname() -> string\n\nReturn the current host name.")]
    public static string GetHostName() => Environment.MachineName;

    [PyFunction("gethostbyname", Doc = "gethostbyname(host) -> address\n\nReturn the IP address (a string of the form '255.255.255.255') for a host.")]
    public static Value GetHostByName(ThreadState thread, string host)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        return SocketAddress.TryResolve(thread, SocketAddress.Internet, host, address) ? Value.Str(SocketAddress.Text(SocketAddress.Internet, address[4..])) : Value.Error;
    }

    [PyFunction("gethostbyname_ex", Doc = "gethostbyname_ex(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses, for a host.")]
    public static Value GetHostByNameEx(ThreadState thread, string host)
    {
        Value address = GetHostByName(thread, host);
        return address.IsError ? address : Value.Of(TupleObject.Steal(thread, [Value.Str(host), Value.Of(new ListObject(thread)), Value.Of(ListObject.Steal(thread, [address]))]));
    }

    [PyFunction("gethostbyaddr", Doc = "gethostbyaddr(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses, for a host.")]
    public static Value GetHostByAddress(ThreadState thread, string host)
    {
        const int NameRequired = 8;
        byte* address = stackalloc byte[SocketAddress.MaxLength];
        int family = host.Contains(':') ? SocketAddress.Internet6 : SocketAddress.Internet;
        *(ushort*)address = (ushort)family;
        if (!SocketAddress.TryResolve(thread, family, host, new Span<byte>(address, SocketAddress.MaxLength)))
        {
            return Value.Error;
        }

        byte* name = stackalloc byte[1025];
        thread.BeginBlocking();
        int error = SocketCalls.NameOf(address, family == SocketAddress.Internet ? 16u : 28u, name, 1025, null, 0, NameRequired);
        thread.EndBlocking();
        if (error != 0)
        {
            return SocketErrors.With(thread, SocketErrors.HostError, 1, "Unknown host");
        }

        Value text = Value.Str(SocketAddress.Text(family, new Span<byte>(address, SocketAddress.MaxLength)[(family == SocketAddress.Internet ? 4 : 8)..]));
        return Value.Of(TupleObject.Steal(thread, [Value.Str(Marshal.PtrToStringUTF8((nint)name) ?? ""), Value.Of(new ListObject(thread)), Value.Of(ListObject.Steal(thread, [text]))]));
    }

    [PyFunction("getaddrinfo", Doc = "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)\n\nResolve host and port into addrinfo struct.")]
    public static Value GetAddressInfo(ThreadState thread, [Keyword] Value host, Value port, int family = 0, int type = 0, int proto = 0, int flags = 0)
    {
        string? service = null;
        if (port.IsInt || port.Ref is BoolObject)
        {
            service = port.IsInt ? port.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture) : port.IsTrue ? "1" : "0";
        }
        else if (!port.IsNone && !TryText(port, out service))
        {
            return thread.Raise(ExceptionTypes.OSError, "Int or String expected");
        }

        string? name = null;
        if (!host.IsNone && !TryText(host, out name))
        {
            return thread.TypeError("getaddrinfo() argument 1 must be string or None");
        }

        if (name?.Contains('\0') == true)
        {
            return thread.ValueError("embedded null character");
        }

        var hints = new SocketCalls.AddressInfo { Family = family, Kind = type, Protocol = proto, Flags = flags };
        SocketCalls.AddressInfo* found;
        thread.BeginBlocking();
        int error = SocketCalls.Resolve(name, service, &hints, &found);
        thread.EndBlocking();
        if (error != 0)
        {
            return SocketErrors.Resolution(thread, error);
        }

        var items = new List<Value>();
        for (SocketCalls.AddressInfo* one = found; one is not null; one = one->Next)
        {
            Value address = SocketAddress.Read(new ReadOnlySpan<byte>(one->Address, (int)one->Length));
            string canonical = one->CanonicalName == 0 ? "" : Marshal.PtrToStringUTF8(one->CanonicalName) ?? "";
            items.Add(Value.Of(TupleObject.Steal(thread, [Value.Int(one->Family), Value.Int(one->Kind), Value.Int(one->Protocol), Value.Str(canonical), address])));
        }

        SocketCalls.FreeResolved(found);
        return Value.Of(ListObject.Steal(thread, [.. items]));
    }

    [PyFunction("getnameinfo", Doc = "getnameinfo(sockaddr, flags) --> (host, port)\n\nGet host and port for a sockaddr.")]
    public static Value GetNameInfo(ThreadState thread, Value sockaddr, int flags)
    {
        if (sockaddr.Ref is not TupleObject { Length: >= 2 } tuple)
        {
            return thread.TypeError("getnameinfo() argument 1 must be a tuple");
        }

        byte* address = stackalloc byte[SocketAddress.MaxLength];
        int family = tuple.Span[0].Ref is StrObject host && host.ToString().Contains(':') ? SocketAddress.Internet6 : SocketAddress.Internet;
        int length = SocketAddress.Write(thread, family, sockaddr, new Span<byte>(address, SocketAddress.MaxLength), "getnameinfo");
        if (length < 0)
        {
            return Value.Error;
        }

        byte* name = stackalloc byte[1025];
        byte* service = stackalloc byte[32];
        thread.BeginBlocking();
        int error = SocketCalls.NameOf(address, (uint)length, name, 1025, service, 32, flags);
        thread.EndBlocking();
        return error != 0
            ? SocketErrors.Resolution(thread, error)
            : Value.Of(TupleObject.Steal(thread, [Value.Str(Marshal.PtrToStringUTF8((nint)name) ?? ""), Value.Str(Marshal.PtrToStringUTF8((nint)service) ?? "")]));
    }

    [PyFunction("getservbyname", Doc = "getservbyname(servicename[, protocolname]) -> integer\n\nReturn a port number from a service name and protocol name.")]
    public static Value GetServiceByName(ThreadState thread, string name, string? protocol = null)
    {
        SocketCalls.ServiceEntry* entry = SocketCalls.ServiceByName(name, protocol);
        return entry is null ? thread.Raise(ExceptionTypes.OSError, "service/proto not found") : Value.Int(BinaryPrimitives.ReverseEndianness((ushort)entry->Port));
    }

    [PyFunction("getservbyport", Doc = "getservbyport(port[, protocolname]) -> string\n\nReturn the service name from a port number and protocol name.")]
    public static Value GetServiceByPort(ThreadState thread, int port, string? protocol = null)
    {
        if (port is < 0 or > 65535)
        {
            return thread.OverflowError("getservbyport: port must be 0-65535.");
        }

        SocketCalls.ServiceEntry* entry = SocketCalls.ServiceByPort(BinaryPrimitives.ReverseEndianness((ushort)port), protocol);
        return entry is null ? thread.Raise(ExceptionTypes.OSError, "port/proto not found") : Value.Str(Marshal.PtrToStringUTF8(entry->Name) ?? "");
    }

    [PyFunction("getprotobyname", Doc = "getprotobyname(name) -> integer\n\nReturn the protocol number for the named protocol.")]
    public static Value GetProtocolByName(ThreadState thread, string name)
    {
        SocketCalls.ProtocolEntry* entry = SocketCalls.ProtocolByName(name);
        return entry is null ? thread.Raise(ExceptionTypes.OSError, "protocol not found") : Value.Int(entry->Number);
    }

    [PyFunction("if_nametoindex", Doc = "Returns the interface index corresponding to the interface name if_name.")]
    public static Value InterfaceIndex(ThreadState thread, string name)
    {
        uint index = SocketCalls.InterfaceIndex(name);
        return index == 0 ? thread.Raise(ExceptionTypes.OSError, "no interface with this name") : Value.Int(index);
    }

    [PyFunction("inet_aton", Doc = "inet_aton(string) -> bytes giving packed 32-bit IP representation")]
    public static Value ParseOld(ThreadState thread, string address)
    {
        byte* packed = stackalloc byte[4];
        return SocketCalls.ParseOldAddress(address, packed) == 0
            ? thread.Raise(ExceptionTypes.OSError, "illegal IP address string passed to inet_aton")
            : Value.Of(BytesObject.Of(new ReadOnlySpan<byte>(packed, 4)));
    }

    [PyFunction("inet_ntoa", Doc = "inet_ntoa(packed_ip) -> ip_address_string")]
    public static Value FormatOld(ThreadState thread, ReadOnlySpan<byte> packed) =>
        packed.Length == 4 ? Value.Str(SocketAddress.Text(SocketAddress.Internet, packed)) : thread.Raise(ExceptionTypes.OSError, "packed IP wrong length for inet_ntoa");

    [PyFunction("inet_pton", Doc = "inet_pton(af, ip) -> packed IP address string")]
    public static Value Parse(ThreadState thread, int family, string address)
    {
        byte* packed = stackalloc byte[16];
        return SocketCalls.ParseAddress(family, address, packed) switch
        {
            1 => Value.Of(BytesObject.Of(new ReadOnlySpan<byte>(packed, family == SocketAddress.Internet ? 4 : 16))),
            0 => thread.Raise(ExceptionTypes.OSError, "illegal IP address string passed to inet_pton"),
            _ => SocketErrors.Last(thread),
        };
    }

    [PyFunction("inet_ntop", Doc = "inet_ntop(af, packed_ip) -> string formatted IP address")]
    public static Value Format(ThreadState thread, int family, ReadOnlySpan<byte> packed)
    {
        int wanted = family switch { SocketAddress.Internet => 4, SocketAddress.Internet6 => 16, _ => 0 };
        return wanted == 0 ? thread.ValueError($"unknown address family {family}")
            : packed.Length != wanted ? thread.ValueError("invalid length of packed IP address string")
            : Value.Str(SocketAddress.Text(family, packed));
    }

    [PyFunction("htons", Doc = "Convert a 16-bit unsigned integer from host to network byte order.")]
    public static Value HostToShort(ThreadState thread, long x) => Swap16(thread, x);

    [PyFunction("ntohs", Doc = "Convert a 16-bit unsigned integer from network to host byte order.")]
    public static Value ShortToHost(ThreadState thread, long x) => Swap16(thread, x);

    [PyFunction("htonl", Doc = "Convert a 32-bit unsigned integer from host to network byte order.")]
    public static Value HostToLong(ThreadState thread, long x) => Swap32(thread, x);

    [PyFunction("ntohl", Doc = "Convert a 32-bit unsigned integer from network to host byte order.")]
    public static Value LongToHost(ThreadState thread, long x) => Swap32(thread, x);

    [PyFunction("CMSG_LEN", Doc = "CMSG_LEN(length) -> control message length")]
    public static long ControlLength(long length) => 16 + length;

    [PyFunction("CMSG_SPACE", Doc = "CMSG_SPACE(length) -> buffer size")]
    public static long ControlSpace(long length) => 16 + ((length + 7) & ~7L);

    private static Value Swap16(ThreadState thread, long x) =>
        x < 0 ? thread.ValueError("Cannot convert negative int")
        : x > ushort.MaxValue ? thread.OverflowError("Python int too large for C uint16_t")
        : Value.Int(BinaryPrimitives.ReverseEndianness((ushort)x));

    private static Value Swap32(ThreadState thread, long x) =>
        x < 0 ? thread.ValueError("Cannot convert negative int")
        : x > uint.MaxValue ? thread.OverflowError("Python int too large for C uint32_t")
        : Value.Int(BinaryPrimitives.ReverseEndianness((uint)x));

    private static bool TryText(Value value, out string? text)
    {
        text = value.Ref switch
        {
            StrObject str => str.ToString(),
            BytesObject bytes => System.Text.Encoding.UTF8.GetString(bytes.Data),
            _ => null,
        };
        return text is not null;
    }
}

using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native.Network;

/// <summary>
/// The system's socket calls. .NET's Socket class hides descriptors, errno and what setsockopt takes, all of which Python
/// programs see. Every function returns -1 with errno in Marshal.GetLastPInvokeError.
/// </summary>
internal static unsafe partial class SocketCalls
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Create(int family, int kind, int protocol);

    [LibraryImport(Library, EntryPoint = "socketpair", SetLastError = true)]
    public static partial int CreatePair(int family, int kind, int protocol, int* ends);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int descriptor, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(int descriptor, int backlog);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int descriptor, byte* address, uint* length, int flags);

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "getsockname", SetLastError = true)]
    public static partial int OwnName(int descriptor, byte* address, uint* length);

    [LibraryImport(Library, EntryPoint = "getpeername", SetLastError = true)]
    public static partial int PeerName(int descriptor, byte* address, uint* length);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* buffer, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint ReceiveFrom(int descriptor, byte* buffer, nint count, int flags, byte* address, uint* length);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* buffer, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(int descriptor, byte* buffer, nint count, int flags, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint ReceiveMessage(int descriptor, Message* message, int flags);

    [LibraryImport(Library, EntryPoint = "sendmsg", SetLastError = true)]
    public static partial nint SendMessage(int descriptor, Message* message, int flags);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int name, byte* value, uint length);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int descriptor, int level, int name, byte* value, uint* length);

    [LibraryImport(Library, EntryPoint = "shutdown", SetLastError = true)]
    public static partial int ShutDown(int descriptor, int how);

    [LibraryImport(Library, EntryPoint = "inet_pton", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int ParseAddress(int family, string text, byte* address);

    [LibraryImport(Library, EntryPoint = "inet_ntop", SetLastError = true)]
    public static partial nint FormatAddress(int family, byte* address, byte* text, uint size);

    [LibraryImport(Library, EntryPoint = "inet_aton", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int ParseOldAddress(string text, byte* address);

    [LibraryImport(Library, EntryPoint = "getaddrinfo", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Resolve(string? host, string? service, AddressInfo* hints, AddressInfo** result);

    [LibraryImport(Library, EntryPoint = "freeaddrinfo")]
    public static partial void FreeResolved(AddressInfo* result);

    [LibraryImport(Library, EntryPoint = "getnameinfo", SetLastError = true)]
    public static partial int NameOf(byte* address, uint length, byte* host, uint hostSize, byte* service, uint serviceSize, int flags);

    [LibraryImport(Library, EntryPoint = "gai_strerror")]
    public static partial nint DescribeResolution(int error);

    [LibraryImport(Library, EntryPoint = "getservbyname", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ServiceEntry* ServiceByName(string name, string? protocol);

    [LibraryImport(Library, EntryPoint = "getservbyport", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ServiceEntry* ServiceByPort(int port, string? protocol);

    [LibraryImport(Library, EntryPoint = "getprotobyname", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ProtocolEntry* ProtocolByName(string name);

    [LibraryImport(Library, EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial uint InterfaceIndex(string name);

    /// <summary>struct addrinfo.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct AddressInfo
    {
        public int Flags;
        public int Family;
        public int Kind;
        public int Protocol;
        public uint Length;
        public byte* Address;
        public nint CanonicalName;
        public AddressInfo* Next;
    }

    /// <summary>struct servent.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ServiceEntry
    {
        public nint Name;
        public nint Aliases;
        public int Port;
        public nint Protocol;
    }

    /// <summary>struct protoent.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ProtocolEntry
    {
        public nint Name;
        public nint Aliases;
        public int Number;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public byte* Start;
        public nint Length;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public byte* Name;
        public uint NameLength;
        public Vector* Vectors;
        public nint VectorCount;
        public byte* Control;
        public nint ControlLength;
        public int Flags;
    }
}

using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native.Select;

/// <summary>Linux's epoll.</summary>
internal static unsafe partial class SelectCalls
{
    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int CreateEpoll(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int ControlEpoll(int epoll, int operation, int descriptor, EpollEvent* change);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int WaitEpoll(int epoll, EpollEvent* events, int count, int milliseconds);

    /// <summary>struct epoll_event, as x86-64 packs it.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct EpollEvent
    {
        public uint Events;
        public int Descriptor;
        public int Padding;
    }
}

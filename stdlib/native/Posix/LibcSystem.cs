using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>What the C library knows about the system and its processes; as <see cref="Libc"/>, errno in Marshal.GetLastPInvokeError.</summary>
internal static unsafe partial class LibcSystem
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint count, long offset);

    [LibraryImport(Library, EntryPoint = "pwrite", SetLastError = true)]
    public static partial nint WriteAt(int descriptor, byte* buffer, nint count, long offset);

    [LibraryImport(Library, EntryPoint = "lockf", SetLastError = true)]
    public static partial int LockFile(int descriptor, int command, long length);

    [LibraryImport(Library, EntryPoint = "statvfs", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int FileSystemStatus(string path, ulong* status);

    [LibraryImport(Library, EntryPoint = "fstatvfs", SetLastError = true)]
    public static partial int FileSystemStatusOf(int descriptor, ulong* status);

    [LibraryImport(Library, EntryPoint = "sync")]
    public static partial void SynchronizeAll();

    [LibraryImport(Library, EntryPoint = "ttyname_r")]
    public static partial int TerminalName(int descriptor, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "sysconf", SetLastError = true)]
    public static partial long Configuration(int name);

    [LibraryImport(Library, EntryPoint = "getpriority", SetLastError = true)]
    public static partial int Priority(int which, int who);

    [LibraryImport(Library, EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int who, int priority);

    [LibraryImport(Library, EntryPoint = "getgroups", SetLastError = true)]
    public static partial int Groups(int count, uint* groups);

    [LibraryImport(Library, EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSession();

    [LibraryImport(Library, EntryPoint = "setpgid", SetLastError = true)]
    public static partial int SetProcessGroup(int process, int group);

    [LibraryImport(Library, EntryPoint = "getrusage", SetLastError = true)]
    public static partial int Usage(int who, long* usage);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int Limit(int resource, ulong* limits);

    [LibraryImport(Library, EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, ulong* limits);
}

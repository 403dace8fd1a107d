using System.Runtime.InteropServices;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What os tells about file systems, terminals, limits and priorities.</summary>
[PyModule("_os")]
internal static unsafe class OsSystemFunctions
{
    private static readonly StructSequenceType s_fileSystem = new(
        "os",
        "statvfs_result",
        "statvfs_result: Result from statvfs or fstatvfs.\n\nThis object may be accessed either as a tuple of\n  (bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax),\nor via the attributes f_bsize, f_frsize, f_blocks, f_bfree, and so on.\n\nSee os.statvfs for more information.",
        10,
        ["f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"]);

    // The names of sysconf(3) that programs ask for, with Linux's numbers.
    private static readonly (string Name, int Number)[] s_settings =
    [
        ("SC_ARG_MAX", 0), ("SC_CHILD_MAX", 1), ("SC_CLK_TCK", 2), ("SC_NGROUPS_MAX", 3), ("SC_OPEN_MAX", 4), ("SC_STREAM_MAX", 5), ("SC_TZNAME_MAX", 6),
        ("SC_JOB_CONTROL", 7), ("SC_SAVED_IDS", 8), ("SC_REALTIME_SIGNALS", 9), ("SC_VERSION", 29), ("SC_PAGESIZE", 30), ("SC_PAGE_SIZE", 30), ("SC_RTSIG_MAX", 31),
        ("SC_SEM_NSEMS_MAX", 32), ("SC_SEM_VALUE_MAX", 33), ("SC_SIGQUEUE_MAX", 34), ("SC_TIMER_MAX", 35), ("SC_LINE_MAX", 43), ("SC_2_VERSION", 46), ("SC_IOV_MAX", 60),
        ("SC_THREADS", 67), ("SC_GETGR_R_SIZE_MAX", 69), ("SC_GETPW_R_SIZE_MAX", 70), ("SC_LOGIN_NAME_MAX", 71), ("SC_TTY_NAME_MAX", 72), ("SC_THREAD_KEYS_MAX", 74),
        ("SC_THREAD_STACK_MIN", 75), ("SC_THREAD_THREADS_MAX", 76), ("SC_NPROCESSORS_CONF", 83), ("SC_NPROCESSORS_ONLN", 84), ("SC_PHYS_PAGES", 85), ("SC_AVPHYS_PAGES", 86),
        ("SC_ATEXIT_MAX", 87), ("SC_XOPEN_VERSION", 89), ("SC_LONG_BIT", 106), ("SC_MINSIGSTKSZ", 249),
    ];

    [PyConstant("statvfs_result")]
    public static TypeObject FileSystemResult => s_fileSystem.Type;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        var names = new DictObject(thread);
        foreach ((string name, int number) in s_settings)
        {
            names.Set(thread, Value.Str(name), Value.Int(number));
        }

        module.DefineConstant("sysconf_names", Value.Of(names));
        return true;
    }

    [PyFunction("pread", Doc = "Read a number of bytes from a file descriptor starting at a particular offset.")]
    public static Value ReadAt(ThreadState thread, int fd, long length, long offset)
    {
        const int Invalid = 22;
        if (length < 0)
        {
            return OSErrors.Raise(thread, Invalid);
        }

        byte[] buffer = new byte[Math.Min(length, 0x7FFFF000)];
        nint count;
        int error;
        thread.BeginBlocking();
        fixed (byte* start = buffer)
        {
            count = LibcSystem.ReadAt(fd, start, buffer.Length, offset);
            error = Marshal.GetLastPInvokeError();
        }

        thread.EndBlocking();
        return count < 0 ? OSErrors.Raise(thread, error) : Value.Of(BytesObject.Of(count == buffer.Length ? buffer : buffer[..(int)count]));
    }

    [PyFunction("pwrite", Doc = "Write bytes to a file descriptor starting at a particular offset.")]
    public static Value WriteAt(ThreadState thread, int fd, ReadOnlySpan<byte> buffer, long offset)
    {
        nint count;
        int error;
        thread.BeginBlocking();
        fixed (byte* start = buffer)
        {
            count = LibcSystem.WriteAt(fd, start, buffer.Length, offset);
            error = Marshal.GetLastPInvokeError();
        }

        thread.EndBlocking();
        return count < 0 ? OSErrors.Raise(thread, error) : Value.Int(count);
    }

    [PyFunction("lockf", Doc = "Apply, test or remove a POSIX lock on an open file descriptor.")]
    public static Value LockFile(ThreadState thread, int fd, int command, long length)
    {
        thread.BeginBlocking();
        int result = LibcSystem.LockFile(fd, command, length);
        int error = Marshal.GetLastPInvokeError();
        thread.EndBlocking();
        return result < 0 ? OSErrors.Raise(thread, error) : Value.None;
    }

    [PyFunction("statvfs", Doc = "Perform a statvfs system call on the given path.")]
    public static Value FileSystem(ThreadState thread, [Keyword] Value path)
    {
        if (path.IsInt)
        {
            return FileSystemOf(thread, (int)path.Bits);
        }

        ulong* status = stackalloc ulong[32];
        return !OsPath.TryName(thread, path, "statvfs", out OsPath name) ? Value.Error
            : LibcSystem.FileSystemStatus(name.Text, status) < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError(), path, Value.Unbound)
            : Describe(thread, status);
    }

    [PyFunction("fstatvfs", Doc = "Perform an fstatvfs system call on the given fd.")]
    public static Value FileSystemOf(ThreadState thread, [Keyword] int fd)
    {
        ulong* status = stackalloc ulong[32];
        return LibcSystem.FileSystemStatusOf(fd, status) < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : Describe(thread, status);
    }

    [PyFunction("sync", Doc = "Force write of everything to disk.")]
    public static void Synchronize(ThreadState thread)
    {
        thread.BeginBlocking();
        LibcSystem.SynchronizeAll();
        thread.EndBlocking();
    }

    [PyFunction("ttyname", Doc = "Return the name of the terminal device connected to 'fd'.")]
    public static Value TerminalName(ThreadState thread, int fd)
    {
        const int Longest = 256;
        byte* name = stackalloc byte[Longest];
        int error = LibcSystem.TerminalName(fd, name, Longest);
        return error != 0 ? OSErrors.Raise(thread, error) : Value.Str(Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)));
    }

    [PyFunction("ctermid", Doc = "Return the name of the controlling terminal for this process.")]
    public static string ControllingTerminal() => "/dev/tty";

    [PyFunction("device_encoding", Doc = "Return a string describing the encoding of a terminal's file descriptor.\n\nThe file descriptor must be attached to a terminal.\nIf the device is not a terminal, return None.")]
    public static Value DeviceEncoding(ThreadState thread, [Keyword] int fd) => Libc.IsTerminal(fd) == 1 ? Value.Str("UTF-8") : Value.None;

    [PyFunction("sysconf", Doc = "Return an integer-valued system configuration variable.")]
    public static Value Configuration(ThreadState thread, Value name)
    {
        int number;
        if (name.Ref is StrObject text)
        {
            string wanted = text.ToString();
            int found = Array.FindIndex(s_settings, setting => setting.Name == wanted);
            if (found < 0)
            {
                return thread.ValueError("unrecognized configuration name");
            }

            number = s_settings[found].Number;
        }
        else if (name.IsInt)
        {
            number = (int)name.Bits;
        }
        else
        {
            return thread.TypeError("configuration names must be strings or integers");
        }

        // -1 is an answer too (no limit); errno is 0 then.
        long value = LibcSystem.Configuration(number);
        int error = Marshal.GetLastPInvokeError();
        return value < 0 && error != 0 ? OSErrors.Raise(thread, error) : Value.Int(value);
    }

    [PyFunction("getpriority", Doc = "Return program scheduling priority.")]
    public static Value Priority(ThreadState thread, [Keyword] int which, [Keyword] int who)
    {
        int priority = LibcSystem.Priority(which, who);
        int error = Marshal.GetLastPInvokeError();
        return priority < 0 && error != 0 ? OSErrors.Raise(thread, error) : Value.Int(priority);
    }

    [PyFunction("setpriority", Doc = "Set program scheduling priority.")]
    public static Value SetPriority(ThreadState thread, [Keyword] int which, [Keyword] int who, [Keyword] int priority) =>
        OsDescriptorFunctions.Done(thread, LibcSystem.SetPriority(which, who, priority));

    [PyFunction("nice", Doc = "Add increment to the priority of process and return the new priority.")]
    public static Value Nice(ThreadState thread, int increment)
    {
        int priority = Math.Clamp(LibcSystem.Priority(0, 0) + increment, -20, 19);
        return increment != 0 && LibcSystem.SetPriority(0, 0, priority) < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : Value.Int(priority);
    }

    [PyFunction("getgroups", Doc = "Return list of supplemental group IDs for the process.")]
    public static Value Groups(ThreadState thread)
    {
        int count = LibcSystem.Groups(0, null);
        uint[] groups = new uint[Math.Max(count, 0)];
        fixed (uint* start = groups)
        {
            count = LibcSystem.Groups(groups.Length, start);
        }

        return count < 0
            ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError())
            : Value.Of(ListObject.Of(thread, [.. groups.Take(count).Select(static group => Value.Int(group))]));
    }

    [PyFunction("setsid", Doc = "Call the system call setsid().")]
    public static Value SetSession(ThreadState thread) => OsDescriptorFunctions.Done(thread, LibcSystem.SetSession());

    [PyFunction("setpgid", Doc = "Call the system call setpgid(pid, pgrp).")]
    public static Value SetGroup(ThreadState thread, int pid, int pgrp) => OsDescriptorFunctions.Done(thread, LibcSystem.SetProcessGroup(pid, pgrp));

    [PyFunction("setpgrp", Doc = "Make the current process the leader of its process group.")]
    public static Value SetOwnGroup(ThreadState thread) => OsDescriptorFunctions.Done(thread, LibcSystem.SetProcessGroup(0, 0));

    [PyFunction("makedev", Doc = "Composes a raw device number from the major and minor device numbers.")]
    public static long MakeDevice(long major, long minor) => (long)StatResult.Device((ulong)major, (ulong)minor);

    [PyFunction("major", Doc = "Extracts a device major number from a raw device number.")]
    public static long Major(long device) => ((device >> 32) & 0xFFFFF000) | ((device >> 8) & 0xFFF);

    [PyFunction("minor", Doc = "Extracts a device minor number from a raw device number.")]
    public static long Minor(long device) => ((device >> 12) & 0xFFFFFF00) | (device & 0xFF);

    [PyFunction("WIFSTOPPED", Doc = "Return True if the process returning status was stopped.")]
    public static bool Stopped([Keyword] int status) => (status & 0xFF) == 0x7F;

    [PyFunction("WSTOPSIG", Doc = "Return the signal that stopped the process that provided the status value.")]
    public static long StoppingSignal([Keyword] int status) => (status >> 8) & 0xFF;

    [PyFunction("WIFCONTINUED", Doc = "Return True if a particular process was continued from a job control stop.")]
    public static bool Continued([Keyword] int status) => status == 0xFFFF;

    [PyFunction("WCOREDUMP", Doc = "Return True if the process returning status was dumped to a core file.")]
    public static bool DumpedCore(int status) => (status & 0x80) != 0;

    /// <summary>struct statvfs of 64-bit Linux: eleven words, the file system's id before the last two.</summary>
    private static Value Describe(ThreadState thread, ulong* status)
    {
        int[] order = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 8];
        return s_fileSystem.Make(thread, [.. order.Select(i => Number(status[i]))]);
    }

    private static Value Number(ulong number) => number <= long.MaxValue ? Value.Int((long)number) : IntObject.Of(number);
}

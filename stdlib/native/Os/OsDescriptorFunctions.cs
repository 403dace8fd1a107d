using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native;

/// <summary>What os does with file descriptors.</summary>
[PyModule("_os")]
internal static unsafe class OsDescriptorFunctions
{
    private const nuint GetWindowSize = 0x5413;

    private static readonly StructSequenceType s_terminalSize = new("os", "terminal_size", "A tuple of (columns, lines) for holding terminal window size", 2, ["columns", "lines"]);

    [PyConstant("terminal_size")]
    public static TypeObject TerminalSize => s_terminalSize.Type;

    [PyFunction("open", Doc = "Open a file for low level IO.  Returns a file descriptor (integer).")]
    public static Value Open(ThreadState thread, [Keyword] Value path, [Keyword] int flags, [Keyword] int mode = 511, [KeywordOnly, Optional("None")] Value dirFd = default)
    {
        if (!OsPath.TryName(thread, path, "open", out OsPath name) || !OsPath.TryNoFolder(thread, dirFd))
        {
            return Value.Error;
        }

        thread.BeginBlocking();
        int descriptor = Libc.Open(name.Text, flags | PosixConstants.CloseOnExec, mode);
        int error = Marshal.GetLastPInvokeError();
        thread.EndBlocking();
        return descriptor >= 0 ? Value.Int(descriptor) : OSErrors.Raise(thread, error, path, Value.Unbound);
    }

    [PyFunction("close", Doc = "Close a file descriptor.")]
    public static Value Close(ThreadState thread, [Keyword] int fd) => Done(thread, Libc.Close(fd));

    [PyFunction("closerange", Doc = "Closes all file descriptors in [fd_low, fd_high), ignoring errors.")]
    public static void CloseRange(ThreadState thread, int fdLow, int fdHigh)
    {
        for (int descriptor = Math.Max(fdLow, 0); descriptor < fdHigh; descriptor++)
        {
            _ = Libc.Close(descriptor);
        }
    }

    [PyFunction("read", Doc = "Read from a file descriptor.  Returns a bytes object.")]
    public static Value Read(ThreadState thread, int fd, long length)
    {
        if (length < 0)
        {
            const int Invalid = 22;
            return OSErrors.Raise(thread, Invalid);
        }

        byte[] buffer = new byte[Math.Min(length, 0x7FFFF000)];
        int count = FileDescriptors.Read(thread, fd, buffer, FileDescriptors.MayBlock(fd));
        return count switch
        {
            FileDescriptors.Raised => Value.Error,
            < 0 => OSErrors.Raise(thread, Marshal.GetLastPInvokeError()),
            _ => Value.Of(BytesObject.Of(count == buffer.Length ? buffer : buffer.AsSpan(0, count).ToArray())),
        };
    }

    [PyFunction("readinto", Doc = "Read into a buffer object from a file descriptor.\n\nThe buffer should be mutable and bytes-like. On success, returns the number of\nbytes read. Less bytes may be read than the size of the buffer.")]
    public static Value ReadInto(ThreadState thread, int fd, Value buffer)
    {
        if (!Buffers.TryGetWritable(thread, buffer, "readinto() argument 2", out Span<byte> target))
        {
            return Value.Error;
        }

        // Other threads run meanwhile, and may make the buffer another one.
        byte[] bytes = new byte[target.Length];
        int count = FileDescriptors.Read(thread, fd, bytes, FileDescriptors.MayBlock(fd));
        if (count < 0)
        {
            return count == FileDescriptors.Raised ? Value.Error : OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
        }

        if (!Buffers.TryGetWritable(thread, buffer, "readinto() argument 2", out target))
        {
            return Value.Error;
        }

        bytes.AsSpan(0, Math.Min(count, target.Length)).CopyTo(target);
        return Value.Int(count);
    }

    [PyFunction("write", Doc = "Write a bytes object to a file descriptor.")]
    public static Value Write(ThreadState thread, int fd, ReadOnlySpan<byte> data)
    {
        int count = FileDescriptors.Write(thread, fd, data, mayBlock: true);
        return count switch
        {
            FileDescriptors.Raised => Value.Error,
            < 0 => OSErrors.Raise(thread, Marshal.GetLastPInvokeError()),
            _ => Value.Int(count),
        };
    }

    [PyFunction("lseek", Doc = "Set the position of a file descriptor.  Return the new position.")]
    public static Value LSeek(ThreadState thread, int fd, long position, int whence) => Number(thread, Libc.Seek(fd, position, whence));

    [PyFunction("fsync", Doc = "Force write of fd to disk.")]
    public static Value FSync(ThreadState thread, [Keyword] int fd) => Done(thread, Libc.Synchronize(fd));

    [PyFunction("fdatasync", Doc = "Force write of fd to disk without forcing update of metadata.")]
    public static Value FDataSync(ThreadState thread, [Keyword] int fd) => Done(thread, Libc.Synchronize(fd));

    [PyFunction("ftruncate", Doc = "Truncate a file, specified by file descriptor, to a specific length.")]
    public static Value FTruncate(ThreadState thread, int fd, long length) => Done(thread, Libc.Truncate(fd, length));

    [PyFunction("fchmod", Doc = "Change the access permissions of the file given by file descriptor.")]
    public static Value FChMod(ThreadState thread, [Keyword] int fd, [Keyword] int mode) => Done(thread, Libc.ChangeModeOf(fd, (uint)mode));

    [PyFunction("isatty", Doc = "Return True if the fd is connected to a terminal.")]
    public static bool IsATty(ThreadState thread, int fd) => Libc.IsTerminal(fd) == 1;

    [PyFunction("dup", Doc = "Return a duplicate of a file descriptor.")]
    public static Value Dup(ThreadState thread, int fd)
    {
        int copy = Libc.Duplicate(fd);
        if (copy >= 0)
        {
            _ = Libc.ControlFile(copy, PosixConstants.SetDescriptorFlags, PosixConstants.CloseOnExecFlag);
        }

        return Number(thread, copy);
    }

    [PyFunction("dup2", Doc = "Duplicate file descriptor.")]
    public static Value Dup2(ThreadState thread, [Keyword] int fd, [Keyword] int fd2, [Keyword] bool inheritable = true)
    {
        int copy = Libc.DuplicateTo(fd, fd2);
        if (copy >= 0 && !inheritable)
        {
            _ = Libc.ControlFile(copy, PosixConstants.SetDescriptorFlags, PosixConstants.CloseOnExecFlag);
        }

        return Number(thread, copy);
    }

    [PyFunction("pipe", Doc = "Create a pipe.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)")]
    public static Value Pipe(ThreadState thread)
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends) < 0)
        {
            return OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
        }

        _ = Libc.ControlFile(ends[0], PosixConstants.SetDescriptorFlags, PosixConstants.CloseOnExecFlag);
        _ = Libc.ControlFile(ends[1], PosixConstants.SetDescriptorFlags, PosixConstants.CloseOnExecFlag);
        return Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(ends[0]), Value.Int(ends[1])]));
    }

    [PyFunction("get_inheritable", Doc = "Get the close-on-exe flag of the specified file descriptor.")]
    public static Value GetInheritable(ThreadState thread, int fd)
    {
        int flags = Libc.ControlFile(fd, PosixConstants.GetDescriptorFlags, 0);
        return flags < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : Value.Bool((flags & PosixConstants.CloseOnExecFlag) == 0);
    }

    [PyFunction("set_inheritable", Doc = "Set the inheritable flag of the specified file descriptor.")]
    public static Value SetInheritable(ThreadState thread, int fd, int inheritable) =>
        Done(thread, Libc.ControlFile(fd, PosixConstants.SetDescriptorFlags, inheritable != 0 ? 0 : PosixConstants.CloseOnExecFlag));

    [PyFunction("get_blocking", Doc = "Get the blocking mode of the file descriptor.")]
    public static Value GetBlocking(ThreadState thread, int fd)
    {
        int flags = Libc.ControlFile(fd, PosixConstants.GetStatusFlags, 0);
        return flags < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : Value.Bool((flags & PosixConstants.NonBlocking) == 0);
    }

    [PyFunction("set_blocking", Doc = "Set the blocking mode of the specified file descriptor.")]
    public static Value SetBlocking(ThreadState thread, int fd, bool blocking)
    {
        int flags = Libc.ControlFile(fd, PosixConstants.GetStatusFlags, 0);
        return flags < 0
            ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError())
            : Done(thread, Libc.ControlFile(fd, PosixConstants.SetStatusFlags, blocking ? flags & ~PosixConstants.NonBlocking : flags | PosixConstants.NonBlocking));
    }

    [PyFunction("fstat", Doc = "Perform a stat system call on the given file descriptor.")]
    public static Value FStat(ThreadState thread, [Keyword] int fd) =>
        FileDescriptors.TryStatus(fd, out Libc.FileStatus status) ? StatResult.Make(thread, status) : OSErrors.Raise(thread, Marshal.GetLastPInvokeError());

    [PyFunction("get_terminal_size", Doc = "Return the size of the terminal window as (columns, lines).")]
    public static Value GetTerminalSize(ThreadState thread, int fd = 1)
    {
        ushort* size = stackalloc ushort[4];
        return Libc.Control(fd, GetWindowSize, size) < 0
            ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError())
            : s_terminalSize.Make(thread, Value.Int(size[1]), Value.Int(size[0]));
    }

    internal static Value Done(ThreadState thread, int result) => result >= 0 ? Value.None : OSErrors.Raise(thread, Marshal.GetLastPInvokeError());

    internal static Value Number(ThreadState thread, long result) => result >= 0 ? Value.Int(result) : OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
}

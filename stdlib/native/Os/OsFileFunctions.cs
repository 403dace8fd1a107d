using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native;

/// <summary>What os does with files and folders by their names.</summary>
[PyModule("_os")]
internal static unsafe class OsFileFunctions
{
    private const long NowTime = 0x3FFFFFFF;

    [PyFunction("stat", Doc = "Perform a stat system call on the given path.")]
    public static Value Stat(ThreadState thread, [Keyword] Value path, [KeywordOnly, Optional("None")] Value dirFd, bool followSymlinks = true)
    {
        if (!OsPath.TryNameOrDescriptor(thread, path, "stat", out OsPath name))
        {
            return Value.Error;
        }

        if (name.Descriptor >= 0 && !followSymlinks)
        {
            return thread.ValueError("stat: cannot use fd and follow_symlinks together");
        }

        int folder = PosixConstants.CurrentFolder;
        if (!dirFd.IsUnbound && !dirFd.IsNone && !Bind.TryInt(thread, dirFd, out folder))
        {
            return Value.Error;
        }

        return TryStatus(name, folder, followSymlinks, out Libc.FileStatus status) ? StatResult.Make(thread, status) : name.Descriptor >= 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : name.Fail(thread);
    }

    [PyFunction("lstat", Doc = "Perform a stat system call on the given path, without following symbolic links.\n\nLike stat(), but do not follow symbolic links.\nEquivalent to stat(path, follow_symlinks=False).")]
    public static Value LStat(ThreadState thread, [Keyword] Value path, [KeywordOnly, Optional("None")] Value dirFd) =>
        OsPath.TryName(thread, path, "lstat", out OsPath name) && OsPath.TryNoFolder(thread, dirFd)
            ? TryStatus(name, PosixConstants.CurrentFolder, false, out Libc.FileStatus status) ? StatResult.Make(thread, status) : name.Fail(thread)
            : Value.Error;

    [PyFunction("access", Doc = "Use the real uid/gid to test for access to a path.")]
    public static Value Access(ThreadState thread, [Keyword] Value path, [Keyword] int mode, [KeywordOnly, Optional("None")] Value dirFd, bool effectiveIds = false, bool followSymlinks = true) =>
        OsPath.TryName(thread, path, "access", out OsPath name) && OsPath.TryNoFolder(thread, dirFd) ? Value.Bool(Libc.Access(name.Text, mode) == 0) : Value.Error;

    [PyFunction("mkdir", Doc = "Create a directory.")]
    public static Value MkDir(ThreadState thread, [Keyword] Value path, [Keyword] int mode = 511, [KeywordOnly, Optional("None")] Value dirFd = default) =>
        OsPath.TryName(thread, path, "mkdir", out OsPath name) && OsPath.TryNoFolder(thread, dirFd) ? name.Done(thread, Libc.MakeDirectory(name.Text, (uint)mode)) : Value.Error;

    [PyFunction("rmdir", Doc = "Remove a directory.")]
    public static Value RmDir(ThreadState thread, [Keyword] Value path, [KeywordOnly, Optional("None")] Value dirFd) =>
        OsPath.TryName(thread, path, "rmdir", out OsPath name) && OsPath.TryNoFolder(thread, dirFd) ? name.Done(thread, Libc.RemoveDirectory(name.Text)) : Value.Error;

    [PyFunction("unlink", Doc = "Remove a file (same as remove()).")]
    public static Value Unlink(ThreadState thread, [Keyword] Value path, [KeywordOnly, Optional("None")] Value dirFd) =>
        OsPath.TryName(thread, path, "unlink", out OsPath name) && OsPath.TryNoFolder(thread, dirFd) ? name.Done(thread, Libc.Unlink(name.Text)) : Value.Error;

    [PyFunction("remove", Doc = "Remove a file (same as unlink()).")]
    public static Value Remove(ThreadState thread, [Keyword] Value path, [KeywordOnly, Optional("None")] Value dirFd) =>
        OsPath.TryName(thread, path, "remove", out OsPath name) && OsPath.TryNoFolder(thread, dirFd) ? name.Done(thread, Libc.Unlink(name.Text)) : Value.Error;

    [PyFunction("rename", Doc = "Rename a file or directory.")]
    public static Value Rename(ThreadState thread, [Keyword] Value src, [Keyword] Value dst, [KeywordOnly, Optional("None")] Value srcDirFd, [Optional("None")] Value dstDirFd) => Move(thread, "rename", src, dst, srcDirFd, dstDirFd);

    [PyFunction("replace", Doc = "Rename a file or directory, overwriting the destination.")]
    public static Value Replace(ThreadState thread, [Keyword] Value src, [Keyword] Value dst, [KeywordOnly, Optional("None")] Value srcDirFd, [Optional("None")] Value dstDirFd) => Move(thread, "replace", src, dst, srcDirFd, dstDirFd);

    [PyFunction("link", Doc = "Create a hard link to a file.")]
    public static Value Link(ThreadState thread, [Keyword] Value src, [Keyword] Value dst, [KeywordOnly, Optional("None")] Value srcDirFd, [Optional("None")] Value dstDirFd, [Optional("True")] Value followSymlinks) =>
        OsPath.TryName(thread, src, "link", out OsPath from, "src") && OsPath.TryName(thread, dst, "link", out OsPath to, "dst") && OsPath.TryNoFolder(thread, srcDirFd, dstDirFd)
            ? from.Done(thread, Libc.Link(from.Text, to.Text), to)
            : Value.Error;

    [PyFunction("symlink", Doc = "Create a symbolic link pointing to src named dst.")]
    public static Value SymLink(ThreadState thread, [Keyword] Value src, [Keyword] Value dst, [Keyword] bool targetIsDirectory = false, [KeywordOnly, Optional("None")] Value dirFd = default) =>
        OsPath.TryName(thread, src, "symlink", out OsPath from, "src") && OsPath.TryName(thread, dst, "symlink", out OsPath to, "dst") && OsPath.TryNoFolder(thread, dirFd)
            ? from.Done(thread, Libc.SymbolicLink(from.Text, to.Text), to)
            : Value.Error;

    [PyFunction("readlink", Doc = "Return a string representing the path to which the symbolic link points.")]
    public static Value ReadLink(ThreadState thread, [Keyword] Value path, [KeywordOnly, Optional("None")] Value dirFd)
    {
        if (!OsPath.TryName(thread, path, "readlink", out OsPath name) || !OsPath.TryNoFolder(thread, dirFd))
        {
            return Value.Error;
        }

        const int Limit = 4096;
        byte* buffer = stackalloc byte[Limit];
        nint length = Libc.ReadLink(name.Text, buffer, Limit);
        return length < 0 ? name.Fail(thread) : name.Name(OsPath.Decode(new ReadOnlySpan<byte>(buffer, (int)length)));
    }

    [PyFunction("chdir", Doc = "Change the current working directory to the specified path.")]
    public static Value ChDir(ThreadState thread, [Keyword] Value path)
    {
        if (!OsPath.TryFolder(thread, path, "chdir", out OsPath name))
        {
            return Value.Error;
        }

        return name.Done(thread, Libc.ChangeDirectory(name.Text));
    }

    [PyFunction("getcwd", Doc = "Return a unicode string representing the current working directory.")]
    public static Value GetCwd(ThreadState thread) => TryCurrent(thread, out string folder) ? Value.Str(folder) : Value.Error;

    [PyFunction("getcwdb", Doc = "Return a bytes string representing the current working directory.")]
    public static Value GetCwdBytes(ThreadState thread) =>
        TryCurrent(thread, out string folder) ? Value.Of(BytesObject.Of(System.Text.Encoding.UTF8.GetBytes(folder))) : Value.Error;

    [PyFunction("chmod", Doc = "Change the access permissions of a file.")]
    public static Value ChMod(ThreadState thread, [Keyword] Value path, [Keyword] int mode, [KeywordOnly, Optional("None")] Value dirFd, bool followSymlinks = true) =>
        OsPath.TryNameOrDescriptor(thread, path, "chmod", out OsPath name) && OsPath.TryNoFolder(thread, dirFd)
            ? name.Done(thread, name.Descriptor >= 0 ? Libc.ChangeModeOf(name.Descriptor, (uint)mode) : Libc.ChangeMode(name.Text, (uint)mode))
            : Value.Error;

    [PyFunction("chown", Doc = "Change the owner and group id of path to the numeric uid and gid.")]
    public static Value ChOwn(ThreadState thread, [Keyword] Value path, [Keyword] int uid, [Keyword] int gid, [KeywordOnly, Optional("None")] Value dirFd, bool followSymlinks = true) =>
        OsPath.TryName(thread, path, "chown", out OsPath name) && OsPath.TryNoFolder(thread, dirFd)
            ? name.Done(thread, Libc.ChangeOwner(name.Text, (uint)uid, (uint)gid))
            : Value.Error;

    [PyFunction("truncate", Doc = "Truncate a file, specified by path, to a specific length.")]
    public static Value Truncate(ThreadState thread, [Keyword] Value path, [Keyword] long length) =>
        OsPath.TryNameOrDescriptor(thread, path, "truncate", out OsPath name)
            ? name.Done(thread, name.Descriptor >= 0 ? Libc.Truncate(name.Descriptor, length) : Libc.TruncatePath(name.Text, length))
            : Value.Error;

    [PyFunction("mkfifo", Doc = "Create a \"fifo\" (a POSIX named pipe).")]
    public static Value MkFifo(ThreadState thread, [Keyword] Value path, [Keyword] int mode = 438, [KeywordOnly, Optional("None")] Value dirFd = default) =>
        OsPath.TryName(thread, path, "mkfifo", out OsPath name) && OsPath.TryNoFolder(thread, dirFd) ? name.Done(thread, Libc.MakePipe(name.Text, (uint)mode)) : Value.Error;

    [PyFunction("utime", Doc = "Set the access and modified time of path.")]
    public static Value UTime(ThreadState thread, [Keyword] Value path, [Keyword, Optional("None")] Value times, [KeywordOnly, Optional] Value ns, [Optional("None")] Value dirFd, bool followSymlinks = true)
    {
        if (!OsPath.TryName(thread, path, "utime", out OsPath name) || !OsPath.TryNoFolder(thread, dirFd))
        {
            return Value.Error;
        }

        bool hasTimes = !times.IsUnbound && !times.IsNone;
        if (hasTimes && !ns.IsUnbound)
        {
            return thread.ValueError("utime: you may specify either 'times' or 'ns' but not both");
        }

        Libc.TimeSpecification* both = stackalloc Libc.TimeSpecification[2];
        both[0] = both[1] = new Libc.TimeSpecification { Nanoseconds = NowTime };
        if (hasTimes)
        {
            if (times.Ref is not TupleObject { Length: 2 } pair)
            {
                return thread.TypeError("utime: 'times' must be either a tuple of two ints or None");
            }

            for (int i = 0; i < 2; i++)
            {
                if (!TimeArguments.TryPause(thread, pair.Items[i], out long moment))
                {
                    return Value.Error;
                }

                both[i] = Specification(moment);
            }
        }
        else if (!ns.IsUnbound)
        {
            if (ns.Ref is not TupleObject { Length: 2 } pair)
            {
                return thread.TypeError("utime: 'ns' must be a tuple of two ints");
            }

            for (int i = 0; i < 2; i++)
            {
                if (!Bind.TryLong(thread, pair.Items[i], out long moment))
                {
                    return Value.Error;
                }

                both[i] = Specification(moment);
            }
        }

        return name.Done(thread, Libc.SetTimes(PosixConstants.CurrentFolder, name.Text, both, followSymlinks ? 0 : PosixConstants.SymbolicLinkNoFollow));
    }

    [PyFunction("fspath", Doc = "Return the file system path representation of the object.\n\nIf the object is str or bytes, then allow it to pass through as-is. If the\nobject defines __fspath__(), then return the result of that method. All other\ntypes raise a TypeError.")]
    public static Value FsPath(ThreadState thread, [Keyword] Value path) => PathArguments.FsPath(thread, path);

    internal static bool TryStatus(OsPath name, int folder, bool followLinks, out Libc.FileStatus status)
    {
        fixed (Libc.FileStatus* target = &status)
        {
            return name.Descriptor >= 0
                ? Libc.Status(name.Descriptor, "", PosixConstants.EmptyPath, 0xFFF, target) == 0
                : Libc.Status(folder, name.Text, followLinks ? 0 : PosixConstants.SymbolicLinkNoFollow, 0xFFF, target) == 0;
        }
    }

    private static Value Move(ThreadState thread, string function, Value source, Value target, Value sourceFolder, Value targetFolder) =>
        OsPath.TryName(thread, source, function, out OsPath from, "src") && OsPath.TryName(thread, target, function, out OsPath to, "dst") && OsPath.TryNoFolder(thread, sourceFolder, targetFolder)
            ? from.Done(thread, Libc.Rename(from.Text, to.Text), to)
            : Value.Error;

    private static bool TryCurrent(ThreadState thread, out string folder)
    {
        const int Limit = 4096;
        byte* buffer = stackalloc byte[Limit];
        byte* result = Libc.CurrentDirectory(buffer, Limit);
        folder = result is null ? "" : Marshal.PtrToStringUTF8((nint)result)!;
        if (result is null)
        {
            OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
        }

        return result is not null;
    }

    private static Libc.TimeSpecification Specification(long nanoseconds)
    {
        long seconds = Math.DivRem(nanoseconds, 1_000_000_000, out long rest);
        return rest < 0
            ? new Libc.TimeSpecification { Seconds = seconds - 1, Nanoseconds = rest + 1_000_000_000 }
            : new Libc.TimeSpecification { Seconds = seconds, Nanoseconds = rest };
    }
}

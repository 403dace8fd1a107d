using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>os.DirEntry: what os.scandir() yields. Remembers what the system has told about the file. Uncounted.</summary>
public sealed class DirEntryObject : PyObject
{
    internal DirEntryObject(OsPath folder, string name, ulong inode, int type)
        : base(DirEntryMethods.Type)
    {
        FolderIsBytes = folder.IsBytes;
        Name = folder.Name(name);
        Text = folder.Given.IsNone ? name : folder.Text.EndsWith('/') ? folder.Text + name : $"{folder.Text}/{name}";
        Path = folder.Descriptor >= 0 ? Name : folder.Name(folder.Given.IsNone ? "./" + name : Text);
        Inode = inode;
        FileType = type;
    }

    internal Value Name { get; }

    internal Value Path { get; }

    /// <summary>The path for the system.</summary>
    internal string Text { get; }

    internal ulong Inode { get; }

    /// <summary>DT_DIR (4), DT_REG (8), DT_LNK (10), ..., 0 when unknown.</summary>
    internal int FileType { get; }

    internal bool FolderIsBytes { get; }

    internal Libc.FileStatus? FileStatus { get; set; }

    internal Libc.FileStatus? LinkStatus { get; set; }
}

/// <summary>The methods of DirEntry.</summary>
[PyType("DirEntry", typeof(DirEntryObject), Module = "_os")]
internal static class DirEntryMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "DirEntry", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "posix" };

    private const int DirectoryType = 4;
    private const int RegularType = 8;
    private const int LinkType = 10;

    [PyGetter("name", Doc = "the entry's base filename, relative to scandir() \"path\" argument")]
    public static Value Name(ThreadState thread, DirEntryObject self) => self.Name;

    [PyGetter("path", Doc = "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)")]
    public static Value Path(ThreadState thread, DirEntryObject self) => self.Path;

    [PyMethod("__fspath__", Doc = "Returns the path for the entry.")]
    public static Value FsPath(ThreadState thread, DirEntryObject self) => self.Path;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DirEntryObject self) =>
        Operators.ReprText(thread, self.Name) is { } name ? Value.Str($"<DirEntry {name}>") : Value.Error;

    [PyMethod("inode", Doc = "Return inode of the entry; cached per entry.")]
    public static Value Inode(ThreadState thread, DirEntryObject self) => Value.Int((long)self.Inode);

    [PyMethod("is_dir", Doc = "Return True if the entry is a directory; cached per entry.")]
    public static Value IsDir(ThreadState thread, DirEntryObject self, [KeywordOnly] bool followSymlinks = true) => Is(thread, self, followSymlinks, DirectoryType, PosixConstants.TypeDirectory);

    [PyMethod("is_file", Doc = "Return True if the entry is a file; cached per entry.")]
    public static Value IsFile(ThreadState thread, DirEntryObject self, [KeywordOnly] bool followSymlinks = true) => Is(thread, self, followSymlinks, RegularType, PosixConstants.TypeRegular);

    [PyMethod("is_symlink", Doc = "Return True if the entry is a symbolic link; cached per entry.")]
    public static Value IsSymLink(ThreadState thread, DirEntryObject self) => Is(thread, self, false, LinkType, PosixConstants.TypeLink);

    [PyMethod("is_junction", Doc = "Return True if the entry is a junction; cached per entry.")]
    public static Value IsJunction(ThreadState thread, DirEntryObject self) => Value.False;

    [PyMethod("stat", Doc = "Return stat_result object for the entry; cached per entry.")]
    public static Value Stat(ThreadState thread, DirEntryObject self, [KeywordOnly] bool followSymlinks = true) =>
        TryStatus(self, followSymlinks, out Libc.FileStatus status) ? StatResult.Make(thread, status) : OSErrors.Raise(thread, Marshal.GetLastPInvokeError(), self.Path, Value.Unbound);

    private static Value Is(ThreadState thread, DirEntryObject self, bool followLinks, int type, int mode)
    {
        if (self.FileType != 0 && !(followLinks && self.FileType == LinkType))
        {
            return Value.Bool(self.FileType == type);
        }

        if (TryStatus(self, followLinks, out Libc.FileStatus status))
        {
            return Value.Bool((status.Mode & PosixConstants.TypeMask) == mode);
        }

        int error = Marshal.GetLastPInvokeError();
        const int NoEntry = 2;
        return error == NoEntry ? Value.False : OSErrors.Raise(thread, error, self.Path, Value.Unbound);
    }

    private static unsafe bool TryStatus(DirEntryObject self, bool followLinks, out Libc.FileStatus status)
    {
        if ((followLinks ? self.FileStatus : self.LinkStatus) is { } known)
        {
            status = known;
            return true;
        }

        fixed (Libc.FileStatus* target = &status)
        {
            if (Libc.Status(PosixConstants.CurrentFolder, self.Text, followLinks ? 0 : PosixConstants.SymbolicLinkNoFollow, 0xFFF, target) != 0)
            {
                return false;
            }
        }

        if (followLinks)
        {
            self.FileStatus = status;
        }
        else
        {
            self.LinkStatus = status;
        }

        return true;
    }
}

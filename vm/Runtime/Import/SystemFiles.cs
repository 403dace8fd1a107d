using System.Runtime.InteropServices;

namespace Pyl.VM.Runtime;

/// <summary>
/// Whole files by the system's own calls. At the start of the process .NET's are loaded, types of vectors that encode paths included, which takes
/// four milliseconds; that is a tenth of what an empty script may take. Where these calls do not do (other systems than Linux, paths outside
/// ASCII, whatever fails) the answer is that nothing is known, and the caller asks .NET, which says what is wrong.
/// </summary>
public static unsafe class SystemFiles
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int End = 2;
    private const int MostPath = 1000;

    // statx(2), whose structure is the same on every machine.
    private const int CurrentFolder = -100;
    private const uint TypeOfFile = 1;
    private const int StatusSize = 256;
    private const int StatusMode = 28;
    private const int FileTypes = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int Nothing = 0;
    private const int MostLength = 1 << 30;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="IOException">It cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static byte[] Read(string path) => TryRead(path) ?? File.ReadAllBytes(path);

    /// <summary>The bytes of a regular file; null when it cannot be read or nothing is known.</summary>
    public static byte[]? TryRead(string path)
    {
        int file = TryOpen(path);
        if (file < 0)
        {
            return null;
        }

        byte[]? bytes = ReadAll(file);
        _ = Close(file);
        return bytes;
    }

    /// <summary>True for a regular file that can be read; false when it cannot or nothing is known.</summary>
    public static bool IsReadable(string path) => IsReadable(path, []);

    /// <summary>As <see cref="IsReadable(string)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">Gets its first bytes; zeros where there are none.</param>
    public static bool IsReadable(string path, Span<byte> head)
    {
        head.Clear();
        int file = TryOpen(path);
        if (file < 0)
        {
            return false;
        }

        fixed (byte* start = head)
        {
            _ = ReadAt(file, start, head.Length, 0);
        }

        _ = Close(file);
        return true;
    }

    /// <summary>True when the path is known to be no symbolic link.</summary>
    public static bool IsNoLink(string path)
    {
        byte* name = stackalloc byte[MostPath + 1];
        byte target;
        return TryEncode(path, name) && ReadLink(name, &target, 1) < 0;
    }

    /// <summary>The current folder.</summary>
    public static string CurrentDirectory() => TryCurrentDirectory() ?? Environment.CurrentDirectory;

    private static string? TryCurrentDirectory()
    {
        byte* name = stackalloc byte[MostPath];
        if (!OperatingSystem.IsLinux() || GetCurrentDirectory(name, MostPath) == null)
        {
            return null;
        }

        char* text = stackalloc char[MostPath];
        int length = 0;
        for (; name[length] != 0; length++)
        {
            if (name[length] > 0x7F)
            {
                return null;
            }

            text[length] = (char)name[length];
        }

        return new string(text, 0, length);
    }

    /// <summary>True when there is a folder of that path.</summary>
    public static bool FolderExists(string path)
    {
        byte* name = stackalloc byte[MostPath + 1];
        return Statx.Works && TryEncode(path, name) ? TypeOf(name) == Folder : Directory.Exists(path);
    }

    /// <summary>True when there is something of that path that is no folder.</summary>
    public static bool FileExists(string path)
    {
        byte* name = stackalloc byte[MostPath + 1];
        return Statx.Works && TryEncode(path, name) ? TypeOf(name) is not (Nothing or Folder) : File.Exists(path);
    }

    private static byte[]? ReadAll(int file)
    {
        long length = Seek(file, 0, End);
        if (length is < 0 or > MostLength)
        {
            return null;
        }

        var bytes = new byte[length];
        long count = 0;
        while (count < length)
        {
            nint read;
            fixed (byte* start = bytes)
            {
                read = ReadAt(file, start + count, (nint)(length - count), count);
            }

            if (read <= 0)
            {
                // Interrupted, or the file is another one now.
                return null;
            }

            count += read;
        }

        // A file whose length the system does not know (proc(5)).
        byte more;
        return ReadAt(file, &more, 1, length) == 0 ? bytes : null;
    }

    private static int TryOpen(string path)
    {
        byte* name = stackalloc byte[MostPath + 1];
        return TryEncode(path, name) && IsRegular(name) ? Open(name, ReadOnly | CloseOnExec, 0) : -1;
    }

    /// <summary>False for pipes as well: whoever opens one and closes it takes it away from who writes to it.</summary>
    private static bool IsRegular(byte* name) => TypeOf(name) == RegularFile;

    private static int TypeOf(byte* name)
    {
        byte* status = stackalloc byte[StatusSize];
        return Status(CurrentFolder, name, 0, TypeOfFile, status) == 0 ? *(ushort*)(status + StatusMode) & FileTypes : Nothing;
    }

    /// <summary>Old systems and some sandboxes do not have the call: then nothing exists as far as it can tell.</summary>
    private static class Statx
    {
        public static readonly bool Works = HasRoot();

        private static bool HasRoot()
        {
            byte* root = stackalloc byte[] { (byte)'/', 0 };
            return OperatingSystem.IsLinux() && TypeOf(root) == Folder;
        }
    }

    private static bool TryEncode(string path, byte* name)
    {
        if (!OperatingSystem.IsLinux() || path.Length is 0 or > MostPath)
        {
            return false;
        }

        for (int i = 0; i < path.Length; i++)
        {
            char unit = path[i];
            if (unit is '\0' or > '\x7F')
            {
                return false;
            }

            name[i] = (byte)unit;
        }

        name[path.Length] = 0;
        return true;
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte* path, int flags, int mode);

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int folder, byte* path, int flags, uint mask, byte* status);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);

    [DllImport("libc", EntryPoint = "getcwd")]
    private static extern byte* GetCurrentDirectory(byte* name, nint size);

    [DllImport("libc", EntryPoint = "lseek")]
    private static extern long Seek(int file, long offset, int whence);

    [DllImport("libc", EntryPoint = "pread")]
    private static extern nint ReadAt(int file, byte* bytes, nint count, long offset);

    [DllImport("libc", EntryPoint = "readlink")]
    private static extern nint ReadLink(byte* path, byte* target, nint size);
}

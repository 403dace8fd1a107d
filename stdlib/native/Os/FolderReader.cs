using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>An open folder: readdir(3) without "." and "..".</summary>
internal sealed unsafe class FolderReader
{
    /// <summary>Where struct dirent of 64-bit Linux has the type and, after it, the name.</summary>
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    private nint _handle;

    private FolderReader(nint handle)
    {
        _handle = handle;
    }

    /// <summary>Null with errno set when the folder cannot be read.</summary>
    public static FolderReader? Open(string path)
    {
        nint handle = Libc.OpenFolder(path);
        return handle == 0 ? null : new FolderReader(handle);
    }

    /// <summary>False at the end; DT_UNKNOWN (0) as type where the file system does not tell.</summary>
    public bool TryRead(out string name, out ulong inode, out int type)
    {
        while (_handle != 0)
        {
            byte* entry = Libc.ReadFolder(_handle);
            if (entry is null)
            {
                break;
            }

            inode = *(ulong*)entry;
            type = entry[TypeOffset];
            name = Marshal.PtrToStringUTF8((nint)(entry + NameOffset))!;
            if (name is not ("." or ".."))
            {
                return true;
            }
        }

        (name, inode, type) = ("", 0, 0);
        return false;
    }

    public void Close()
    {
        nint handle = _handle;
        _handle = 0;
        if (handle != 0)
        {
            _ = Libc.CloseFolder(handle);
        }
    }
}

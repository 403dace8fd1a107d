using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Paths as arguments: str, bytes or os.PathLike.</summary>
internal static class PathArguments
{
    internal static readonly StrObject FsPathName = StrObject.Intern("__fspath__");

    /// <summary>os.fspath(value), a new reference to a str or bytes; Error with TypeError set.</summary>
    public static Value FsPath(ThreadState thread, Value value)
    {
        if (value.Ref is StrObject or BytesObject)
        {
            return thread.Retain(value);
        }

        Value path = value.Ref is null ? Value.Unbound : thread.CallSpecialName(value, FsPathName);
        if (path.IsError)
        {
            return path;
        }

        if (path.IsUnbound)
        {
            return thread.TypeError($"expected str, bytes or os.PathLike object, not {value.Type.Name}");
        }

        if (path.Ref is StrObject or BytesObject)
        {
            return path;
        }

        string type = path.Type.Name;
        thread.Release(path);
        return thread.TypeError($"expected {value.Type.Name}.__fspath__() to return str or bytes, not {type}");
    }

    /// <summary>A path for the system; false when TypeError or ValueError is set.</summary>
    public static bool TryPath(ThreadState thread, Value value, out string path)
    {
        path = "";
        Value plain = FsPath(thread, value);
        if (plain.IsError)
        {
            return false;
        }

        path = plain.Ref is BytesObject bytes ? System.Text.Encoding.UTF8.GetString(bytes.Data) : plain.Ref!.ToString()!;
        thread.Release(plain);
        if (path.Contains('\0'))
        {
            thread.ValueError("embedded null byte");
            return false;
        }

        return true;
    }
}

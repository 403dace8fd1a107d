using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A path argument of a function of os: a name, or a descriptor where the function takes one.</summary>
internal readonly struct OsPath
{
    private OsPath(string text, int descriptor, Value given, bool isBytes)
    {
        Text = text;
        Descriptor = descriptor;
        Given = given;
        IsBytes = isBytes;
    }

    /// <summary>The name for the system; empty for a descriptor.</summary>
    public string Text { get; }

    /// <summary>-1 for a name.</summary>
    public int Descriptor { get; }

    /// <summary>The argument as the program gave it, borrowed: what an error shows.</summary>
    public Value Given { get; }

    /// <summary>Names that come back are bytes too.</summary>
    public bool IsBytes { get; }

    /// <summary>Reads str, bytes or os.PathLike; false when TypeError or ValueError is set.</summary>
    public static bool TryName(ThreadState thread, Value value, string function, out OsPath path, string argument = "path", string accepted = "string, bytes or os.PathLike")
    {
        path = default;
        if (value.Ref is not (StrObject or BytesObject) && (value.Ref is null || value.Type.Lookup(PathArguments.FsPathName).IsUnbound))
        {
            thread.TypeError($"{function}: {argument} should be {accepted}, not {value.Type.Name}");
            return false;
        }

        Value plain = PathArguments.FsPath(thread, value);
        if (plain.IsError)
        {
            return false;
        }

        bool isBytes = plain.Ref is BytesObject;
        string text = isBytes ? Decode(((BytesObject)plain.Ref!).Data) : plain.Ref!.ToString()!;
        thread.Release(plain);
        if (text.Contains('\0'))
        {
            thread.ValueError($"{function}: embedded null character in {argument}");
            return false;
        }

        path = new OsPath(text, -1, value, isBytes);
        return true;
    }

    /// <summary>Reads a name or a file descriptor.</summary>
    public static bool TryNameOrDescriptor(ThreadState thread, Value value, string function, out OsPath path)
    {
        if (value.IsInt || value.IsBool || (value.Ref is not (null or StrObject or BytesObject) && value.Type.Slot(SpecialMethod.Index).IsDefined))
        {
            path = default;
            if (!Bind.TryInt(thread, value, out int descriptor))
            {
                return false;
            }

            path = new OsPath("", descriptor, value, false);
            return true;
        }

        return TryName(thread, value, function, out path, accepted: "string, bytes, os.PathLike or integer");
    }

    /// <summary>Reads a folder: a name, a descriptor, or None or nothing for the current one.</summary>
    public static bool TryFolder(ThreadState thread, Value value, string function, out OsPath path)
    {
        if (value.IsUnbound || value.IsNone)
        {
            path = new OsPath(".", -1, value.IsUnbound ? Value.None : value, false);
            return true;
        }

        if (value.IsInt)
        {
            path = default;
            if (!Bind.TryInt(thread, value, out int descriptor))
            {
                return false;
            }

            path = new OsPath($"/proc/self/fd/{descriptor}", descriptor, value, false);
            return true;
        }

        return TryName(thread, value, function, out path, accepted: "string, bytes, os.PathLike, integer or None");
    }

    /// <summary>A name as a value of the kind in which the path was given.</summary>
    public Value Name(string text) => IsBytes ? Value.Of(BytesObject.Of(System.Text.Encoding.UTF8.GetBytes(text))) : Value.Str(text);

    /// <summary>None for success (0 or more), else raises OSError for errno with this path.</summary>
    public Value Done(ThreadState thread, int result) => result >= 0 ? Value.None : Fail(thread);

    /// <summary>Raises OSError for errno with this path.</summary>
    public Value Fail(ThreadState thread) => OSErrors.Raise(thread, Marshal.GetLastPInvokeError(), Given, Value.Unbound);

    /// <summary>None for success, else raises OSError with both paths.</summary>
    public Value Done(ThreadState thread, int result, OsPath second) =>
        result >= 0 ? Value.None : OSErrors.Raise(thread, Marshal.GetLastPInvokeError(), Given, second.Given);

    /// <summary>Refuses dir_fd, which the functions that call this do not take here.</summary>
    public static bool TryNoFolder(ThreadState thread, params ReadOnlySpan<Value> folders)
    {
        foreach (Value folder in folders)
        {
            if (!folder.IsUnbound && !folder.IsNone)
            {
                thread.Raise(ExceptionTypes.NotImplementedError, "dir_fd unavailable on this platform");
                return false;
            }
        }

        return true;
    }

    internal static string Decode(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}

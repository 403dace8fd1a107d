using System.Runtime.InteropServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>OSError and its subclasses for what the system answers.</summary>
public static class OSErrors
{
    /// <summary>Raises OSError(errno, text of errno[, filename[, None, filename2]]); OSError itself picks the subclass.</summary>
    public static Value Raise(ThreadState thread, int errno, string? path = null, string? secondPath = null) =>
        Raise(thread, errno, path is null ? Value.Unbound : Value.Str(path), secondPath is null ? Value.Unbound : Value.Str(secondPath));

    /// <summary>As above with the file names as the program gave them, borrowed; Unbound for none.</summary>
    public static Value Raise(ThreadState thread, int errno, Value path, Value secondPath)
    {
        Value type = Value.Of(ExceptionTypes.OSError);
        Value number = Value.Int(errno);
        Value text = Value.Str(Describe(errno));
        Value exception = path.IsUnbound ? thread.Call(type, number, text)
            : secondPath.IsUnbound ? thread.Call(type, number, text, path)
            : thread.Call(type, number, text, path, Value.None, secondPath);
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
    }

    /// <summary>Raises what a .NET file operation has reported.</summary>
    public static Value Raise(ThreadState thread, Exception error, string? path) => Raise(thread, Number(error), path);

    /// <summary>strerror(errno).</summary>
    public static string Describe(int errno) => Marshal.GetPInvokeErrorMessage(errno);

    /// <summary>The errno behind an exception of .NET's file classes.</summary>
    public static int Number(Exception error) => error switch
    {
        FileNotFoundException => Errno.NoEntry,
        DirectoryNotFoundException => Errno.NoEntry,
        PathTooLongException => Errno.NameTooLong,
        UnauthorizedAccessException { InnerException: IOException inner } => Number(inner),
        UnauthorizedAccessException => Errno.Access,
        IOException { HResult: > 0 and < 4096 } io => io.HResult,
        _ => Errno.IO,
    };
}

/// <summary>The numbers that the runtime itself raises; the module errno has them all.</summary>
internal static class Errno
{
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int IO = 5;
    public const int BadDescriptor = 9;
    public const int Again = 11;
    public const int Access = 13;
    public const int Exists = 17;
    public const int NotDirectory = 20;
    public const int IsDirectory = 21;
    public const int Invalid = 22;
    public const int IllegalSeek = 29;
    public const int BrokenPipe = 32;
    public const int NameTooLong = 36;
}

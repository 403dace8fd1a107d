using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>struct.error.</summary>
internal static class StructErrors
{
    public static readonly TypeObject Error = NativeExceptions.Make("struct", "error", ExceptionTypes.Exception);

    public static Value Raise(ThreadState thread, string message) => thread.Raise(Error, message);
}

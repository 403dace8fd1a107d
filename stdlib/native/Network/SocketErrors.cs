using System.Runtime.InteropServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Network;

/// <summary>The exceptions of the module socket.</summary>
internal static class SocketErrors
{
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int InProgress = 115;
    public const int IsConnected = 106;

    /// <summary>socket.gaierror: a name could not be resolved.</summary>
    public static readonly TypeObject AddressError = NativeExceptions.Make("socket", "gaierror", ExceptionTypes.OSError);

    public static readonly TypeObject HostError = NativeExceptions.Make("socket", "herror", ExceptionTypes.OSError);

    /// <summary>OSError for the errno of the last call.</summary>
    public static Value Last(ThreadState thread) => OSErrors.Raise(thread, Marshal.GetLastPInvokeError());

    public static Value TimedOut(ThreadState thread) => thread.Raise(ExceptionTypes.TimeoutError, "timed out");

    /// <summary>gaierror for what getaddrinfo has returned.</summary>
    public static Value Resolution(ThreadState thread, int error)
    {
        const int System = -11;
        return error == System
            ? Last(thread)
            : With(thread, AddressError, error, Marshal.PtrToStringUTF8(SocketCalls.DescribeResolution(error)) ?? "");
    }

    public static Value With(ThreadState thread, TypeObject type, int number, string text)
    {
        Value exception = thread.Call(Value.Of(type), Value.Int(number), Value.Str(text));
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
    }
}

using System.Runtime.InteropServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Network;

/// <summary>A socket: a descriptor, what it is, and how long its calls wait.</summary>
internal sealed class SocketObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    private readonly InterpreterState _interpreter = thread.Interpreter;

    /// <summary>A socket in a reference cycle, to be closed.</summary>
    ~SocketObject()
    {
        if (Descriptor >= 0)
        {
            _interpreter.ReportUnreachable(this);
        }
    }

    /// <summary>The descriptor; -1 when closed.</summary>
    public int Descriptor { get; set; } = -1;

    public int Family { get; set; }

    public int Kind { get; set; }

    public int Protocol { get; set; }

    /// <summary>How long calls wait; negative for ever, zero not at all.</summary>
    public TimeSpan Timeout { get; set; } = Waiting.Forever;

    public bool Waits => Timeout != TimeSpan.Zero;

    /// <summary>
    /// Waits after EAGAIN; true to try again. With false an exception is set: the time is over, the socket is not to wait, or Ctrl-C.
    /// </summary>
    public bool TryWait(ThreadState thread, short events, TimeSpan limit)
    {
        if (limit == TimeSpan.Zero)
        {
            if (Waits)
            {
                SocketErrors.TimedOut(thread);
            }
            else
            {
                OSErrors.Raise(thread, SocketErrors.TryAgain);
            }

            return false;
        }

        switch (SystemWait.For(thread, Descriptor, events, limit))
        {
            case WaitResult.Done:
                return true;
            case WaitResult.TimedOut:
                SocketErrors.TimedOut(thread);
                return false;
            default:
                return false;
        }
    }

    /// <summary>What to do about the errno of a failed call: true to call again. Waits for the events when the call would have had to.</summary>
    public bool Retry(ThreadState thread, short events, TimeSpan limit)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == SocketErrors.TryAgain)
        {
            return TryWait(thread, events, limit);
        }

        if (error == SocketErrors.Interrupted)
        {
            return Interruption.TryContinue(thread);
        }

        OSErrors.Raise(thread, error);
        return false;
    }

    /// <summary>Takes the descriptor out, for whoever closes it.</summary>
    public int Detach()
    {
        int descriptor = Descriptor;
        Descriptor = -1;
        GC.SuppressFinalize(this);
        return descriptor;
    }
}

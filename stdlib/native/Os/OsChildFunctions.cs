using System.Runtime.InteropServices;
using Pyl.Stdlib.Native.Processes;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What os does with child processes and groups of processes.</summary>
[PyModule("_os")]
internal static unsafe partial class OsChildFunctions
{
    private const int InterruptedCall = 4;
    private const nint OpenProcess = 434; // the same number on every architecture

    [PyConstant("WNOHANG")]
    public static readonly long NoHang = 1;

    [PyConstant("WUNTRACED")]
    public static readonly long Untraced = 2;

    [PyConstant("WCONTINUED")]
    public static readonly long Continued = 8;

    [PyFunction("waitpid", Doc = "Wait for completion of a given child process.\n\nReturns a tuple of information regarding the child process:\n    (pid, status)")]
    public static Value WaitPid(ThreadState thread, int pid, int options)
    {
        // waitpid itself cannot be interrupted, waiting for a process's descriptor can.
        int process = pid > 0 && (options & NoHang) == 0 && thread.IsMain ? (int)ProcessCalls.SystemCall(OpenProcess, pid, 0) : -1;
        if (process >= 0)
        {
            WaitResult waited = SystemWait.For(thread, process, PosixConstants.PollIn, Waiting.Forever);
            _ = Libc.Close(process);
            if (waited == WaitResult.Interrupted)
            {
                return Value.Error;
            }
        }

        while (true)
        {
            int status;
            thread.BeginBlocking();
            int result = ProcessCalls.WaitPid(pid, &status, options);
            int error = Marshal.GetLastPInvokeError();
            thread.EndBlocking();
            if (result >= 0)
            {
                return Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(result), Value.Int(result == 0 ? 0 : status)]));
            }

            if (error != InterruptedCall)
            {
                return OSErrors.Raise(thread, error);
            }

            if (!Interruption.TryContinue(thread))
            {
                return Value.Error;
            }
        }
    }

    [PyFunction("wait", Doc = "Wait for completion of a child process.\n\nReturns a tuple of information about the child process:\n    (pid, status)")]
    public static Value Wait(ThreadState thread) => WaitPid(thread, -1, 0);

    [PyFunction("pidfd_open", Doc = "Return a file descriptor referring to the process *pid*.\n\nThe descriptor can be used to perform process management without races and\nsignals.")]
    public static Value OpenProcessDescriptor(ThreadState thread, [Keyword] int pid, int flags = 0) =>
        OsDescriptorFunctions.Number(thread, ProcessCalls.SystemCall(OpenProcess, pid, flags));

    [PyFunction("killpg", Doc = "Kill a process group with a signal.")]
    public static Value KillGroup(ThreadState thread, int pgid, int signal) => OsDescriptorFunctions.Done(thread, Libc.Kill(-pgid, signal));

    [PyFunction("getpgid", Doc = "Call the system call getpgid(), and return the result.")]
    public static Value GetGroup(ThreadState thread, [Keyword] int pid) => OsDescriptorFunctions.Number(thread, GroupOf(pid));

    [PyFunction("getpgrp", Doc = "Return the current process group id.")]
    public static Value GetOwnGroup(ThreadState thread) => OsDescriptorFunctions.Number(thread, GroupOf(0));

    [PyFunction("getsid", Doc = "Call the system call getsid(pid) and return the result.")]
    public static Value GetSession(ThreadState thread, int pid) => OsDescriptorFunctions.Number(thread, SessionOf(pid));

    [PyFunction("pipe2", Doc = "Create a pipe with flags set atomically.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)")]
    public static Value Pipe2(ThreadState thread, int flags)
    {
        int* ends = stackalloc int[2];
        return ProcessCalls.Pipe2(ends, flags) < 0
            ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError())
            : Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(ends[0]), Value.Int(ends[1])]));
    }

    [PyFunction("eventfd", Doc = "Creates and returns an event notification file descriptor.")]
    public static Value EventDescriptor(ThreadState thread, [Keyword] int initval, int flags = 0x80000) =>
        OsDescriptorFunctions.Number(thread, MakeEvent((uint)initval, flags));

    [LibraryImport("libc", EntryPoint = "getpgid", SetLastError = true)]
    private static partial int GroupOf(int pid);

    [LibraryImport("libc", EntryPoint = "getsid", SetLastError = true)]
    private static partial int SessionOf(int pid);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int MakeEvent(uint initial, int flags);
}

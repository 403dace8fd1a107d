using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Processes;

/// <summary>
/// The module _pylprocess, on which multiprocessing is built: child processes that inherit the descriptors they are given and
/// no others, waiting for them, and memory that processes share.
/// </summary>
[PyModule("_pylprocess", Doc = "Child processes, for multiprocessing.")]
internal static unsafe class ProcessModule
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoHang = 1;
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    [PyFunction("spawn", Doc = "spawn(path, args, fds) -> pid\n\nStart a program; it inherits the standard streams and the descriptors listed, under their numbers.")]
    public static Value Spawn(ThreadState thread, string path, Value args, Value fds)
    {
        if (Iterables.ToArray(thread, args) is not { } words)
        {
            return Value.Error;
        }

        if (Iterables.ToArray(thread, fds) is not { } descriptors)
        {
            return Value.Error;
        }

        string[] text = [.. words.Select(static w => w.Ref?.ToString() ?? "")];
        int[] numbers = [.. descriptors.Select(static d => (int)d.Bits)];
        foreach (Value word in words)
        {
            thread.Release(word);
        }

        byte* actions = stackalloc byte[256];
        _ = ProcessCalls.InitActions(actions);
        foreach (int number in numbers)
        {
            // The same number twice: the C library takes close-on-exec off.
            _ = ProcessCalls.AddDuplicate(actions, number, number);
        }

        nint[] argv = new nint[text.Length + 1];
        for (int i = 0; i < text.Length; i++)
        {
            argv[i] = Marshal.StringToCoTaskMemUTF8(text[i]);
        }

        var variables = new List<nint>();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables.Add(Marshal.StringToCoTaskMemUTF8($"{entry.Key}={entry.Value}"));
        }

        variables.Add(0);
        int pid = 0;
        int error;
        fixed (nint* first = argv)
        {
            fixed (nint* environment = variables.ToArray())
            {
                error = ProcessCalls.PosixSpawn(&pid, path, actions, 0, first, environment);
            }
        }

        _ = ProcessCalls.DestroyActions(actions);
        foreach (nint pointer in argv.Concat(variables))
        {
            Marshal.FreeCoTaskMem(pointer);
        }

        return error == 0 ? Value.Int(pid) : Raise(thread, error);
    }

    [PyFunction("wait", Doc = "wait(pid, block) -> status or None\n\nThe status with which the child has ended; negative for a signal. None while it runs.")]
    public static Value Wait(ThreadState thread, int pid, bool block)
    {
        while (true)
        {
            int status;
            thread.BeginBlocking();
            int result = ProcessCalls.WaitPid(pid, &status, block ? 0 : NoHang);
            int error = Marshal.GetLastPInvokeError();
            thread.EndBlocking();
            if (result == pid)
            {
                int signal = status & 0x7F;
                return Value.Int(signal != 0 ? -signal : (status >> 8) & 0xFF);
            }

            if (result == 0)
            {
                return Value.None;
            }

            if (error != Interrupted)
            {
                return Raise(thread, error);
            }

            if (!Interruption.TryContinue(thread))
            {
                return Value.Error;
            }
        }
    }

    [PyFunction("pipe", Doc = "pipe() -> (read, write)\n\nA pipe that child processes do not inherit unless they are given it.")]
    public static Value Pipe(ThreadState thread, bool nonblocking = false)
    {
        int* ends = stackalloc int[2];
        return ProcessCalls.Pipe2(ends, CloseOnExec) != 0 || (nonblocking && ProcessCalls.SetFlags(ends[0], 4, NonBlocking) != 0)
            ? Raise(thread, Marshal.GetLastPInvokeError())
            : Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(ends[0]), Value.Int(ends[1])]));
    }

    [PyFunction("poll", Doc = "poll(fds, timeout) -> [fd]\n\nThe descriptors that can be read or have come to their end; timeout in seconds, None for ever.")]
    public static Value Poll(ThreadState thread, Value fds, Value timeout)
    {
        if (!Threads.LockTimes.TryOptional(thread, timeout, out TimeSpan limit) || Iterables.ToArray(thread, fds) is not { } descriptors)
        {
            return Value.Error;
        }

        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        var entries = new Libc.PollEntry[descriptors.Length];
        while (true)
        {
            for (int i = 0; i < entries.Length; i++)
            {
                entries[i] = new Libc.PollEntry { Descriptor = (int)descriptors[i].Bits, Events = PosixConstants.PollIn };
            }

            // Ctrl-C reaches a wait of this length at the latest when it is over; there is no other way to be woken here.
            int milliseconds = 100;
            if (limit >= TimeSpan.Zero)
            {
                double left = (limit - System.Diagnostics.Stopwatch.GetElapsedTime(start)).TotalMilliseconds;
                milliseconds = (int)Math.Clamp(Math.Ceiling(left), 0, milliseconds);
            }

            int ready;
            thread.BeginBlocking();
            fixed (Libc.PollEntry* first = entries)
            {
                ready = Libc.Poll(first, (nuint)entries.Length, milliseconds);
            }

            thread.EndBlocking();
            if (ready > 0)
            {
                return Value.Of(ListObject.Of(thread, [.. entries.Where(static e => e.Received != 0).Select(static e => Value.Int(e.Descriptor))]));
            }

            if (!Interruption.TryContinue(thread))
            {
                return Value.Error;
            }

            if (limit >= TimeSpan.Zero && System.Diagnostics.Stopwatch.GetElapsedTime(start) >= limit)
            {
                return Value.Of(new ListObject(thread));
            }
        }
    }

    [PyFunction("take_token", Doc = "take_token(fd) -> bool\n\nRead one byte of a non-blocking pipe; False when there is none.")]
    public static Value TakeToken(ThreadState thread, int fd)
    {
        byte token;
        nint count = Libc.Read(fd, &token, 1);
        int error = Marshal.GetLastPInvokeError();
        return count > 0 ? Value.True : count < 0 && error is TryAgain or Interrupted ? Value.False : Raise(thread, count == 0 ? 32 : error);
    }

    [PyFunction("shared", Doc = "shared(size) -> fd\n\nMemory without a name that processes share by its descriptor.")]
    public static Value Shared(ThreadState thread, long size)
    {
        int descriptor = ProcessCalls.CreateMemory("pyl", 1);
        return descriptor < 0 || Libc.Truncate(descriptor, size) != 0 ? Raise(thread, Marshal.GetLastPInvokeError()) : Value.Int(descriptor);
    }

    [PyFunction("read_at", Doc = "read_at(fd, count, offset) -> bytes")]
    public static Value ReadAt(ThreadState thread, int fd, int count, long offset)
    {
        byte[] data = new byte[count];
        fixed (byte* start = data)
        {
            return ProcessCalls.PositionedRead(fd, start, count, offset) == count ? Value.Of(BytesObject.Of(data)) : Raise(thread, Marshal.GetLastPInvokeError());
        }
    }

    [PyFunction("write_at", Doc = "write_at(fd, data, offset)")]
    public static Value WriteAt(ThreadState thread, int fd, BytesObject data, long offset)
    {
        fixed (byte* start = data.Span)
        {
            return ProcessCalls.PositionedWrite(fd, start, data.Length, offset) == data.Length ? Value.None : Raise(thread, Marshal.GetLastPInvokeError());
        }
    }

    private static Value Raise(ThreadState thread, int error)
    {
        Value exception = thread.Call(Value.Of(ExceptionTypes.OSError), Value.Int(error), Value.Str(Marshal.GetPInvokeErrorMessage(error)));
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
    }
}

using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Processes;

/// <summary>
/// Starting a program for subprocess. A process with .NET in it cannot fork and go on, so posix_spawn does it, which runs no
/// code of ours in the child: there is no preexec_fn.
/// </summary>
[PyModule("_pylprocess")]
internal static unsafe class ChildStart
{
    private const int SetGroup = 0x02;
    private const int SetDefaults = 0x04;
    private const int SetMask = 0x08;
    private const int SetSession = 0x80;
    private const int DuplicateCloseOnExec = 1030;
    private const int NoEntry = 2;
    private const int NotDirectory = 20;

    [PyFunction("start", Doc = "start(paths, args, env, cwd, streams, pass_fds, close_fds, session, group) -> pid\n\nRun the first of the paths that exists. env is a list of b'NAME=value' or None, streams are three descriptors or -1.")]
    public static Value Start(ThreadState thread, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 9)
        {
            return thread.TypeError("start() takes 9 arguments");
        }

        using var memory = new NativeStrings();
        if (!memory.TryAdd(thread, arguments[0], out byte*[]? paths) || !memory.TryAdd(thread, arguments[1], out byte*[]? words)
            || !memory.TryEnvironment(thread, arguments[2], out byte*[]? environment)
            || !TryNumbers(thread, arguments[4], out int[] streams) || !TryNumbers(thread, arguments[5], out int[] passed))
        {
            return Value.Error;
        }

        byte* actions = stackalloc byte[256];
        byte* attributes = stackalloc byte[512];
        _ = ProcessCalls.InitActions(actions);
        _ = ProcessCalls.InitAttributes(attributes);
        var copies = new List<int>();
        Redirect(actions, streams, copies);
        foreach (int descriptor in passed)
        {
            _ = ProcessCalls.AddDuplicate(actions, descriptor, descriptor);
        }

        if (arguments[6].IsTrue)
        {
            CloseOthers(actions, passed);
        }

        if (arguments[3].Ref is BytesObject folder)
        {
            _ = ProcessCalls.AddChangeDirectory(actions, memory.Add(folder));
        }

        SetAttributes(attributes, arguments[7].IsTrue, arguments[8].IsInt ? (int)arguments[8].Bits : -1);
        int pid = 0;
        int error = NoEntry;
        thread.BeginBlocking();
        fixed (byte** argv = words, variables = environment)
        {
            for (int i = 0; i < paths!.Length - 1 && pid == 0; i++)
            {
                int outcome = ProcessCalls.PosixSpawn(&pid, paths[i], actions, attributes, argv, variables);
                if (outcome == 0)
                {
                    error = 0;
                    break;
                }

                // As execvp: what is not there is looked for further on, what may not be run is remembered.
                pid = 0;
                error = outcome is NoEntry or NotDirectory && error != NoEntry ? error : outcome;
            }
        }

        thread.EndBlocking();
        _ = ProcessCalls.DestroyActions(actions);
        _ = ProcessCalls.DestroyAttributes(attributes);
        foreach (int copy in copies)
        {
            _ = Libc.Close(copy);
        }

        return error == 0 ? Value.Int(pid) : OSErrors.Raise(thread, error);
    }

    /// <summary>Puts the three streams in their places; one that stands in another's place is moved out of the way first.</summary>
    private static void Redirect(byte* actions, int[] streams, List<int> copies)
    {
        for (int i = 0; i < streams.Length; i++)
        {
            if (streams[i] is >= 0 and < 3 && streams[i] != i)
            {
                streams[i] = Libc.ControlFile(streams[i], DuplicateCloseOnExec, 3);
                copies.Add(streams[i]);
            }
        }

        for (int i = 0; i < streams.Length; i++)
        {
            if (streams[i] >= 0)
            {
                _ = ProcessCalls.AddDuplicate(actions, streams[i], i);
            }
        }
    }

    private static void CloseOthers(byte* actions, int[] passed)
    {
        if (passed.Length == 0)
        {
            _ = ProcessCalls.AddCloseFrom(actions, 3);
            return;
        }

        int next = 3;
        foreach (int descriptor in passed.Where(static d => d >= 3).Order())
        {
            for (; next < descriptor; next++)
            {
                _ = ProcessCalls.AddClose(actions, next);
            }

            next = descriptor + 1;
        }

        _ = ProcessCalls.AddCloseFrom(actions, next);
    }

    /// <summary>The child gets the system's signal handling back: .NET ignores SIGPIPE and blocks what it likes.</summary>
    private static void SetAttributes(byte* attributes, bool session, int group)
    {
        ulong* set = stackalloc ulong[16];
        new Span<ulong>(set, 16).Clear();
        _ = ProcessCalls.SetSignalMask(attributes, set);
        set[0] = (1UL << (13 - 1)) | (1UL << (25 - 1));
        _ = ProcessCalls.SetDefaultSignals(attributes, set);
        int flags = SetMask | SetDefaults | (session ? SetSession : 0);
        if (group >= 0)
        {
            _ = ProcessCalls.SetProcessGroup(attributes, group);
            flags |= SetGroup;
        }

        _ = ProcessCalls.SetSpawnFlags(attributes, (short)flags);
    }

    private static bool TryNumbers(ThreadState thread, Value value, out int[] numbers)
    {
        numbers = [];
        if (Iterables.ToArray(thread, value) is not { } items)
        {
            return false;
        }

        numbers = new int[items.Length];
        bool read = true;
        for (int i = 0; i < items.Length; i++)
        {
            read = read && Bind.TryInt(thread, items[i], out numbers[i]);
            thread.Release(items[i]);
        }

        return read;
    }
}

/// <summary>Strings in native memory, for one call.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly List<nint> _all = [];

    /// <summary>A copy that ends with a zero.</summary>
    public byte* Add(BytesObject text)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
        text.Span.CopyTo(new Span<byte>(copy, text.Length));
        copy[text.Length] = 0;
        _all.Add((nint)copy);
        return copy;
    }

    /// <summary>Copies of an iterable of bytes, and a null behind them; false with an exception set.</summary>
    public bool TryAdd(ThreadState thread, Value iterable, out byte*[]? texts)
    {
        texts = null;
        if (Iterables.ToArray(thread, iterable) is not { } items)
        {
            return false;
        }

        texts = new byte*[items.Length + 1];
        bool good = true;
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Ref is BytesObject text)
            {
                texts[i] = Add(text);
            }
            else
            {
                good = false;
            }

            thread.Release(items[i]);
        }

        if (!good)
        {
            thread.TypeError("expected bytes");
        }

        return good;
    }

    /// <summary>The environment given, or the process's own for None.</summary>
    public bool TryEnvironment(ThreadState thread, Value given, out byte*[]? variables)
    {
        if (!given.IsNone)
        {
            return TryAdd(thread, given, out variables);
        }

        var own = new List<nint>();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            own.Add((nint)Add(BytesObject.Of(System.Text.Encoding.UTF8.GetBytes($"{entry.Key}={entry.Value}"))));
        }

        variables = new byte*[own.Count + 1];
        for (int i = 0; i < own.Count; i++)
        {
            variables[i] = (byte*)own[i];
        }

        return true;
    }

    public void Dispose()
    {
        foreach (nint text in _all)
        {
            NativeMemory.Free((void*)text);
        }
    }
}

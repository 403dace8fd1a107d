using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The process and its surroundings.</summary>
[PyModule("_os")]
internal static unsafe class OsProcessFunctions
{
    private static readonly StructSequenceType s_times = new("posix", "times_result", "times_result: Result from os.times().", 5, ["user", "system", "children_user", "children_system", "elapsed"]);

    private static readonly StructSequenceType s_name = new("posix", "uname_result", "uname_result: Result from os.uname().", 5, ["sysname", "nodename", "release", "version", "machine"]);

    [PyConstant("times_result")]
    public static TypeObject TimesResult => s_times.Type;

    [PyConstant("uname_result")]
    public static TypeObject UNameResult => s_name.Type;

    [PyFunction("getpid", Doc = "Return the current process id.")]
    public static long GetPid() => Environment.ProcessId;

    [PyFunction("getppid", Doc = "Return the parent's process id.")]
    public static long GetParentPid() => Libc.ParentProcessId();

    [PyFunction("getuid", Doc = "Return the current process's user id.")]
    public static long GetUid() => Libc.UserId();

    [PyFunction("geteuid", Doc = "Return the current process's effective user id.")]
    public static long GetEffectiveUid() => Libc.EffectiveUserId();

    [PyFunction("getgid", Doc = "Return the current process's group id.")]
    public static long GetGid() => Libc.GroupId();

    [PyFunction("getegid", Doc = "Return the current process's effective group id.")]
    public static long GetEffectiveGid() => Libc.EffectiveGroupId();

    [PyFunction("getlogin", Doc = "Return the actual login name.")]
    public static string GetLogin() => Environment.UserName;

    [PyFunction("umask", Doc = "Set the current numeric umask and return the previous umask.")]
    public static long UMask(ThreadState thread, int mask) => Libc.FileModeMask((uint)mask);

    [PyFunction("kill", Doc = "Kill a process with a signal.")]
    public static Value Kill(ThreadState thread, int pid, int signal)
    {
        if (pid == Environment.ProcessId && signal is > 0 and < SignalState.Count && thread.Interpreter.OnInterrupt is not null && SignalState.Of(thread).Raise(thread, signal) is { } handled)
        {
            return handled ? Value.None : Value.Error;
        }

        Value done = OsDescriptorFunctions.Done(thread, Libc.Kill(pid, signal));
        return done.IsError || Interruption.TryContinue(thread) ? done : Value.Error;
    }

    [PyFunction("system", Doc = "Execute the command in a subshell.")]
    public static Value System(ThreadState thread, [Keyword] Value command)
    {
        if (!OsPath.TryName(thread, command, "system", out OsPath text, "command"))
        {
            return Value.Error;
        }

        thread.BeginBlocking();
        int status = Libc.System(text.Text);
        thread.EndBlocking();
        return Value.Int(status);
    }

    [PyFunction("putenv", Doc = "Change or add an environment variable.")]
    public static Value PutEnv(ThreadState thread, Value name, Value value)
    {
        if (!OsPath.TryName(thread, name, "putenv", out OsPath key, "name") || !OsPath.TryName(thread, value, "putenv", out OsPath text, "value"))
        {
            return Value.Error;
        }

        if (key.Text.Contains('=') || key.Text.Length == 0)
        {
            return key.Text.Length == 0 ? OSErrors.Raise(thread, 22) : thread.ValueError("illegal environment variable name");
        }

        // .NET keeps an environment of its own, the C library the process's.
        Environment.SetEnvironmentVariable(key.Text, text.Text);
        return OsDescriptorFunctions.Done(thread, Libc.SetEnvironment(key.Text, text.Text, 1));
    }

    [PyFunction("unsetenv", Doc = "Delete an environment variable.")]
    public static Value UnsetEnv(ThreadState thread, Value name)
    {
        if (!OsPath.TryName(thread, name, "unsetenv", out OsPath key, "name"))
        {
            return Value.Error;
        }

        if (key.Text.Length == 0 || key.Text.Contains('='))
        {
            return OSErrors.Raise(thread, 22);
        }

        Environment.SetEnvironmentVariable(key.Text, null);
        return OsDescriptorFunctions.Done(thread, Libc.UnsetEnvironment(key.Text));
    }

    [PyFunction("_create_environ", Doc = "Create the environment dictionary.")]
    public static Value CreateEnviron(ThreadState thread)
    {
        var environ = new DictObject(thread);
        foreach (global::System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            environ.Set(thread, Bytes((string)entry.Key), Bytes((string?)entry.Value ?? ""));
        }

        return Value.Of(environ);
    }

    [PyFunction("_exit", Doc = "Exit to the system with specified status, without normal exit processing.")]
    public static void ExitNow(ThreadState thread, [Keyword] int status) => Libc.ExitNow(status);

    [PyFunction("abort", Doc = "Abort the interpreter immediately.")]
    public static void Abort() => Libc.Abort();

    [PyFunction("cpu_count", Doc = "Return the number of logical CPUs in the system.\n\nReturn None if indeterminable.")]
    public static long CpuCount() => Environment.ProcessorCount;

    [PyFunction("sched_getaffinity", Doc = "Return the affinity of the process identified by pid (or the current process if zero).")]
    public static Value Affinity(ThreadState thread, int pid) =>
        Value.Of(SetObject.OfConstants([.. Enumerable.Range(0, Environment.ProcessorCount).Select(static i => Value.Int(i))]));

    [PyFunction("sched_yield", Doc = "Voluntarily relinquish the CPU.")]
    public static void Yield(ThreadState thread)
    {
        thread.BeginBlocking();
        Thread.Yield();
        thread.EndBlocking();
    }

    [PyFunction("urandom", Doc = "Return a bytes object containing random bytes suitable for cryptographic use.")]
    public static Value URandom(ThreadState thread, long size)
    {
        if (size < 0)
        {
            return thread.ValueError("negative argument not allowed");
        }

        byte[] bytes = new byte[Math.Min(size, Array.MaxLength)];
        return RandomBytes.TryFill(bytes) ? Value.Of(BytesObject.Of(bytes)) : OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
    }

    [PyFunction("getrandom", Doc = "Obtain a series of random bytes.")]
    public static Value GetRandom(ThreadState thread, [Keyword] long size, [Keyword] int flags = 0) => URandom(thread, size);

    [PyFunction("strerror", Doc = "Translate an error code to a message string.")]
    public static string StrError(int code) => OSErrors.Describe(code);

    [PyFunction("times", Doc = "Return a collection containing process timing information.")]
    public static Value Times(ThreadState thread)
    {
        var process = global::System.Diagnostics.Process.GetCurrentProcess();
        return s_times.Make(
            thread,
            Value.FromDouble(Hundredths(process.UserProcessorTime)),
            Value.FromDouble(Hundredths(process.PrivilegedProcessorTime)),
            Value.FromDouble(0),
            Value.FromDouble(0),
            Value.FromDouble(Hundredths(TimeSpan.FromMilliseconds(Environment.TickCount64))));
    }

    [PyFunction("uname", Doc = "Return an object identifying the current operating system.")]
    public static Value UName(ThreadState thread)
    {
        string machine = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "x86_64", Architecture.Arm64 => "aarch64", var other => other.ToString().ToLowerInvariant() };
        return s_name.Make(thread, Value.Str(Kernel("ostype", "Linux")), Value.Str(Environment.MachineName), Value.Str(Kernel("osrelease", "")), Value.Str(Kernel("version", "")), Value.Str(machine));
    }

    [PyFunction("getloadavg", Doc = "Return average recent system load information.")]
    public static Value GetLoadAverage(ThreadState thread)
    {
        try
        {
            string[] fields = File.ReadAllText("/proc/loadavg").Split(' ');
            Value[] numbers = [.. fields.Take(3).Select(static f => Value.FromDouble(double.Parse(f, global::System.Globalization.CultureInfo.InvariantCulture)))];
            return Value.Of(new TupleObject(BuiltinTypes.Tuple, numbers));
        }
        catch (IOException)
        {
            return thread.Raise(ExceptionTypes.OSError, "Load averages are unobtainable");
        }
    }

    [PyFunction("waitstatus_to_exitcode", Doc = "Convert a wait status to an exit code.")]
    public static Value WaitStatusToExitCode(ThreadState thread, [Keyword] int status) =>
        (status & 0x7F) == 0 ? Value.Int((status >> 8) & 0xFF)
        : (status & 0xFF) != 0x7F ? Value.Int(-(status & 0x7F))
        : thread.ValueError($"process stopped by delivery of signal {(status >> 8) & 0xFF}");

    [PyFunction("WIFEXITED", Doc = "Return True if the process returning status exited via the exit() system call.")]
    public static bool Exited([Keyword] int status) => (status & 0x7F) == 0;

    [PyFunction("WEXITSTATUS", Doc = "Return the process return code from status.")]
    public static long ExitStatus([Keyword] int status) => (status >> 8) & 0xFF;

    [PyFunction("WIFSIGNALED", Doc = "Return True if the process returning status was terminated by a signal.")]
    public static bool Signaled([Keyword] int status) => (status & 0x7F) is not (0 or 0x7F);

    [PyFunction("WTERMSIG", Doc = "Return the signal that terminated the process that provided the status value.")]
    public static long TerminatingSignal([Keyword] int status) => status & 0x7F;

    [PyFunction("execv", Doc = "Execute an executable path with arguments, replacing current process.")]
    public static Value ExecV(ThreadState thread, Value path, Value argv) => Execute(thread, "execv", path, argv, Value.Unbound);

    [PyFunction("execve", Doc = "Execute an executable path with arguments, replacing current process.")]
    public static Value ExecVE(ThreadState thread, [Keyword] Value path, [Keyword] Value argv, [Keyword] Value env) => Execute(thread, "execve", path, argv, env);

    private static Value Execute(ThreadState thread, string function, Value path, Value argv, Value env)
    {
        if (!OsPath.TryName(thread, path, function, out OsPath name))
        {
            return Value.Error;
        }

        if (argv.Ref is not (ListObject or TupleObject))
        {
            return thread.TypeError($"{function}() arg 2 must be a tuple or list");
        }

        if (!TryStrings(thread, function, argv, out string[] arguments))
        {
            return Value.Error;
        }

        if (arguments.Length == 0)
        {
            return thread.ValueError($"{function}() arg 2 must not be empty");
        }

        if (arguments[0].Length == 0)
        {
            return thread.ValueError($"{function}() arg 2 first element cannot be empty");
        }

        List<string> variables = [];
        if (env.IsUnbound)
        {
            foreach (global::System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
            {
                variables.Add($"{entry.Key}={entry.Value}");
            }
        }
        else if (!MappingIteration.ForEach(thread, env, variables, static (thread, variables, key, value) =>
            {
                if (!OsPath.TryName(thread, key, "execve", out OsPath variable, "env") || !OsPath.TryName(thread, value, "execve", out OsPath text, "env"))
                {
                    return false;
                }

                if (variable.Text.Length == 0 || variable.Text.Contains('=', StringComparison.Ordinal))
                {
                    thread.ValueError("illegal environment variable name");
                    return false;
                }

                variables.Add($"{variable.Text}={text.Text}");
                return true;
            }))
        {
            return Value.Error;
        }

        StandardStreams.TryFlush(thread, Names.StdOut);
        nint[] argumentPointers = [.. arguments.Select(Marshal.StringToCoTaskMemUTF8), 0];
        nint[] variablePointers = [.. variables.Select(Marshal.StringToCoTaskMemUTF8), 0];
        fixed (nint* first = argumentPointers, second = variablePointers)
        {
            _ = Libc.Execute(name.Text, first, second);
        }

        int error = Marshal.GetLastPInvokeError();
        foreach (nint text in argumentPointers.Concat(variablePointers))
        {
            Marshal.FreeCoTaskMem(text);
        }

        return OSErrors.Raise(thread, error, path, Value.Unbound);
    }

    private static bool TryStrings(ThreadState thread, string function, Value sequence, out string[] result)
    {
        result = [];
        if (Iterables.ToArray(thread, sequence) is not { } items)
        {
            return false;
        }

        result = new string[items.Length];
        bool read = true;
        for (int i = 0; i < items.Length; i++)
        {
            if (read && OsPath.TryName(thread, items[i], function, out OsPath text, "arg 2 item"))
            {
                result[i] = text.Text;
            }
            else
            {
                read = false;
            }

            thread.Release(items[i]);
        }

        return read;
    }

    private static string Kernel(string file, string otherwise)
    {
        try
        {
            return File.ReadAllText($"/proc/sys/kernel/{file}").TrimEnd('\n');
        }
        catch (IOException)
        {
            return otherwise;
        }
    }

    private static double Hundredths(TimeSpan time) => Math.Floor(time.TotalSeconds * 100) / 100;

    private static Value Bytes(string text) => Value.Of(BytesObject.Of(global::System.Text.Encoding.UTF8.GetBytes(text)));
}

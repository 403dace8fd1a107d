using System.Text;
using Pyl.Bytecode;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>
/// Python for a .NET program: an interpreter that runs scripts, calls their functions and lends them functions of the host.
/// Any thread may use it; those that come while another is inside wait. Threads that scripts start run beside it. Values go
/// in and out by copy (see docs/embedding.md), other objects as <see cref="PylObject"/>.
/// </summary>
public sealed class PylEngine : IDisposable
{
    /// <summary>The thread state of the script that has called the host's code on this thread; null outside of such calls.</summary>
    [ThreadStatic]
    private static ThreadState? s_caller;

    private readonly Lock _entry = new();
    private readonly PylRuntime _runtime;
    private bool _disposed;

    /// <summary>Makes an engine.</summary>
    /// <param name="compiler">Compiles source text: <c>Pyl.Compiler.SourceCompiler</c>.</param>
    /// <param name="library">Makes the standard library, <c>Pyl.Stdlib.StandardLibrary</c>, once the mode is chosen: its types depend on that.</param>
    /// <param name="options">What differs from the usual.</param>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    /// <exception cref="InvalidOperationException">The mode is "free", but the process has run an engine with a lock.</exception>
    public PylEngine(ICompiler compiler, Func<ICompiler, IModuleSource> library, EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        var settings = new RuntimeSettings { Arguments = options.Arguments, SearchPath = options.SearchPath };
        ParallelismMode mode = ParallelismModes.Make(options.Mode);
        _runtime = new PylRuntime(mode, compiler, settings, library(compiler));
        _runtime.Interpreter.Builtins.SetName(StrObject.Intern(HostFunctions.Native.Name), Value.Of(HostFunctions.Native));
        _runtime.Thread.BeginBlocking();
        if (options.Output is { } output)
        {
            Define("__host_output__", arguments =>
            {
                output((string)arguments[0]!);
                return null;
            });
            Run("""
                import io, sys
                class HostOutput(io.TextIOBase):
                    def writable(self): return True
                    def write(self, text):
                        __host_output__(text)
                        return len(text)
                sys.stdout = HostOutput()
                del io, sys, HostOutput
                """, "<host>");
        }
    }

    /// <summary>The mode's name.</summary>
    public string Mode => _runtime.Interpreter.Parallelism.Name;

    internal InterpreterState Interpreter => _runtime.Interpreter;

    /// <summary>Runs statements in the module __main__, which keeps its names from call to call.</summary>
    /// <param name="source">The statements.</param>
    /// <param name="name">What tracebacks call it.</param>
    /// <param name="stop">Ends it: KeyboardInterrupt is raised in the script's main thread.</param>
    /// <exception cref="PylException">An exception that the script did not catch; SystemExit too.</exception>
    /// <exception cref="OperationCanceledException">It was ended by <paramref name="stop"/>.</exception>
    public void Run(string source, string name = "<script>", CancellationToken stop = default) =>
        Enter((source, name), static (engine, thread, a) => engine.Execute(thread, Encoding.UTF8.GetBytes(a.source), a.name, CompileMode.Module), stop, convert: false);

    /// <summary>Runs a file in the module __main__.</summary>
    public void RunFile(string path, CancellationToken stop = default)
    {
        byte[] source = File.ReadAllBytes(path);
        Enter((source, path), static (engine, thread, a) => engine.Execute(thread, a.source, a.path, CompileMode.Module), stop, convert: false);
    }

    /// <summary>The value of an expression.</summary>
    public object? Evaluate(string expression, CancellationToken stop = default) =>
        Enter(expression, static (engine, thread, text) => engine.Execute(thread, Encoding.UTF8.GetBytes(text), "<expression>", CompileMode.Eval), stop);

    /// <summary>Calls a function of __main__ by its name.</summary>
    public object? Call(string function, params object?[] arguments) => Call(function, CancellationToken.None, arguments);

    /// <summary>Calls a function of __main__ by its name; <paramref name="stop"/> ends it.</summary>
    public object? Call(string function, CancellationToken stop, params object?[] arguments) =>
        Enter((function, arguments), static (engine, thread, a) => engine.CallName(thread, a.function, a.arguments), stop);

    /// <summary>A variable of __main__; <see cref="PylException"/> (NameError) when there is none.</summary>
    public object? Get(string name) => Enter(name, static (engine, thread, a) => engine.Load(thread, a), default);

    /// <summary>Sets a variable of __main__.</summary>
    public void Set(string name, object? value) => Enter((name, value), static (engine, thread, a) =>
    {
        Value converted = HostConversion.ToPython(thread, a.value);
        if (!converted.IsError)
        {
            engine._runtime.Main.Namespace.SetName(thread, StrObject.Intern(a.name), converted);
        }

        return converted.IsError ? converted : Value.None;
    }, default);

    /// <summary>
    /// Lends scripts a function: a builtin by that name. It runs without the interpreter's lock, on the thread of the script
    /// that calls it. What it throws is a Python exception there: ArgumentException is ValueError, KeyNotFoundException
    /// KeyError, IOException OSError and so on, the rest RuntimeError.
    /// </summary>
    public void Define(string name, Func<object?[], object?> function)
    {
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') || name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            throw new ArgumentException($"'{name}' is no name of a function", nameof(name));
        }

        long number = HostFunctions.Add(this, function);
        Run($"def {name}(*arguments): return __call_host__({number}, *arguments)\n__builtins__.{name} = {name}\ndel {name}", "<host>");
    }

    /// <summary>Ends the interpreter: exit functions run, modules are cleared, what they hold is finalised.</summary>
    public void Dispose()
    {
        lock (_entry)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _runtime.Thread.EndBlocking();
            _runtime.Dispose();
            HostFunctions.Remove(this);
        }
    }

    internal object? GetAttribute(PylObject target, string name) =>
        Enter((target, name), static (_, thread, a) => Attributes.Get(thread, a.target.Value, StrObject.Intern(a.name)), default);

    internal object? CallObject(PylObject target, object?[] arguments) =>
        Enter((target, arguments), static (engine, thread, a) => engine.CallValue(thread, a.target.Value, a.arguments), default);

    internal string TextOf(PylObject target) => (string)Enter(target, static (_, thread, a) => Operators.Str(thread, a.Value), default)!;

    internal void Forget(Value value)
    {
        if (!_disposed)
        {
            Enter(value, static (_, thread, a) =>
            {
                thread.Release(a);
                return Value.None;
            }, default);
        }
    }

    /// <summary>Runs the host's code that a script has called, without the interpreter's lock; it may use the engine.</summary>
    internal object? RunOutside(ThreadState thread, Func<object?[], object?> function, object?[] arguments)
    {
        ThreadState? before = s_caller;
        s_caller = thread;
        thread.BeginBlocking();
        try
        {
            return function(arguments);
        }
        finally
        {
            thread.EndBlocking();
            s_caller = before;
        }
    }

    /// <summary>Does something in the interpreter and converts what comes of it.</summary>
    private object? Enter<TState>(TState state, Func<PylEngine, ThreadState, TState, Value> action, CancellationToken stop, bool convert = true)
    {
        if (s_caller is { } caller && ReferenceEquals(caller.Interpreter, _runtime.Interpreter))
        {
            // Called by a script that this thread runs: the engine is entered already.
            return Enter(caller, state, action, stop, convert);
        }

        lock (_entry)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return Enter(_runtime.Thread, state, action, stop, convert);
        }
    }

    private object? Enter<TState>(ThreadState thread, TState state, Func<PylEngine, ThreadState, TState, Value> action, CancellationToken stop, bool convert)
    {
        stop.ThrowIfCancellationRequested();
        thread.EndBlocking();
        try
        {
            using CancellationTokenRegistration registration = stop.Register(() => Interruption.Raise(thread));
            Value result = action(this, thread, state);
            if (!result.IsError)
            {
                object? converted = convert ? HostConversion.ToHost(this, thread, result) : null;
                thread.Release(result);
                return converted;
            }

            bool interrupted = stop.IsCancellationRequested && thread.Exception!.Type.IsSubtypeOf(ExceptionTypes.KeyboardInterrupt);
            PylException fault = Describe(thread);
            throw interrupted ? new OperationCanceledException("the script was ended", fault, stop) : fault;
        }
        finally
        {
            // The host writes to the same streams: what the script has printed comes before.
            ProgramExit.FlushStandardStreams(thread);
            thread.BeginBlocking();
        }
    }

    private Value Execute(ThreadState thread, byte[] source, string name, CompileMode mode)
    {
        if (!name.StartsWith('<'))
        {
            _runtime.Main.Namespace.SetName(thread, Names.File, Value.Str(name));
        }
        else
        {
            SourceLines.Register(name, Encoding.UTF8.GetString(source));
        }

        Value code = SourceCompilation.Compile(thread, Value.Of(BytesObject.Of(source)), name, mode, new CompileOptions(Interpreter.OptimizeLevel), mode == CompileMode.Eval ? "eval" : "exec");
        return code.Ref is ExecutableCode executable ? Execution.Interpreter.RunCode(thread, executable, _runtime.Main.Namespace, null) : code;
    }

    private Value Load(ThreadState thread, string name)
    {
        Value value = _runtime.Main.Namespace.LoadName(thread, StrObject.Intern(name));
        return value.IsUnbound ? thread.NameError(ExceptionTypes.NameError, $"name '{name}' is not defined", StrObject.Intern(name)) : value;
    }

    private Value CallName(ThreadState thread, string function, object?[] arguments)
    {
        Value callable = Load(thread, function);
        if (callable.IsError)
        {
            return callable;
        }

        Value result = CallValue(thread, callable, arguments);
        thread.Release(callable);
        return result;
    }

    private Value CallValue(ThreadState thread, Value callable, object?[] arguments)
    {
        Value all = HostConversion.ToPython(thread, arguments);
        if (all.Ref is not TupleObject values)
        {
            return all;
        }

        Value result = thread.Call(callable, values.Span);
        thread.Release(all);
        return result;
    }

    /// <summary>Takes the exception that is set.</summary>
    private static PylException Describe(ThreadState thread)
    {
        ExceptionObject exception = thread.TakeException();
        Value value = Value.Of(exception);
        string type = exception.Type.Name;
        string message = Operators.StrText(thread, value) ?? "";
        thread.ClearException();
        string report = message.Length == 0 ? type : $"{type}: {message}";
        Value module = Importing.ImportModule(thread, "traceback");
        if (!module.IsError)
        {
            Value lines = thread.CallMethod(module, StrObject.Intern("format_exception"), value);
            Value text = lines.IsError ? lines : thread.CallMethod(Value.Of(StrObject.Empty), StrObject.Intern("join"), lines);
            report = text.Ref is StrObject whole ? whole.ToString() : report;
            foreach (Value made in (ReadOnlySpan<Value>)[module, lines, text])
            {
                if (!made.IsError)
                {
                    thread.Release(made);
                }
            }
        }

        thread.ClearException();
        thread.Release(value);
        return new PylException(type, message, report);
    }
}

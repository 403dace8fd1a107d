using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>What became of a text that was entered at the prompt.</summary>
public enum PromptOutcome
{
    /// <summary>It has run, or its exception has been reported.</summary>
    Done,

    /// <summary>It is the beginning of a statement.</summary>
    Incomplete,

    /// <summary>The program is to end.</summary>
    Exit,
}

/// <summary>
/// What the interpreter does for a prompt: statements run one by one in __main__, and their values are shown (CPython
/// Python/pythonrun.c PyRun_InteractiveLoop). Reading lines is the host's.
/// </summary>
public sealed class PromptSession
{
    private static readonly StrObject s_ps1 = StrObject.Intern("ps1");
    private static readonly StrObject s_ps2 = StrObject.Intern("ps2");
    private static readonly StrObject s_stdin = StrObject.Intern("stdin");
    private static readonly StrObject s_readLine = StrObject.Intern("readline");

    private readonly PylRuntime _runtime;
    private readonly Func<int, string> _nameOf;
    private int _count;

    /// <param name="runtime">The interpreter.</param>
    /// <param name="nameOf">The file name of the code that is entered as the nth.</param>
    public PromptSession(PylRuntime runtime, Func<int, string> nameOf)
    {
        _runtime = runtime;
        _nameOf = nameOf;
        DictObject sys = Thread.Interpreter.Sys.Namespace;
        foreach ((StrObject name, string text) in (ReadOnlySpan<(StrObject, string)>)[(s_ps1, ">>> "), (s_ps2, "... ")])
        {
            if (sys.GetName(name).IsUnbound)
            {
                sys.SetName(Thread, name, Value.Str(text));
            }
        }
    }

    /// <summary>The status for the process once the outcome is <see cref="PromptOutcome.Exit"/>.</summary>
    public int ExitStatus { get; private set; }

    private ThreadState Thread => _runtime.Thread;

    /// <summary>sys.ps1 or, within a statement, sys.ps2: str() of it, "" when that fails.</summary>
    public string Prompt(bool isContinued)
    {
        Value prompt = Thread.Interpreter.Sys.Namespace.GetName(isContinued ? s_ps2 : s_ps1);
        if (prompt.IsUnbound)
        {
            return "";
        }

        string? text = Operators.StrText(Thread, prompt);
        if (text is null)
        {
            Thread.ClearException();
        }

        return text ?? "";
    }

    /// <summary>Runs the text if it is a whole statement, its newline included.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isLast">No line follows: what is not whole is an error.</param>
    public PromptOutcome Run(string text, bool isLast = false)
    {
        string name = _nameOf(_count);
        var warnings = new List<CompileWarning>();
        bool succeeded;
        try
        {
            var options = new CompileOptions(Thread.Interpreter.OptimizeLevel, AllowIncomplete: !isLast);
            CodeObject code = Thread.Interpreter.Compiler.Compile(text, name, CompileMode.Single, options, warnings);
            SourceLines.Register(name, text);
            _count++;
            succeeded = SourceCompilation.Warn(Thread, warnings) && _runtime.RunMain(code);
        }
        catch (SourceException fault) when (fault.Kind == SourceErrorKind.Incomplete)
        {
            return PromptOutcome.Incomplete;
        }
        catch (SourceException fault)
        {
            SourceCompilation.Raise(Thread, warnings, fault, isStream: false);
            succeeded = false;
        }

        if (!succeeded && Thread.Exception!.Type.IsSubtypeOf(ExceptionTypes.SystemExit))
        {
            ExitStatus = ProgramExit.Report(Thread);
            return PromptOutcome.Exit;
        }

        if (!succeeded)
        {
            ProgramExit.Report(Thread);
        }

        ProgramExit.FlushStandardStreams(Thread);
        return PromptOutcome.Done;
    }

    /// <summary>
    /// Reads a line through sys.stdin, so that input() in the program goes on where the prompt has stopped. Null at the end;
    /// false when Ctrl-C came first.
    /// </summary>
    public bool TryReadLine(out string? line)
    {
        line = null;
        Value stream = StandardStreams.Find(Thread, s_stdin);
        if (stream.IsUnbound)
        {
            return true;
        }

        Thread.Retain(stream);
        Value read = Thread.CallMethod(stream, s_readLine);
        Thread.Release(stream);
        if (read.IsError)
        {
            bool interrupted = Thread.ClearIf(ExceptionTypes.KeyboardInterrupt);
            if (!interrupted)
            {
                // Closed, or no text: the program's input has ended.
                Thread.ClearException();
            }

            return !interrupted;
        }

        string text = (read.Ref as StrObject)?.ToString() ?? "";
        Thread.Release(read);
        line = text.Length == 0 ? null : text;
        return true;
    }

    /// <summary>Names that begin with what was typed: of builtins and __main__ or, behind a dot, of the object before it. Runs user code.</summary>
    public IReadOnlyList<string> Complete(string owner, string start)
    {
        List<string> names = owner.Length == 0 ? NamesInScope() : NamesOf(owner);
        return [.. names.Where(name => name.StartsWith(start, StringComparison.Ordinal) && (start.Length > 0 || !name.StartsWith('_'))).Distinct().Order(StringComparer.Ordinal)];
    }

    private List<string> NamesInScope()
    {
        var names = new List<string>();
        foreach (DictObject ns in (ReadOnlySpan<DictObject>)[_runtime.Main.Namespace, Thread.Interpreter.Builtins])
        {
            DictKeys keys = ns.Keys;
            for (int i = 0; i < keys.Count; i++)
            {
                if (keys.Entries[i].Content is not null && keys.Entries[i].Key.Ref is StrObject name)
                {
                    names.Add(name.ToString());
                }
            }
        }

        return names;
    }

    private List<string> NamesOf(string owner)
    {
        string[] parts = owner.Split('.');
        Value value = _runtime.Main.Namespace.GetName(StrObject.Intern(parts[0]));
        if (value.IsUnbound)
        {
            value = Thread.Interpreter.Builtins.GetName(StrObject.Intern(parts[0]));
        }

        if (value.IsUnbound)
        {
            return [];
        }

        Thread.Retain(value);
        foreach (string part in parts.AsSpan(1))
        {
            Value next = Attributes.TryGet(Thread, value, StrObject.Intern(part));
            Thread.Release(value);
            if (next.IsError || next.IsUnbound)
            {
                Thread.ClearException();
                return [];
            }

            value = next;
        }

        List<string> names = NameSuggestions.NamesOf(Thread, value);
        Thread.ClearException();
        Thread.Release(value);
        return names;
    }
}

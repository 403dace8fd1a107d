using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>Builtin functions that look at namespaces and run code.</summary>
[PyModule("builtins")]
internal static class NamespaceFunctions
{
    private static readonly StrObject s_breakpointHook = StrObject.Intern("breakpointhook");

    private const int TopLevelAwait = 0x2000;
    private const int FutureAnnotations = 0x1000000;
    private const int OnlyAst = 0x400;

    /// <summary>CO_NESTED, what ast and codeop pass (0x200 to 0x8000, but for 0x800), and the flags of __future__.</summary>
    private const int KnownFlags = 0x10 | 0xF600 | 0x1FE0000;

    [PyFunction("breakpoint", Doc = "Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever arguments are passed.\n\nBy default, this drops you into the pdb debugger.")]
    public static Value Breakpoint(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Value hook = thread.Interpreter.Sys.Namespace.GetName(s_breakpointHook);
        if (hook.IsUnbound)
        {
            return thread.RuntimeError("lost sys.breakpointhook");
        }

        thread.Retain(hook);
        Value result = Calls.CallVector(thread, hook, arguments, keywords);
        thread.Release(hook);
        return result;
    }

    [PyFunction("globals")]
    public static Value Globals(ThreadState thread) =>
        thread.CurrentFrame.Globals is { } globals ? thread.Retain(Value.Of(globals)) : thread.SystemError("globals() called without a frame");

    [PyFunction("locals")]
    public static Value Locals(ThreadState thread)
    {
        Frame frame = thread.CurrentFrame;
        if ((frame.Code.Code.Flags & CodeFlags.Optimized) != 0)
        {
            return Value.Of(FrameLifetime.Locals(thread, frame));
        }

        PyObject ns = frame.Namespace ?? frame.Globals;
        return FrameLifetime.WithComprehensionVariables(thread, frame, ns) is { } all ? Value.Of(all) : thread.Retain(Value.Of(ns));
    }

    [PyFunction("__import__")]
    public static Value Import(ThreadState thread, [Keyword] Value name, [Keyword, Optional] Value globals, [Keyword, Optional] Value locals, [Keyword, Optional] Value fromlist, [Keyword] long level = 0)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError("module name must be a string");
        }

        return level < 0 ? thread.ValueError("level must be >= 0") : Importing.Import(thread, text.Intern(), globals, fromlist, (int)level);
    }

    [PyFunction("compile")]
    public static Value Compile(ThreadState thread, [Keyword] Value source, [Keyword] Value filename, [Keyword] StrObject mode, [Keyword] long flags = 0, [Keyword] bool dontInherit = false, [Keyword] long optimize = -1)
    {
        string text = mode.ToString();
        CompileMode? kind = text switch { "exec" => CompileMode.Exec, "eval" => CompileMode.Eval, "single" => CompileMode.Single, _ => null };
        if (kind is null)
        {
            return thread.ValueError("compile() mode must be 'exec', 'eval' or 'single'");
        }

        if ((flags & ~KnownFlags) != 0)
        {
            return thread.ValueError("compile(): unrecognised flags");
        }

        if ((flags & OnlyAst) != 0)
        {
            return thread.ValueError("compile(): syntax trees are not supported by Pyl");
        }

        if (optimize is < -1 or > 2)
        {
            return thread.ValueError("compile(): invalid optimize value");
        }

        string? file = filename.Ref switch
        {
            StrObject str => str.ToString(),
            BytesObject bytes => System.Text.Encoding.UTF8.GetString(bytes.Data),
            _ => null,
        };
        if (file is null)
        {
            return thread.TypeError($"expected str, bytes or os.PathLike object, not {filename.Type.Name}");
        }

        var options = new CompileOptions(optimize < 0 ? thread.Interpreter.OptimizeLevel : (int)optimize, (flags & FutureAnnotations) != 0 || (!dontInherit && InheritsAnnotations(thread)), (flags & TopLevelAwait) != 0);
        return SourceCompilation.Compile(thread, source, file, kind.Value, options, "compile");
    }

    [PyFunction("eval")]
    public static Value Eval(ThreadState thread, Value source, [Keyword, Optional] Value globals, [Keyword, Optional] Value locals) =>
        Run(thread, source, globals, locals, CompileMode.Eval, "eval");

    [PyFunction("exec")]
    public static Value Exec(ThreadState thread, Value source, [Keyword, Optional] Value globals, [Keyword, Optional] Value locals, [KeywordOnly, Optional] Value closure)
    {
        Value result = Run(thread, source, globals, locals, CompileMode.Exec, "exec");
        if (result.IsError)
        {
            return result;
        }

        thread.Release(result);
        return Value.None;
    }

    /// <summary>Whether the calling code was compiled under from __future__ import annotations.</summary>
    private static bool InheritsAnnotations(ThreadState thread) =>
        thread.CurrentFrame.Code is { } code && code.Code.Flags.HasFlag(CodeFlags.FutureAnnotations);

    private static Value Run(ThreadState thread, Value source, Value globals, Value locals, CompileMode mode, string name)
    {
        Frame frame = thread.CurrentFrame;
        bool ownGlobals = globals.IsUnbound || globals.IsNone;
        if (!ownGlobals && globals.Ref is not DictObject)
        {
            return thread.TypeError(
                mode == CompileMode.Eval ? globals.Type.Slot(SpecialMethod.GetItem).IsDefined ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict"
                : $"{name}() globals must be a dict, not {globals.Type.Name}");
        }

        if (!(locals.IsUnbound || locals.IsNone) && !locals.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            return thread.TypeError(mode == CompileMode.Eval ? "locals must be a mapping" : $"{name}() locals must be a mapping or None, not {locals.Type.Name}");
        }

        DictObject globalDict = ownGlobals ? frame.Globals : (DictObject)globals.Ref!;
        if (globalDict.GetName(Names.Builtins).IsUnbound)
        {
            globalDict.SetName(thread, Names.Builtins, thread.Retain(frame.Builtins is null ? Value.Of(thread.Interpreter.Builtins) : Value.Of(frame.Builtins)));
        }

        Value localsOwned;
        if (!(locals.IsUnbound || locals.IsNone))
        {
            localsOwned = thread.Retain(locals);
        }
        else if (ownGlobals)
        {
            localsOwned = Locals(thread);
        }
        else
        {
            localsOwned = thread.Retain(globals);
        }

        if (localsOwned.IsError)
        {
            return localsOwned;
        }

        Value code = source.Ref is ExecutableCode
            ? source
            : SourceCompilation.Compile(thread, source, "<string>", mode, new CompileOptions(thread.Interpreter.OptimizeLevel, InheritsAnnotations(thread)), name);
        Value result = code;
        if (code.Ref is ExecutableCode executable)
        {
            result = executable.Code.FreeNames.Length > 0
                ? thread.TypeError($"code object passed to {name}() may not contain free variables")
                : Interpreter.RunCode(thread, executable, globalDict, localsOwned.Ref);
        }

        thread.Release(localsOwned);
        return result;
    }
}

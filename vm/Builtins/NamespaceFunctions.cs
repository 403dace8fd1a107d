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

    private static readonly StrObject s_ast = StrObject.Intern("ast");
    private static readonly StrObject s_node = StrObject.Intern("AST");
    private static readonly StrObject s_compileTree = StrObject.Intern("_compile_tree");
    private static readonly StrObject s_parseTree = StrObject.Intern("_parse_tree");

    private const int TopLevelAwait = 0x2000;
    private const int FutureAnnotations = 0x1000000;
    private const int OnlyAst = 0x400;
    private const int AllowIncompleteInput = 0x4000;

    /// <summary>CO_NESTED, what ast and codeop pass (0x200 to 0x8000, but for 0x800), and the flags of __future__.</summary>
    private const int KnownFlags = 0x10 | 0xF600 | 0x1FE0000;

    [PyFunction("breakpoint", Doc = "Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever arguments are passed.\n\nBy default, this drops you into the pdb debugger.", Signature = "($module, /, *args, **kws)")]
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

    [PyFunction("globals", Doc = "The namespace of the current module; changes of it are the module's.")]
    public static Value Globals(ThreadState thread) =>
        (thread.CurrentFrame.Globals ?? MainNamespace(thread)) is { } globals ? thread.Retain(Value.Of(globals)) : thread.SystemError("globals() called without a frame");

    /// <summary>What a call that comes from no code at all works in, as that of another interpreter's.</summary>
    private static DictObject? MainNamespace(ThreadState thread) => (thread.Interpreter.Modules.GetName(Names.Main).Ref as ModuleObject)?.Namespace;

    [PyFunction("locals", Doc = "The names of the current scope with their values.")]
    public static Value Locals(ThreadState thread)
    {
        Frame frame = thread.CurrentFrame;
        if (frame.Code is null)
        {
            return Globals(thread);
        }

        if ((frame.Code.Code.Flags & CodeFlags.Optimized) != 0)
        {
            return Value.Of(FrameLifetime.Locals(thread, frame));
        }

        PyObject ns = frame.Namespace ?? frame.Globals;
        return FrameLifetime.WithComprehensionVariables(thread, frame, ns) is { } all ? Value.Of(all) : thread.Retain(Value.Of(ns));
    }

    [PyFunction("__import__", Doc = "Import a module: what the import statement calls. importlib.import_module() is the one to call.")]
    public static Value Import(ThreadState thread, [Keyword] Value name, [Keyword, Optional("None")] Value globals, [Keyword, Optional("None")] Value locals, [Keyword, Optional("()")] Value fromlist, [Keyword] long level = 0)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError("module name must be a string");
        }

        return level < 0 ? thread.ValueError("level must be >= 0") : Importing.Import(thread, text.Intern(), globals, fromlist, (int)level);
    }

    [PyFunction("compile", Doc = "Make a code object of source text or a syntax tree, for exec() or eval().\n\nmode is 'exec' for a module, 'single' for one statement of a prompt, 'eval' for an expression.")]
    public static Value Compile(ThreadState thread, [Keyword] Value source, [Keyword] Value filename, [Keyword] StrObject mode, [Keyword] long flags = 0, [Keyword] bool dontInherit = false, [Keyword] long optimize = -1)
    {
        string text = mode.ToString();
        bool isTree = source.Ref is not (null or StrObject or BytesObject) && IsTree(thread, source);
        if ((flags & OnlyAst) != 0 || isTree)
        {
            return (flags & ~KnownFlags) != 0 ? thread.ValueError("compile(): unrecognised flags") : CompileTree(thread, source, filename, mode, flags, optimize, isTree);
        }

        CompileMode? kind = text switch { "exec" => CompileMode.Exec, "eval" => CompileMode.Eval, "single" => CompileMode.Single, _ => null };
        if (kind is null)
        {
            return thread.ValueError(text == "func_type" ? "compile() mode 'func_type' requires flag PyCF_ONLY_AST" : "compile() mode must be 'exec', 'eval' or 'single'");
        }

        if ((flags & ~KnownFlags) != 0)
        {
            return thread.ValueError("compile(): unrecognised flags");
        }

        if (optimize is < -1 or > 2)
        {
            return thread.ValueError("compile(): invalid optimize value");
        }

        Value path = filename.Ref is StrObject or BytesObject ? thread.Retain(filename) : thread.CallSpecialName(filename, Names.FsPath);
        if (path.IsError)
        {
            return path;
        }

        string? file = path.Ref switch
        {
            StrObject str => str.ToString(),
            BytesObject bytes => System.Text.Encoding.UTF8.GetString(bytes.Data),
            _ => null,
        };
        if (!path.IsUnbound)
        {
            thread.Release(path);
        }

        if (file is null)
        {
            return thread.TypeError($"expected str, bytes or os.PathLike object, not {filename.Type.Name}");
        }

        var options = new CompileOptions(optimize < 0 ? thread.Interpreter.OptimizeLevel : (int)optimize, (flags & FutureAnnotations) != 0 || (!dontInherit && InheritsAnnotations(thread)), (flags & TopLevelAwait) != 0, (flags & AllowIncompleteInput) != 0);
        if (options.AllowIncomplete && kind == CompileMode.Single && source.Ref is StrObject entry && !EndsInContinuation(entry.ToString()))
        {
            // At the prompt every line ends, here the last one does not: one newline more makes the same text of both.
            source = Value.Of(StrObject.Of(entry.ToString() + "\n"));
        }

        return SourceCompilation.Compile(thread, source, file, kind.Value, options, "compile");
    }

    /// <summary>Whether the next line, which there is none of, belongs to the last one.</summary>
    private static bool EndsInContinuation(string text) => text.EndsWith('\\') || text.EndsWith("\\\n", StringComparison.Ordinal);

    [PyFunction("eval", Doc = "The value of an expression, given as text or code, in the namespaces given or the current ones.")]
    public static Value Eval(ThreadState thread, Value source, [Keyword, Optional("None")] Value globals, [Keyword, Optional("None")] Value locals) =>
        Run(thread, source, globals, locals, CompileMode.Eval, "eval");

    [PyFunction("exec", Doc = "Run statements, given as text or code, in the namespaces given or the current ones.")]
    public static Value Exec(ThreadState thread, Value source, [Keyword, Optional("None")] Value globals, [Keyword, Optional("None")] Value locals, [KeywordOnly, Optional("None")] Value closure)
    {
        if (closure.IsUnbound)
        {
            closure = Value.None;
        }

        FunctionObject? function = null;
        if (source.Ref is ExecutableCode code && (code.Code.FreeNames.Length > 0 || !closure.IsNone))
        {
            function = WithClosure(thread, code, closure);
            if (function is null)
            {
                return Value.Error;
            }
        }
        else if (!closure.IsNone)
        {
            return thread.TypeError("closure can only be used when source is a code object");
        }

        Value result = Run(thread, source, globals, locals, CompileMode.Exec, "exec", function);
        if (function is not null)
        {
            RefCount.Release(thread, function);
        }

        if (result.IsError)
        {
            return result;
        }

        thread.Release(result);
        return Value.None;
    }

    /// <summary>Whether a value is a node of the module ast, which only a program that has imported the module can have.</summary>
    private static bool IsTree(ThreadState thread, Value source)
    {
        if (thread.Interpreter.Modules.GetName(s_ast).Ref is not ModuleObject module || module.Namespace.GetName(s_node).Ref is not TypeObject node)
        {
            return false;
        }

        return source.Type.IsSubtypeOf(node);
    }

    /// <summary>compile() where the module ast has its part: trees in or out.</summary>
    private static Value CompileTree(ThreadState thread, Value source, Value filename, StrObject mode, long flags, long optimize, bool isTree)
    {
        Value module = Importing.ImportModule(thread, s_ast.ToString());
        if (module.IsError)
        {
            return module;
        }

        Value file = filename.Ref is BytesObject bytes ? Value.Str(System.Text.Encoding.UTF8.GetString(bytes.Data)) : filename;
        Value result = isTree
            ? thread.CallMethod(module, s_compileTree, source, file, Value.Of(mode), Value.Int(flags | (InheritsAnnotations(thread) ? (long)FutureAnnotations : 0L)), Value.Int(optimize))
            : thread.CallMethod(module, s_parseTree, source, file, Value.Of(mode));
        thread.Release(module);
        return result;
    }

    /// <summary>Whether the calling code was compiled under from __future__ import annotations.</summary>
    private static bool InheritsAnnotations(ThreadState thread) =>
        thread.CurrentFrame.Code is { } code && code.Code.Flags.HasFlag(CodeFlags.FutureAnnotations);

    /// <summary>A function that carries the cells for code with free variables; null with TypeError set when they do not fit.</summary>
    private static FunctionObject? WithClosure(ThreadState thread, ExecutableCode code, Value closure)
    {
        int free = code.Code.FreeNames.Length;
        if (free == 0)
        {
            thread.TypeError("cannot use a closure with this code object");
            return null;
        }

        if (closure.Ref is not TupleObject cells || cells.Length != free)
        {
            thread.TypeError($"code object requires a closure of exactly length {free}");
            return null;
        }

        var given = new CellObject[free];
        for (int i = 0; i < free; i++)
        {
            if (cells.Items[i].Ref is not CellObject cell)
            {
                thread.TypeError("closure can only contain cells");
                return null;
            }

            given[i] = cell;
            RefCount.Retain(thread, cell);
        }

        return new FunctionObject(thread, code, thread.CurrentFrame.Globals, thread.CurrentFrame.Builtins, given);
    }

    private static Value Run(ThreadState thread, Value source, Value globals, Value locals, CompileMode mode, string name, FunctionObject? function = null)
    {
        Frame? frame = thread.CurrentFrame;
        bool ownGlobals = globals.IsUnbound || globals.IsNone;
        if (ownGlobals && frame?.Globals is null)
        {
            // Called by another interpreter, without a frame: what runs is the main module's.
            Value main = thread.Interpreter.Modules.GetName(Names.Main);
            if (main.Ref is not ModuleObject module)
            {
                return thread.SystemError("globals and locals cannot be NULL");
            }

            globals = Value.Of(module.Namespace);
            ownGlobals = false;
        }

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

        DictObject globalDict = ownGlobals ? frame!.Globals : (DictObject)globals.Ref!;
        if (globalDict.GetName(Names.Builtins).IsUnbound)
        {
            globalDict.SetName(thread, Names.Builtins, thread.Retain(frame?.Builtins is null ? Value.Of(thread.Interpreter.Builtins) : Value.Of(frame.Builtins)));
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
            FunctionObject? awaiting = null;
            if (function is null && (executable.Code.Flags & CodeFlags.Coroutine) != 0)
            {
                function = awaiting = new FunctionObject(thread, executable, globalDict, Interpreter.BuiltinsOf(thread, globalDict), []);
            }

            result = executable.Code.FreeNames.Length > 0 && function is null
                ? thread.TypeError($"code object passed to {name}() may not contain free variables")
                : Interpreter.RunCode(thread, executable, globalDict, localsOwned.Ref, function);
            if (awaiting is not null)
            {
                RefCount.Release(thread, awaiting);
            }
        }

        thread.Release(localsOwned);
        return result;
    }
}

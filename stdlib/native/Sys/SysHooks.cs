using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What sys does unless a program puts something else in its place.</summary>
[PyModule("sys")]
internal static class SysHooks
{
    private static readonly StrObject s_underscore = StrObject.Intern("_");

    [PyFunction("displayhook", Doc = "Print an object to sys.stdout and also save it in builtins._")]
    public static Value DisplayHook(ThreadState thread, Value value)
    {
        if (value.IsNone)
        {
            return Value.None;
        }

        // Set to None first, so that a failing repr does not find the last one.
        DictObject builtins = thread.Interpreter.Builtins;
        builtins.SetName(thread, s_underscore, Value.None);
        Value text = Operators.Repr(thread, value);
        if (text.IsError)
        {
            return text;
        }

        Value output = StandardStreams.Find(thread, Names.StdOut);
        if (output.IsUnbound)
        {
            thread.Release(text);
            return thread.RuntimeError("lost sys.stdout");
        }

        thread.Retain(output);
        bool written = Write(thread, output, text) && Write(thread, output, Value.Str("\n"));
        thread.Release(output);
        thread.Release(text);
        if (!written)
        {
            return Value.Error;
        }

        builtins.SetName(thread, s_underscore, thread.Retain(value));
        return Value.None;
    }

    [PyFunction("excepthook", Doc = "Handle an exception by displaying it with a traceback on sys.stderr.")]
    public static Value ExceptHook(ThreadState thread, [Keyword("exctype")] Value type, Value value, Value traceback)
    {
        if (value.Ref is ExceptionObject exception)
        {
            if (traceback.Ref is TracebackObject given && exception.Traceback is null)
            {
                exception.Traceback = (TracebackObject)thread.Retain(Value.Of(given)).Ref!;
            }

            ExceptionReport.Write(thread, exception);
        }
        else
        {
            StandardStreams.WriteError(thread, value.IsNone ? "NoneType: None\n" : $"TypeError: print_exception(): Exception expected for value, {value.Type.Name} found\n");
        }

        StandardStreams.TryFlush(thread, Names.StdErr);
        return Value.None;
    }

    [PyFunction("unraisablehook", Doc = "Handle an unraisable exception.")]
    public static Value UnraisableHook(ThreadState thread, Value unraisable)
    {
        if (unraisable.Ref is not StructSequenceObject arguments || !ReferenceEquals(unraisable.Type, Unraisable.ArgumentsType.Type))
        {
            return thread.TypeError("sys.unraisablehook argument type must be UnraisableHookArgs");
        }

        Value message = arguments.Field(3);
        Value where = arguments.Field(4);
        string text = message.IsNone ? "Exception ignored in" : message.Ref!.ToString()!;
        text = where.IsNone ? text + ":" : $"{text}: {Unraisable.Describe(thread, where)}";
        Unraisable.Write(thread, text, arguments.Field(1).Ref as ExceptionObject);
        return Value.None;
    }

    [PyFunction("breakpointhook", Doc = "This hook function is called by built-in breakpoint().")]
    public static Value BreakpointHook(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        string? wanted = thread.Interpreter.Settings.IgnoreEnvironment ? null : Environment.GetEnvironmentVariable("PYTHONBREAKPOINT");
        if (wanted == "0")
        {
            return Value.None;
        }

        wanted = string.IsNullOrEmpty(wanted) ? "pdb.set_trace" : wanted;
        int dot = wanted.LastIndexOf('.');
        Value module = Importing.ImportModule(thread, dot < 0 ? "builtins" : wanted[..dot]);
        Value function = module.IsError ? module : Attributes.Get(thread, module, StrObject.Intern(wanted[(dot + 1)..]));
        if (!module.IsError)
        {
            thread.Release(module);
        }

        if (function.IsError)
        {
            thread.ClearException();
            return Warn(thread, $"Ignoring unimportable $PYTHONBREAKPOINT: \"{wanted}\"");
        }

        Value result = Calls.CallVector(thread, function, arguments, keywords);
        thread.Release(function);
        return result;
    }

    private static Value Warn(ThreadState thread, string message)
    {
        Value warnings = Importing.ImportModule(thread, "warnings");
        if (warnings.IsError)
        {
            return warnings;
        }

        Value result = thread.CallMethod(warnings, StrObject.Intern("warn"), Value.Str(message), Value.Of(ExceptionTypes.RuntimeWarning));
        thread.Release(warnings);
        return result;
    }

    private static bool Write(ThreadState thread, Value output, Value text)
    {
        Value result = thread.CallMethod(output, Names.Write, text);
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }
}

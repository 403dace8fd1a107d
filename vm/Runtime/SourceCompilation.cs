using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Source given by a program: compile(), exec(), eval().</summary>
internal static class SourceCompilation
{
    private static readonly StrObject s_warnings = StrObject.Intern("warnings");
    private static readonly StrObject s_warnExplicit = StrObject.Intern("warn_explicit");

    /// <summary>A code object, uncounted, or Error.</summary>
    public static Value Compile(ThreadState thread, Value source, string file, CompileMode mode, CompileOptions options, string function, bool isStream = false)
    {
        if (source.Ref is StrObject str && HasLoneSurrogate(str.ToString()))
        {
            // Source is UTF-8: what that cannot say is no source.
            return TextCoding.Encode(thread, str, "utf-8", "strict");
        }

        var warnings = new List<CompileWarning>(1);
        try
        {
            CodeObject? code = source.Ref switch
            {
                StrObject text => thread.Interpreter.Compiler.Compile(mode == CompileMode.Eval ? text.ToString().TrimStart(' ', '\t') : text.ToString(), file, mode, options, warnings),
                BytesObject bytes => thread.Interpreter.Compiler.Compile(bytes.Data, file, mode, options, warnings),
                { } other when Buffers.TryGet(thread, source, out ReadOnlySpan<byte> bytes) => thread.Interpreter.Compiler.Compile(bytes.ToArray(), file, mode, options, warnings),
                _ => null,
            };
            if (code is null)
            {
                thread.ClearException();
                return thread.TypeError($"{function}() arg 1 must be a string, bytes or {(function == "compile" ? "AST" : "code")} object");
            }

            return Warn(thread, warnings) ? Value.Of(new ExecutableCode(code)) : Value.Error;
        }
        catch (SourceException error)
        {
            return SourceErrors.Raise(thread, error, isStream);
        }
    }

    private static bool HasLoneSurrogate(string text)
    {
        int at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            at++;
        }

        return false;
    }

    /// <summary>A warning that a filter has made an exception is a SyntaxError at its place (CPython _PyErr_EmitSyntaxWarning).</summary>
    private static void BecomeError(ThreadState thread, CompileWarning warning)
    {
        if (!thread.ClearIf(ExceptionTypes.SyntaxWarning))
        {
            return;
        }

        string? text = warning.FileName.StartsWith('<') ? null : SourceLines.Get(warning.FileName, warning.Line);
        SourceErrors.Raise(thread, new SourceException(
            SourceErrorKind.Syntax, warning.Message, warning.FileName, warning.Line, warning.Offset, text is null ? null : text + "\n", warning.EndLine, warning.EndOffset));
    }

    /// <summary>Hands the compiler's warnings to the module warnings; false when one became an exception.</summary>
    public static bool Warn(ThreadState thread, List<CompileWarning> found)
    {
        foreach (CompileWarning warning in found)
        {
            Value module = Importing.ImportModule(thread, s_warnings.ToString());
            if (module.IsError)
            {
                return false;
            }

            Value result = thread.CallMethod(module, s_warnExplicit, Value.Str(warning.Message), Value.Of(ExceptionTypes.SyntaxWarning), Value.Str(warning.FileName), Value.Int(warning.Line));
            thread.Release(module);
            if (result.IsError)
            {
                BecomeError(thread, warning);
                return false;
            }

            thread.Release(result);
        }

        return true;
    }
}

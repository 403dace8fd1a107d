using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Source given by a program: compile(), exec(), eval().</summary>
internal static class SourceCompilation
{
    /// <summary>What a warning says of the future is left out of the error: that is here.</summary>
    private const string Future = " Such sequences will not work in the future.";

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

            return Warn(thread, warnings, (source.Ref as StrObject)?.ToString()) ? Value.Of(new ExecutableCode(code)) : Value.Error;
        }
        catch (SourceException error)
        {
            return Raise(thread, warnings, error, isStream, (source.Ref as StrObject)?.ToString());
        }
    }

    /// <summary>Raises an error of the source after the warnings that were found before it; the first that a filter makes an exception takes its place.</summary>
    public static Value Raise(ThreadState thread, List<CompileWarning> warnings, SourceException error, bool isStream, string? source = null) =>
        Warn(thread, warnings, source) ? SourceErrors.Raise(thread, error, isStream) : Value.Error;

    /// <summary>False with UnicodeEncodeError set when UTF-8 cannot say a text.</summary>
    public static bool CheckUtf8(ThreadState thread, StrObject text)
    {
        if (!HasLoneSurrogate(text.ToString()))
        {
            return true;
        }

        TextCoding.Encode(thread, text, "utf-8", "strict");
        return false;
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
    private static void BecomeError(ThreadState thread, CompileWarning warning, string? source)
    {
        if (!thread.ClearIf(ExceptionTypes.SyntaxWarning))
        {
            return;
        }

        string? text = source is not null ? LineOf(source, warning.Line)
            : warning.FileName.StartsWith('<') ? null
            : SourceLines.Get(warning.FileName, warning.Line);
        SourceErrors.Raise(thread, new SourceException(
            SourceErrorKind.Syntax, warning.Message.Replace(Future, "", StringComparison.Ordinal), warning.FileName, warning.Line, warning.Offset, text is null ? null : text + "\n", warning.EndLine, warning.EndOffset));
    }

    private static string? LineOf(string source, int line)
    {
        string[] lines = source.Split('\n');
        return line >= 1 && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : null;
    }

    /// <summary>Hands the compiler's warnings to the module warnings; false when one became an exception.</summary>
    /// <param name="thread">Who compiles.</param>
    /// <param name="found">The warnings.</param>
    /// <param name="source">The text, for the line that the exception shows; null for a file, which is read.</param>
    public static bool Warn(ThreadState thread, List<CompileWarning> found, string? source = null)
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
                BecomeError(thread, warning, source);
                return false;
            }

            thread.Release(result);
        }

        return true;
    }
}

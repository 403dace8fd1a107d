using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>print() and input().</summary>
[PyModule("builtins")]
internal static class OutputFunctions
{
    private static readonly StrObject s_space = StrObject.Intern(" ");
    private static readonly StrObject s_newline = StrObject.Intern("\n");
    private static readonly StrObject s_readLine = StrObject.Intern("readline");

    [PyFunction("print", Doc = "Write the values to a text stream, sys.stdout by default.\n\nsep stands between them, end behind the last; flush says whether the stream is flushed.")]
    public static Value Print(ThreadState thread, ReadOnlySpan<Value> args, [KeywordOnly, Optional("' '")] Value sep, [KeywordOnly, Optional("'\\n'")] Value end, [KeywordOnly, Optional("None")] Value file, [KeywordOnly, Optional("False")] Value flush)
    {
        if (file.IsUnbound || file.IsNone)
        {
            file = thread.Interpreter.Sys.Namespace.GetName(Names.StdOut);
            if (file.IsUnbound)
            {
                return thread.RuntimeError("lost sys.stdout");
            }

            if (file.IsNone)
            {
                return Value.None;
            }
        }

        if (Separator(thread, sep, s_space, "sep") is not { } separator || Separator(thread, end, s_newline, "end") is not { } ending)
        {
            return Value.Error;
        }

        thread.Retain(file);
        bool written = file.Ref is ITextOutput { IsPlain: true } output
            ? PrintLine(thread, output, args, separator, ending)
            : PrintPieces(thread, file, args, separator, ending);
        if (written && !flush.IsUnbound)
        {
            int wanted = Operators.IsTrue(thread, flush);
            written = wanted == 0 || (wanted > 0 && Flush(thread, file));
        }

        thread.Release(file);
        return written ? Value.None : Value.Error;
    }

    [PyFunction("input", Doc = "Read a line from standard input, without its newline, behind a prompt.")]
    public static Value Input(ThreadState thread, [Optional("''")] Value prompt)
    {
        Value output = thread.Interpreter.Sys.Namespace.GetName(Names.StdOut);
        Value input = thread.Interpreter.Sys.Namespace.GetName(Names.StdIn);
        if (input.IsUnbound || input.IsNone)
        {
            return thread.RuntimeError("lost sys.stdin");
        }

        // What a stream's own methods do may take both streams off sys.
        thread.Retain(input);
        bool asked = true;
        if (!output.IsUnbound && !output.IsNone)
        {
            thread.Retain(output);
            asked = prompt.IsUnbound || WriteText(thread, output, prompt);
            if (asked && !Flush(thread, output))
            {
                // Not every object that stands for sys.stdout can do that, and the prompt is out.
                thread.ClearException();
            }

            thread.Release(output);
        }

        Value line = asked ? thread.CallMethod(input, s_readLine) : Value.Error;
        thread.Release(input);
        if (line.IsError)
        {
            return line;
        }

        if (line.Ref is not StrObject text)
        {
            thread.Release(line);
            return thread.TypeError("object.readline() returned non-string");
        }

        if (text.Length == 0)
        {
            return thread.Raise(ExceptionTypes.EOFError, "EOF when reading a line");
        }

        string read = text.ToString();
        return Value.Str(read.EndsWith('\n') ? read[..^1] : read);
    }

    /// <summary>To a stream of ours: in one piece as far as other threads are concerned.</summary>
    private static bool PrintLine(ThreadState thread, ITextOutput output, ReadOnlySpan<Value> args, StrObject separator, StrObject ending)
    {
        if (args.Length == 0)
        {
            return output.TryWrite(thread, ending);
        }

        if (args.Length == 1)
        {
            Value text = Operators.Str(thread, args[0]);
            bool written = !text.IsError && output.TryWrite(thread, (StrObject)text.Ref!, ending);
            thread.Release(text.IsError ? Value.None : text);
            return written;
        }

        // What a print() that has called this one's __str__ holds back comes first.
        PrintedLine line = thread.Line ??= new PrintedLine();
        if (!line.TrySettle(thread))
        {
            return false;
        }

        for (int i = 0; i < args.Length; i++)
        {
            if (i > 0)
            {
                line.Add(output, separator);
            }

            Value text = Operators.Str(thread, args[i]);
            if (text.IsError)
            {
                line.SettleBeside(thread);
                return false;
            }

            line.Add(output, (StrObject)text.Ref!);
            thread.Release(text);
        }

        line.Add(output, ending);
        return line.TrySettle(thread);
    }

    /// <summary>To an object of the program's: a call of write() for every piece, as it comes.</summary>
    private static bool PrintPieces(ThreadState thread, Value file, ReadOnlySpan<Value> args, StrObject separator, StrObject ending)
    {
        bool written = true;
        for (int i = 0; i < args.Length && written; i++)
        {
            written = (i == 0 || Write(thread, file, Value.Of(separator))) && WriteText(thread, file, args[i]);
        }

        return written && Write(thread, file, Value.Of(ending));
    }

    private static StrObject? Separator(ThreadState thread, Value value, StrObject standard, string name)
    {
        if (value.IsUnbound || value.IsNone)
        {
            return standard;
        }

        if (value.Ref is StrObject text)
        {
            return text;
        }

        thread.TypeError($"{name} must be None or a string, not {value.Type.Name}");
        return null;
    }

    private static bool WriteText(ThreadState thread, Value file, Value value)
    {
        Value text = Operators.Str(thread, value);
        if (text.IsError)
        {
            return false;
        }

        bool written = Write(thread, file, text);
        thread.Release(text);
        return written;
    }

    private static bool Write(ThreadState thread, Value file, Value text)
    {
        if (file.Ref is ITextOutput { IsPlain: true } output && text.Ref is StrObject str)
        {
            return output.TryWrite(thread, str);
        }

        Value result = thread.CallMethod(file, Names.Write, text);
        thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }

    private static bool Flush(ThreadState thread, Value file)
    {
        if (file.Ref is ITextOutput { IsPlain: true } output)
        {
            return output.TryFlush(thread);
        }

        Value result = thread.CallMethod(file, Names.Flush);
        thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }
}

using System.Globalization;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset])).</summary>
[PyType("SyntaxError", typeof(ExceptionObject), Doc = "Invalid syntax.")]
internal static class SyntaxErrorMethods
{
    internal static TypeObject Type => ExceptionTypes.SyntaxError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (BaseExceptionMethods.Init(thread, self, arguments, keywords).IsError)
        {
            return Value.Error;
        }

        if (arguments.Length >= 1)
        {
            ExceptionMembers.Set(thread, self, ExceptionMembers.SyntaxMessage, arguments[0]);
        }

        if (arguments.Length != 2)
        {
            return Value.None;
        }

        // Called again, __init__ leaves nothing of an older place.
        for (int i = ExceptionMembers.EndLine; i <= ExceptionMembers.EndOffset; i++)
        {
            if (!ExceptionMembers.Peek(self, i).IsUnbound)
            {
                ExceptionMembers.Set(thread, self, i, Value.Unbound);
            }
        }

        var info = new List<Value>();
        using (var iteration = new Iteration(thread, arguments[1]))
        {
            while (iteration.MoveNext(out Value item))
            {
                info.Add(item);
            }
        }

        bool done = !thread.HasException && Fill(thread, self, info);
        foreach (Value item in info)
        {
            thread.Release(item);
        }

        return done ? Value.None : Value.Error;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self)
    {
        Value message = ExceptionMembers.Peek(self, ExceptionMembers.SyntaxMessage);
        string? text = Operators.StrText(thread, message.IsUnbound ? Value.None : message);
        if (text is null)
        {
            return Value.Error;
        }

        string? file = ExceptionMembers.Peek(self, ExceptionMembers.SyntaxFileName).Ref is StrObject name ? BaseName(name.ToString()) : null;
        Value line = ExceptionMembers.Peek(self, ExceptionMembers.Line);
        string? lineText = line.IsInt ? line.Bits.ToString(CultureInfo.InvariantCulture) : null;
        return Value.Str((file, lineText) switch
        {
            (null, null) => text,
            (null, _) => $"{text} (line {lineText})",
            (_, null) => $"{text} ({file})",
            _ => $"{text} ({file}, line {lineText})",
        });
    }

    [PyGetter("msg")]
    public static Value Message(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.SyntaxMessage);

    [PySetter("msg")]
    public static bool SetMessage(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.SyntaxMessage, value);

    [PyGetter("filename")]
    public static Value FileName(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.SyntaxFileName);

    [PySetter("filename")]
    public static bool SetFileName(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.SyntaxFileName, value);

    [PyGetter("lineno")]
    public static Value Line(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Line);

    [PySetter("lineno")]
    public static bool SetLine(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Line, value);

    [PyGetter("offset")]
    public static Value Offset(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Offset);

    [PySetter("offset")]
    public static bool SetOffset(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Offset, value);

    [PyGetter("text")]
    public static Value Text(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.SourceLine);

    [PySetter("text")]
    public static bool SetText(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.SourceLine, value);

    [PyGetter("end_lineno")]
    public static Value EndLine(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.EndLine);

    [PySetter("end_lineno")]
    public static bool SetEndLine(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.EndLine, value);

    [PyGetter("end_offset")]
    public static Value EndOffset(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.EndOffset);

    [PySetter("end_offset")]
    public static bool SetEndOffset(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.EndOffset, value);

    [PyGetter("print_file_and_line")]
    public static Value PrintFileAndLine(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.PrintFileAndLine);

    [PySetter("print_file_and_line")]
    public static bool SetPrintFileAndLine(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.PrintFileAndLine, value);

    [PyGetter("_metadata")]
    public static Value Metadata(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.SyntaxMetadata);

    [PySetter("_metadata")]
    public static bool SetMetadata(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.SyntaxMetadata, value);

    private static bool Fill(ThreadState thread, ExceptionObject self, List<Value> info)
    {
        if (info.Count is < 4 or > 7)
        {
            thread.TypeError(info.Count < 4
                ? $"function takes at least 4 arguments ({info.Count} given)"
                : $"function takes at most 7 arguments ({info.Count} given)");
            return false;
        }

        for (int i = 0; i < Math.Min(info.Count, 6); i++)
        {
            ExceptionMembers.Set(thread, self, ExceptionMembers.SyntaxFileName + i, info[i]);
        }

        if (info.Count == 7)
        {
            ExceptionMembers.Set(thread, self, ExceptionMembers.SyntaxMetadata, info[6]);
        }

        if (info.Count == 5 && !info[4].IsNone)
        {
            thread.TypeError("end_offset must be provided when end_lineno is provided");
            return false;
        }

        return true;
    }

    private static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];
}

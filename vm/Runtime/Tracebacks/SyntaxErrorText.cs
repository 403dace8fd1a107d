using System.Text;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>A SyntaxError as it is printed: file and line, the source line, carets, the message.</summary>
internal static class SyntaxErrorText
{
    public static string Of(ThreadState thread, ExceptionObject error)
    {
        var text = new StringBuilder();
        Value line = Member(error, ExceptionMembers.Line);
        Value file = Member(error, ExceptionMembers.SyntaxFileName);
        SourceException? better = SyntaxSuggestions.Find(thread, error);
        string suffix = "";
        if (!line.IsNone)
        {
            string fileText = file.IsNone ? "<string>" : ExceptionText.SafeText(thread, file, "filename", isRepr: false);
            text.Append("  File \"").Append(fileText.Length == 0 ? "<string>" : StackText.Shown(fileText)).Append("\", line ")
                .Append(ExceptionText.SafeText(thread, line, "lineno", isRepr: false)).Append('\n');
        }
        else if (!file.IsNone)
        {
            suffix = $" ({ExceptionText.SafeText(thread, file, "filename", isRepr: false)})";
        }

        if (Member(error, ExceptionMembers.SourceLine).Ref is StrObject source)
        {
            AppendSource(text, error, source.ToString(), better);
        }

        Value message = Member(error, ExceptionMembers.SyntaxMessage);
        string messageText = better is not null ? better.Message : message.IsNone ? "" : ExceptionText.SafeText(thread, message, "exception", isRepr: false);
        return text.Append(ExceptionText.TypeName(error.Type)).Append(": ")
            .Append(messageText.Length == 0 ? "<no detail available>" : messageText).Append(suffix).Append('\n').ToString();
    }

    private static void AppendSource(StringBuilder text, ExceptionObject error, string source, SourceException? better)
    {
        string right = source.TrimEnd('\n');
        string left = right.TrimStart(' ', '\n', '\f');
        int spaces = right.Length - left.Length;
        text.Append("    ").Append(left).Append('\n');
        Value offsetValue = better is null ? Member(error, ExceptionMembers.Offset) : Value.Int(better.Offset);
        if (!offsetValue.IsInt)
        {
            return;
        }

        // Offsets count code points, the text is UTF-16.
        long offset = ToUtf16(source, offsetValue.Bits);
        Value endValue = better is null ? Member(error, ExceptionMembers.EndOffset) : Value.Int(better.EndOffset);
        Value line = Member(error, ExceptionMembers.Line);
        Value endLine = better is null ? Member(error, ExceptionMembers.EndLine) : line;
        long end = line.Same(endLine)
            ? endValue.IsInt && endValue.Bits != 0 ? ToUtf16(source, endValue.Bits) : offset
            : right.Length + 1;
        if (source.Length != 0 && offset > source.Length)
        {
            offset = source.Length + 1;
            end = end > source.Length ? offset + 1 : end;
        }

        if (offset >= end || end < 0)
        {
            end = offset + 1;
        }

        int column = (int)(offset - 1 - spaces);
        if (column < 0)
        {
            return;
        }

        text.Append("    ");
        for (int i = 0; i < column; i++)
        {
            // Tabs stay tabs, so that the caret stands right.
            text.Append(i < left.Length && char.IsWhiteSpace(left[i]) ? left[i] : ' ');
        }

        text.Append('^', (int)Math.Max(1, end - 1 - spaces - column)).Append('\n');
    }

    private static long ToUtf16(string source, long offset)
    {
        if (offset <= 0 || !source.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF'))
        {
            return offset;
        }

        int index = DisplayWidth.Utf16Index(source, (int)Math.Min(offset - 1, int.MaxValue));
        return index + 1;
    }

    private static Value Member(ExceptionObject error, int index)
    {
        Value value = ExceptionMembers.Peek(error, index);
        return value.IsUnbound ? Value.None : value;
    }
}

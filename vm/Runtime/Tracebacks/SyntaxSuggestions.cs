using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>"Did you mean 'while'?" for SyntaxError, found when it is printed (CPython 3.14 Lib/traceback.py, _find_keyword_typos).</summary>
internal static class SyntaxSuggestions
{
    private const int SourceIndex = 2;

    /// <summary>The error with a better message and place; null when there is none, or the error is not the compiler's own.</summary>
    public static SourceException? Find(ThreadState thread, ExceptionObject error)
    {
        if (ExceptionMembers.Peek(error, ExceptionMembers.SyntaxMessage).Ref is not StrObject message
            || ExceptionMembers.Peek(error, ExceptionMembers.SyntaxMetadata).Ref is not TupleObject { Length: 3 } metadata
            || metadata.Span[SourceIndex].Ref is not StrObject source
            || Number(error, ExceptionMembers.Line) is not { } line
            || Number(error, ExceptionMembers.Offset) is not { } offset)
        {
            return null;
        }

        string? text = (ExceptionMembers.Peek(error, ExceptionMembers.SourceLine).Ref as StrObject)?.ToString();
        return thread.Interpreter.Compiler.Improve(new SourceException(SourceErrorKind.Syntax, message.ToString(), null, line, offset, text, line, offset), source.ToString());
    }

    private static int? Number(ExceptionObject error, int index)
    {
        Value value = ExceptionMembers.Peek(error, index);
        return value.IsInt && !value.IsUnbound ? (int)Math.Clamp(value.Bits, -1, int.MaxValue) : null;
    }
}

using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Invalid source as SyntaxError and its subclasses.</summary>
internal static class SourceErrors
{
    /// <summary>The parser met the end of the text, which is a token without a place; the lexer's errors have no end either.</summary>
    private static bool IsAtEnd(SourceException error) => error.EndOffset < 0 && !error.Message.StartsWith("unindent", StringComparison.Ordinal);

    /// <summary>Raises the Python exception; its arguments are (message, (file, line, offset, text, end line, end offset)).</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="error">What the compiler has thrown.</param>
    /// <param name="isStream">
    /// The source is the main program: CPython reads that line by line and, at its end, has no column any more to show.
    /// </param>
    public static Value Raise(ThreadState thread, SourceException error, bool isStream = false)
    {
        if (error.Kind is SourceErrorKind.TooDeep or SourceErrorKind.Memory)
        {
            return thread.Raise(error.Kind == SourceErrorKind.Memory ? ExceptionTypes.MemoryError : ExceptionTypes.RecursionError, error.Message);
        }

        TypeObject type = error.Kind switch
        {
            SourceErrorKind.Indentation => ExceptionTypes.IndentationError,
            SourceErrorKind.Tab => ExceptionTypes.TabError,
            SourceErrorKind.Incomplete => ExceptionTypes.IncompleteInputError,
            _ => ExceptionTypes.SyntaxError,
        };
        ReadOnlySpan<Value> place =
        [
            error.FileName is null ? Value.None : Value.Str(error.FileName),
            Value.Int(error.Line),
            Value.Int(isStream && IsAtEnd(error) ? 0 : error.Offset),
            error.Text is null ? Value.None : Value.Str(error.Text),
            Value.Int(error.EndLine),
            Value.Int(error.EndOffset),
        ];

        // A fault of a file as a whole, such as an unknown encoding, has no end, and one of a text has no place at all.
        bool isWholeFile = error.Line == 0 && error.Offset < 0;
        Value location = Value.Of(new TupleObject(BuiltinTypes.Tuple, (isWholeFile ? place[..4] : place).ToArray()));
        Value exception = error.Line == 0 && !isWholeFile ? thread.Call(Value.Of(type), Value.Str(error.Message)) : thread.Call(Value.Of(type), Value.Str(error.Message), location);
        if (exception.Ref is not ExceptionObject made)
        {
            return exception;
        }

        if (error.WholeText is { } source)
        {
            // Line and column where the source starts, then the source: what traceback.py looks for.
            ExceptionMembers.Set(thread, made, ExceptionMembers.SyntaxMetadata, Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(0), Value.Int(0), Value.Str(source)])));
        }

        return thread.RaiseObject(made);
    }
}

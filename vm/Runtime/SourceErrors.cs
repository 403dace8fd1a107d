using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Invalid source as SyntaxError and its subclasses.</summary>
internal static class SourceErrors
{
    /// <summary>Raises the Python exception; its arguments are (message, (file, line, offset, text, end line, end offset)).</summary>
    public static Value Raise(ThreadState thread, SourceException error)
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
        Value location = Value.Of(new TupleObject(BuiltinTypes.Tuple,
        [
            error.FileName is null ? Value.None : Value.Str(error.FileName),
            Value.Int(error.Line),
            Value.Int(error.Offset),
            error.Text is null ? Value.None : Value.Str(error.Text),
            Value.Int(error.EndLine),
            Value.Int(error.EndOffset),
        ]));
        // A fault of the text as a whole, such as a null byte, has no place.
        Value exception = error.Line == 0 ? thread.Call(Value.Of(type), Value.Str(error.Message)) : thread.Call(Value.Of(type), Value.Str(error.Message), location);
        return exception.IsError ? exception : thread.RaiseObject((ExceptionObject)exception.Ref!);
    }
}

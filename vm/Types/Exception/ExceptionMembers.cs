using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Indices into <see cref="ExceptionObject.Members"/> of the attributes that only some exception classes have, and access to them.</summary>
internal static class ExceptionMembers
{
    /// <summary>AttributeError.name, NameError.name, ImportError.name.</summary>
    public const int Name = 0;

    /// <summary>AttributeError.obj.</summary>
    public const int Object = 1;

    /// <summary>ImportError.path.</summary>
    public const int Path = 1;

    /// <summary>ImportError.name_from.</summary>
    public const int NameFrom = 2;

    /// <summary>ImportError.msg.</summary>
    public const int ImportMessage = 3;

    /// <summary>StopIteration.value, SystemExit.code.</summary>
    public const int StopValue = 0;

    /// <summary>OSError.errno.</summary>
    public const int Errno = 0;

    /// <summary>OSError.strerror.</summary>
    public const int ErrorText = 1;

    /// <summary>OSError.filename.</summary>
    public const int FileName = 2;

    /// <summary>OSError.filename2.</summary>
    public const int FileName2 = 3;

    /// <summary>OSError.characters_written.</summary>
    public const int Written = 4;

    /// <summary>SyntaxError.msg.</summary>
    public const int SyntaxMessage = 0;

    /// <summary>SyntaxError.filename.</summary>
    public const int SyntaxFileName = 1;

    /// <summary>SyntaxError.lineno.</summary>
    public const int Line = 2;

    /// <summary>SyntaxError.offset.</summary>
    public const int Offset = 3;

    /// <summary>SyntaxError.text.</summary>
    public const int SourceLine = 4;

    /// <summary>SyntaxError.end_lineno.</summary>
    public const int EndLine = 5;

    /// <summary>SyntaxError.end_offset.</summary>
    public const int EndOffset = 6;

    /// <summary>SyntaxError.print_file_and_line.</summary>
    public const int PrintFileAndLine = 7;

    /// <summary>SyntaxError._metadata.</summary>
    public const int SyntaxMetadata = 8;

    /// <summary>UnicodeError.encoding.</summary>
    public const int Encoding = 0;

    /// <summary>UnicodeError.object.</summary>
    public const int UnicodeText = 1;

    /// <summary>UnicodeError.start.</summary>
    public const int Start = 2;

    /// <summary>UnicodeError.end.</summary>
    public const int End = 3;

    /// <summary>UnicodeError.reason.</summary>
    public const int Reason = 4;

    /// <summary>BaseExceptionGroup.message.</summary>
    public const int GroupMessage = 0;

    /// <summary>BaseExceptionGroup.exceptions, a tuple.</summary>
    public const int GroupExceptions = 1;

    /// <summary>The attribute, a new reference; None when it is not set.</summary>
    public static Value Get(ThreadState thread, ExceptionObject exception, int index)
    {
        Value value = Peek(exception, index);
        return value.IsUnbound ? Value.None : thread.Retain(value);
    }

    /// <summary>The attribute, borrowed; Unbound when it is not set.</summary>
    public static Value Peek(ExceptionObject exception, int index) =>
        exception.Members is { } members && index < members.Length ? Slot.Peek(members[index]) : Value.Unbound;

    /// <summary>Sets the attribute to a borrowed value; Unbound empties it.</summary>
    public static bool Set(ThreadState thread, ExceptionObject exception, int index, Value value)
    {
        if (exception.Members is not { } members || index >= members.Length)
        {
            if (value.IsUnbound)
            {
                return true;
            }

            Array.Resize(ref exception.Members, Math.Max(index + 1, 5));
            members = exception.Members;
        }

        Slot.Store(thread, ref members[index], thread.Retain(value));
        return true;
    }
}

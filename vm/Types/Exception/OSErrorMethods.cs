using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>OSError: two to five arguments are taken apart, and the error number chooses the class (PEP 3151).</summary>
[PyType("OSError", typeof(ExceptionObject), Doc = "Base class for I/O related errors.")]
internal static class OSErrorMethods
{
    internal static TypeObject Type => ExceptionTypes.OSError;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length - keywords.Count < 1 || arguments[0].Ref is not TypeObject type)
        {
            return thread.TypeError("OSError.__new__(): not enough arguments");
        }

        if (UsesInit(type))
        {
            return Value.Of(ExceptionObject.Make(thread, type));
        }

        if (!keywords.IsEmpty)
        {
            return thread.TypeError($"{type.Name}() takes no keyword arguments");
        }

        ReadOnlySpan<Value> values = arguments[1..];
        if (ReferenceEquals(type, ExceptionTypes.OSError) && values.Length is >= 2 and <= 5 && values[0].IsInt)
        {
            type = OSErrorClasses.Of(values[0].Bits);
        }

        var exception = ExceptionObject.Make(thread, type);
        return Fill(thread, exception, values) ? Value.Of(exception) : Drop(thread, exception);
    }

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!UsesInit(self.Type))
        {
            return Value.None;
        }

        if (!keywords.IsEmpty)
        {
            return thread.TypeError($"{self.Type.Name}() takes no keyword arguments");
        }

        return Fill(thread, self, arguments) ? Value.None : Value.Error;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self)
    {
        Value errno = ExceptionMembers.Peek(self, ExceptionMembers.Errno);
        Value text = ExceptionMembers.Peek(self, ExceptionMembers.ErrorText);
        Value fileName = ExceptionMembers.Peek(self, ExceptionMembers.FileName);
        bool hasFile = !fileName.IsUnbound && !fileName.IsNone;
        if (!hasFile && (errno.IsUnbound || text.IsUnbound))
        {
            return BaseExceptionMethods.Str(thread, self);
        }

        string? errnoText = Text(thread, errno);
        string? messageText = errnoText is null ? null : Text(thread, text);
        if (messageText is null)
        {
            return Value.Error;
        }

        string result = $"[Errno {errnoText}] {messageText}";
        if (hasFile)
        {
            if (Operators.ReprText(thread, fileName) is not { } quoted)
            {
                return Value.Error;
            }

            result += ": " + quoted;
            Value second = ExceptionMembers.Peek(self, ExceptionMembers.FileName2);
            if (!second.IsUnbound && !second.IsNone)
            {
                if (Operators.ReprText(thread, second) is not { } secondQuoted)
                {
                    return Value.Error;
                }

                result += " -> " + secondQuoted;
            }
        }

        return Value.Str(result);
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ExceptionObject self)
    {
        TupleObject arguments = self.GetArguments(thread);
        Value fileName = ExceptionMembers.Peek(self, ExceptionMembers.FileName);
        Value reduced;
        if (arguments.Length == 2 && !fileName.IsUnbound)
        {
            Value second = ExceptionMembers.Peek(self, ExceptionMembers.FileName2);
            Value[] parts = second.IsUnbound
                ? [arguments.Items[0], arguments.Items[1], fileName]
                : [arguments.Items[0], arguments.Items[1], fileName, Value.None, second];
            reduced = Value.Of(TupleObject.Of(thread, parts));
        }
        else
        {
            reduced = thread.Retain(Value.Of(arguments));
        }

        return BaseExceptionMethods.Reduced(thread, self, reduced, BaseExceptionMethods.State(thread, self));
    }

    [PyGetter("errno")]
    public static Value Errno(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Errno);

    [PySetter("errno")]
    public static bool SetErrno(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Errno, value);

    [PyGetter("strerror")]
    public static Value ErrorText(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.ErrorText);

    [PySetter("strerror")]
    public static bool SetErrorText(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.ErrorText, value);

    [PyGetter("filename")]
    public static Value FileName(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.FileName);

    [PySetter("filename")]
    public static bool SetFileName(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.FileName, value);

    [PyGetter("filename2")]
    public static Value FileName2(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.FileName2);

    [PySetter("filename2")]
    public static bool SetFileName2(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.FileName2, value);

    [PyGetter("characters_written")]
    public static Value Written(ThreadState thread, ExceptionObject self)
    {
        Value written = ExceptionMembers.Peek(self, ExceptionMembers.Written);
        return written.IsUnbound ? thread.Raise(ExceptionTypes.AttributeError, "characters_written") : written;
    }

    [PySetter("characters_written")]
    public static bool SetWritten(ThreadState thread, ExceptionObject self, Value value)
    {
        if (value.IsUnbound)
        {
            if (ExceptionMembers.Peek(self, ExceptionMembers.Written).IsUnbound)
            {
                thread.Raise(ExceptionTypes.AttributeError, "characters_written");
                return false;
            }

            return ExceptionMembers.Set(thread, self, ExceptionMembers.Written, value);
        }

        return Operators.TryIndex(thread, value, out long written, ExceptionTypes.ValueError)
            && ExceptionMembers.Set(thread, self, ExceptionMembers.Written, Value.Int(written));
    }

    /// <summary>A subclass with an __init__ of its own but OSError's __new__ has its arguments taken apart by __init__.</summary>
    private static bool UsesInit(TypeObject type)
    {
        ref SlotEntry root = ref ExceptionTypes.OSError.Slot(SpecialMethod.Init);
        return type.Slot(SpecialMethod.Init).Native != root.Native
            && type.Slot(SpecialMethod.New).Native == ExceptionTypes.OSError.Slot(SpecialMethod.New).Native;
    }

    private static bool Fill(ThreadState thread, ExceptionObject exception, ReadOnlySpan<Value> arguments)
    {
        ReadOnlySpan<Value> shown = arguments;
        if (arguments.Length is >= 2 and <= 5)
        {
            ExceptionMembers.Set(thread, exception, ExceptionMembers.Errno, arguments[0]);
            ExceptionMembers.Set(thread, exception, ExceptionMembers.ErrorText, arguments[1]);
            Value fileName = arguments.Length > 2 ? arguments[2] : Value.None;
            if (!fileName.IsNone)
            {
                if (exception.Type.IsSubtypeOf(ExceptionTypes.BlockingIOError) && (fileName.IsInt || fileName.Type.Slot(SpecialMethod.Index).IsDefined))
                {
                    // BlockingIOError's third argument is the number of characters written.
                    if (!Operators.TryIndex(thread, fileName, out long written, ExceptionTypes.ValueError))
                    {
                        return false;
                    }

                    ExceptionMembers.Set(thread, exception, ExceptionMembers.Written, Value.Int(written));
                }
                else
                {
                    ExceptionMembers.Set(thread, exception, ExceptionMembers.FileName, fileName);
                    if (arguments.Length == 5 && !arguments[4].IsNone)
                    {
                        ExceptionMembers.Set(thread, exception, ExceptionMembers.FileName2, arguments[4]);
                    }

                    // args keep the first two only: programs unpack them.
                    shown = arguments[..2];
                }
            }
        }

        BaseExceptionMethods.SetArguments(thread, exception, shown);
        return true;
    }

    private static Value Drop(ThreadState thread, ExceptionObject exception)
    {
        RefCount.Release(thread, exception);
        return Value.Error;
    }

    private static string? Text(ThreadState thread, Value value) => value.IsUnbound ? "None" : Operators.StrText(thread, value);
}

/// <summary>The subclass of OSError for an error number of Linux.</summary>
internal static class OSErrorClasses
{
    public static TypeObject Of(long errno) => errno switch
    {
        11 or 114 or 115 => ExceptionTypes.BlockingIOError,
        32 or 108 => ExceptionTypes.BrokenPipeError,
        10 => ExceptionTypes.ChildProcessError,
        103 => ExceptionTypes.ConnectionAbortedError,
        111 => ExceptionTypes.ConnectionRefusedError,
        104 => ExceptionTypes.ConnectionResetError,
        17 => ExceptionTypes.FileExistsError,
        2 => ExceptionTypes.FileNotFoundError,
        21 => ExceptionTypes.IsADirectoryError,
        20 => ExceptionTypes.NotADirectoryError,
        4 => ExceptionTypes.InterruptedError,
        13 or 1 => ExceptionTypes.PermissionError,
        3 => ExceptionTypes.ProcessLookupError,
        110 => ExceptionTypes.TimeoutError,
        _ => ExceptionTypes.OSError,
    };
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The builtin exception classes (library/exceptions, "Exception hierarchy").</summary>
public static class ExceptionTypes
{
    public static readonly TypeObject BaseException = Make("BaseException", BuiltinTypes.Object);
    public static readonly TypeObject BaseExceptionGroup = Make("BaseExceptionGroup", BaseException);
    public static readonly TypeObject Exception = Make("Exception", BaseException);
    public static readonly TypeObject ExceptionGroup = MakeGroup();
    public static readonly TypeObject GeneratorExit = Make("GeneratorExit", BaseException);
    public static readonly TypeObject KeyboardInterrupt = Make("KeyboardInterrupt", BaseException);
    public static readonly TypeObject SystemExit = Make("SystemExit", BaseException);
    public static readonly TypeObject StopIteration = Make("StopIteration", Exception);
    public static readonly TypeObject StopAsyncIteration = Make("StopAsyncIteration", Exception);
    public static readonly TypeObject ArithmeticError = Make("ArithmeticError", Exception);
    public static readonly TypeObject FloatingPointError = Make("FloatingPointError", ArithmeticError);
    public static readonly TypeObject OverflowError = Make("OverflowError", ArithmeticError);
    public static readonly TypeObject ZeroDivisionError = Make("ZeroDivisionError", ArithmeticError);
    public static readonly TypeObject AssertionError = Make("AssertionError", Exception);
    public static readonly TypeObject AttributeError = Make("AttributeError", Exception);
    public static readonly TypeObject BufferError = Make("BufferError", Exception);
    public static readonly TypeObject EOFError = Make("EOFError", Exception);
    public static readonly TypeObject ImportError = Make("ImportError", Exception);
    public static readonly TypeObject ModuleNotFoundError = Make("ModuleNotFoundError", ImportError);
    public static readonly TypeObject LookupError = Make("LookupError", Exception);
    public static readonly TypeObject IndexError = Make("IndexError", LookupError);
    public static readonly TypeObject KeyError = Make("KeyError", LookupError);
    public static readonly TypeObject MemoryError = Make("MemoryError", Exception);
    public static readonly TypeObject NameError = Make("NameError", Exception);
    public static readonly TypeObject UnboundLocalError = Make("UnboundLocalError", NameError);
    public static readonly TypeObject OSError = Make("OSError", Exception);
    public static readonly TypeObject BlockingIOError = Make("BlockingIOError", OSError);
    public static readonly TypeObject ChildProcessError = Make("ChildProcessError", OSError);
    public static readonly TypeObject ConnectionError = Make("ConnectionError", OSError);
    public static readonly TypeObject BrokenPipeError = Make("BrokenPipeError", ConnectionError);
    public static readonly TypeObject ConnectionAbortedError = Make("ConnectionAbortedError", ConnectionError);
    public static readonly TypeObject ConnectionRefusedError = Make("ConnectionRefusedError", ConnectionError);
    public static readonly TypeObject ConnectionResetError = Make("ConnectionResetError", ConnectionError);
    public static readonly TypeObject FileExistsError = Make("FileExistsError", OSError);
    public static readonly TypeObject FileNotFoundError = Make("FileNotFoundError", OSError);
    public static readonly TypeObject InterruptedError = Make("InterruptedError", OSError);
    public static readonly TypeObject IsADirectoryError = Make("IsADirectoryError", OSError);
    public static readonly TypeObject NotADirectoryError = Make("NotADirectoryError", OSError);
    public static readonly TypeObject PermissionError = Make("PermissionError", OSError);
    public static readonly TypeObject ProcessLookupError = Make("ProcessLookupError", OSError);
    public static readonly TypeObject TimeoutError = Make("TimeoutError", OSError);
    public static readonly TypeObject ReferenceError = Make("ReferenceError", Exception);
    public static readonly TypeObject RuntimeError = Make("RuntimeError", Exception);
    public static readonly TypeObject NotImplementedError = Make("NotImplementedError", RuntimeError);
    public static readonly TypeObject RecursionError = Make("RecursionError", RuntimeError);
    public static readonly TypeObject PythonFinalizationError = Make("PythonFinalizationError", RuntimeError);
    public static readonly TypeObject SyntaxError = Make("SyntaxError", Exception);
    public static readonly TypeObject IncompleteInputError = Make("_IncompleteInputError", SyntaxError);
    public static readonly TypeObject IndentationError = Make("IndentationError", SyntaxError);
    public static readonly TypeObject TabError = Make("TabError", IndentationError);
    public static readonly TypeObject SystemError = Make("SystemError", Exception);
    public static readonly TypeObject TypeError = Make("TypeError", Exception);
    public static readonly TypeObject ValueError = Make("ValueError", Exception);
    public static readonly TypeObject UnicodeError = Make("UnicodeError", ValueError);
    public static readonly TypeObject UnicodeDecodeError = Make("UnicodeDecodeError", UnicodeError);
    public static readonly TypeObject UnicodeEncodeError = Make("UnicodeEncodeError", UnicodeError);
    public static readonly TypeObject UnicodeTranslateError = Make("UnicodeTranslateError", UnicodeError);
    public static readonly TypeObject Warning = Make("Warning", Exception);
    public static readonly TypeObject BytesWarning = Make("BytesWarning", Warning);
    public static readonly TypeObject DeprecationWarning = Make("DeprecationWarning", Warning);
    public static readonly TypeObject EncodingWarning = Make("EncodingWarning", Warning);
    public static readonly TypeObject FutureWarning = Make("FutureWarning", Warning);
    public static readonly TypeObject ImportWarning = Make("ImportWarning", Warning);
    public static readonly TypeObject PendingDeprecationWarning = Make("PendingDeprecationWarning", Warning);
    public static readonly TypeObject ResourceWarning = Make("ResourceWarning", Warning);
    public static readonly TypeObject RuntimeWarning = Make("RuntimeWarning", Warning);
    public static readonly TypeObject SyntaxWarning = Make("SyntaxWarning", Warning);
    public static readonly TypeObject UnicodeWarning = Make("UnicodeWarning", Warning);
    public static readonly TypeObject UserWarning = Make("UserWarning", Warning);

    /// <summary>All of them, a base before its subclasses.</summary>
    public static IReadOnlyList<TypeObject> All => Registry.All;

    private static TypeObject Make(string name, TypeObject baseType)
    {
        var type = new TypeObject(BuiltinTypes.Type, name, baseType, TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.Exception);
        if (ReferenceEquals(baseType, BuiltinTypes.Object) || HasOwnMembers(name))
        {
            return Register(type);
        }

        // Classes without attributes of their own mix freely: class E(ValueError, KeyError).
        type.Layout = baseType.Layout;
        return Register(type);
    }

    /// <summary>The classes whose instances have more than their base's: they do not mix with one another.</summary>
    private static bool HasOwnMembers(string name) =>
        name is "BaseExceptionGroup" or "StopIteration" or "SystemExit" or "AttributeError" or "NameError" or "ImportError" or "OSError" or "SyntaxError"
            or "UnicodeDecodeError" or "UnicodeEncodeError" or "UnicodeTranslateError";

    private static TypeObject Register(TypeObject type)
    {
        Registry.All.Add(type);
        return type;
    }

    private static TypeObject MakeGroup()
    {
        TypeObject type = Make("ExceptionGroup", BaseExceptionGroup);
        type.Flags |= TypeFlags.HasWeakReferences;
        type.Bases = [BaseExceptionGroup, Exception];
        type.Mro = [type, BaseExceptionGroup, Exception, BaseException, BuiltinTypes.Object];
        return type;
    }

    /// <summary>A class of its own, because static fields of this class are initialised in textual order.</summary>
    private static class Registry
    {
        public static readonly List<TypeObject> All = [];
    }
}

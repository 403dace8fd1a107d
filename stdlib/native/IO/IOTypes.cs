using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The classes of the module _io, bases first.</summary>
internal static unsafe class IOTypes
{
    private const TypeFlags Flags = TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences;

    public static readonly TypeObject Base = Make("_IOBase", BuiltinTypes.Object);
    public static readonly TypeObject RawBase = Make("_RawIOBase", Base);
    public static readonly TypeObject BufferedBase = Make("_BufferedIOBase", Base);
    public static readonly TypeObject TextBase = Make("_TextIOBase", Base);
    public static readonly TypeObject FileIO = Make("FileIO", RawBase);

    /// <summary>What the three buffered classes share; CPython repeats the methods instead.</summary>
    public static readonly TypeObject Buffered = Make("_Buffered", BufferedBase);
    public static readonly TypeObject BufferedReader = Make("BufferedReader", Buffered);
    public static readonly TypeObject BufferedWriter = Make("BufferedWriter", Buffered);
    public static readonly TypeObject BufferedRandom = Make("BufferedRandom", Buffered);
    public static readonly TypeObject BufferedPair = Make("BufferedRWPair", BufferedBase);
    public static readonly TypeObject BytesIO = Make("BytesIO", BufferedBase);
    public static readonly TypeObject StringIO = Make("StringIO", TextBase);
    public static readonly TypeObject TextIOWrapper = Make("TextIOWrapper", TextBase);

    /// <summary>io.UnsupportedOperation, both an OSError and a ValueError.</summary>
    public static readonly TypeObject UnsupportedOperation = MakeUnsupportedOperation();

    /// <summary>What module code may name, in the module's order.</summary>
    public static TypeObject[] Exported =>
        [Base, RawBase, BufferedBase, TextBase, FileIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedPair, BytesIO, StringIO, TextIOWrapper, UnsupportedOperation];

    private static TypeObject Make(string name, TypeObject parent)
    {
        // The last reference to a stream closes it: __del__ of _IOBase.
        var type = new TypeObject(BuiltinTypes.Type, name, parent, Flags) { Module = "_io", HasFinalizer = true };
        if (ReferenceEquals(parent, BuiltinTypes.Object))
        {
            type.DefineProperty("__dict__", &InstanceDict.Get, &InstanceDict.Set, null);
        }

        return type;
    }

    private static TypeObject MakeUnsupportedOperation()
    {
        TypeFlags flags = TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences | TypeFlags.Exception;
        return new TypeObject(BuiltinTypes.Type, "UnsupportedOperation", ExceptionTypes.OSError, flags)
        {
            Module = "io",
            Bases = [ExceptionTypes.OSError, ExceptionTypes.ValueError],
            Mro = [],
        };
    }

    /// <summary>The class's own place in its MRO can only be written when it exists.</summary>
    static IOTypes()
    {
        UnsupportedOperation.Mro = [UnsupportedOperation, ExceptionTypes.OSError, ExceptionTypes.ValueError, ExceptionTypes.Exception, ExceptionTypes.BaseException, BuiltinTypes.Object];
    }
}

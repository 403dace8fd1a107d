using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Contextvars;

/// <summary>The module _contextvars (PEP 567).</summary>
[PyModule("_contextvars", Doc = "Context Variables")]
internal static class ContextvarsModule
{
    internal static readonly Value Missing = Value.Of(new MissingObject());

    [PyConstant("Context")]
    public static TypeObject Context => ContextMethods.Type;

    [PyConstant("ContextVar")]
    public static TypeObject ContextVar => ContextVarMethods.Type;

    [PyConstant("Token")]
    public static TypeObject Token => TokenMethods.Type;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        if (TokenMethods.Type.Namespace.GetName(StrObject.Intern("MISSING")).IsUnbound)
        {
            TokenMethods.Type.DefineConstant("MISSING", Missing);
        }

        return true;
    }

    [PyFunction("copy_context")]
    public static Value CopyContext(ThreadState thread) => Value.Of(ContextObject.Current(thread).Copy(thread));

    internal static TypeObject MakeType(string name, TypeFlags flags) => new(BuiltinTypes.Type, name, BuiltinTypes.Object, flags) { Module = "_contextvars" };
}

/// <summary>Token.MISSING.</summary>
public sealed class MissingObject : PyObject
{
    internal MissingObject()
        : base(MissingMethods.Type)
    {
    }
}

/// <summary>The type of Token.MISSING.</summary>
[PyType("Token.MISSING", typeof(MissingObject), Module = "_contextvars")]
internal static class MissingMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "MISSING", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "Token" };

    [PyMethod("__repr__")]
    public static string Repr(MissingObject self) => "<Token.MISSING>";
}

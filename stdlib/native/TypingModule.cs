using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _typing: the native types of typing.</summary>
[PyModule("_typing", Doc = "Primitives and accelerators for the typing module.")]
internal static class TypingModule
{
    [PyConstant("Generic")]
    internal static Value Generic => Value.Of(BuiltinTypes.Generic);

    [PyConstant("NoDefault")]
    internal static Value NoDefault => Value.Of(NoDefaultObject.Instance);

    [PyConstant("ParamSpec")]
    internal static Value ParamSpec => Value.Of(BuiltinTypes.ParamSpec);

    [PyConstant("ParamSpecArgs")]
    internal static Value ParamSpecArgs => Value.Of(BuiltinTypes.ParamSpecArgs);

    [PyConstant("ParamSpecKwargs")]
    internal static Value ParamSpecKwargs => Value.Of(BuiltinTypes.ParamSpecKwargs);

    [PyConstant("TypeAliasType")]
    internal static Value TypeAliasType => Value.Of(BuiltinTypes.TypeAliasType);

    [PyConstant("TypeVar")]
    internal static Value TypeVar => Value.Of(BuiltinTypes.TypeVar);

    [PyConstant("TypeVarTuple")]
    internal static Value TypeVarTuple => Value.Of(BuiltinTypes.TypeVarTuple);

    [PyConstant("Union")]
    internal static Value Union => Value.Of(BuiltinTypes.Union);

    [PyFunction("_idfunc")]
    public static Value Identity(ThreadState thread, Value value) => thread.Retain(value);
}

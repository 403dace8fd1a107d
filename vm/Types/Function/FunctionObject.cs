using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A function made by def or lambda. Counted when it has a closure; a function without one is uncounted, so that reading it
/// from a shared namespace costs nothing (DESIGN 3).
/// </summary>
public sealed class FunctionObject : PyObject
{
    internal FunctionObject(ThreadState thread, ExecutableCode code, DictObject globals, DictObject builtins, object?[] closure)
        : base(thread, BuiltinTypes.Function)
    {
        // Modules' namespaces are uncounted; those of exec are not, and live as long as a function that was made in them.
        RefCount.Retain(thread, globals);
        RefCount.Retain(thread, builtins);
        Code = code;
        Globals = globals;
        Builtins = builtins;
        Closure = closure;
        Name = code.Name;
        QualifiedName = code.QualifiedName;
    }

    /// <summary>An uncounted function.</summary>
    internal FunctionObject(ExecutableCode code, DictObject globals, DictObject builtins, object?[]? closure = null)
        : base(BuiltinTypes.Function)
    {
        Code = code;
        Globals = globals;
        Builtins = builtins;
        Closure = closure ?? [];
        Name = code.Name;
        QualifiedName = code.QualifiedName;
    }

    internal ExecutableCode Code;

    internal DictObject Globals { get; }

    internal DictObject Builtins { get; }

    /// <summary>Cells, counted references, in the order of the code's free names.</summary>
    internal object?[] Closure { get; }

    /// <summary>__defaults__ or null; a counted reference.</summary>
    internal TupleObject? Defaults;

    /// <summary>__kwdefaults__ or null; a counted reference.</summary>
    internal DictObject? KeywordDefaults;

    /// <summary>The function that computes __annotations__ (PEP 649), or null.</summary>
    internal PyObject? Annotate;

    /// <summary>__annotations__ once computed or set.</summary>
    internal PyObject? Annotations;

    internal StrObject Name;

    internal StrObject QualifiedName;

    /// <summary>__type_params__; null means the empty tuple.</summary>
    internal TupleObject? TypeParameters;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        // In the order of CPython's func_clear; the closure is a tuple there, whose last item goes first.
        RefCount.Release(thread, Globals);
        RefCount.Release(thread, Builtins);
        ReleaseOptional(thread, Defaults);
        ReleaseOptional(thread, KeywordDefaults);
        for (int i = Closure.Length - 1; i >= 0; i--)
        {
            Slot.ReleaseContent(thread, Closure[i]);
        }

        ReleaseOptional(thread, Annotate);
        ReleaseOptional(thread, Annotations);
        ReleaseOptional(thread, TypeParameters);
    }

    private static void ReleaseOptional(ThreadState thread, PyObject? reference)
    {
        if (reference is not null)
        {
            RefCount.Release(thread, reference);
        }
    }
}

using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Annotations computed on first use by an annotate function (PEP 649, PEP 749).</summary>
internal static class LazyAnnotations
{
    private static readonly StrObject s_cache = StrObject.Intern("__annotations_cache__");

    /// <summary>Format.VALUE.</summary>
    private static readonly Value s_valueFormat = Value.Int(1);

    /// <summary>__annotations__ of a class or module; computed once, then cached in its namespace.</summary>
    public static Value OfNamespace(ThreadState thread, Value owner, DictObject ns, string missing, bool canHave)
    {
        Value present = ns.GetName(Names.Annotations);
        if (present.IsUnbound || present.Ref is GetSetDescriptor)
        {
            present = ns.GetName(s_cache);
        }

        if (!present.IsUnbound)
        {
            return thread.Retain(present);
        }

        if (!canHave)
        {
            return thread.AttributeError(missing, owner, Names.Annotations);
        }

        Value annotate = AnnotateOfNamespace(thread, ns);
        Value computed = annotate.IsNone ? Value.Of(new DictObject(thread)) : Call(thread, annotate);
        thread.Release(annotate);
        if (!computed.IsError && !IsInitializing(thread, owner))
        {
            // A module's is an ordinary global from then on, which its code can name.
            ns.SetName(thread, owner.Ref is ModuleObject ? Names.Annotations : s_cache, thread.Retain(computed));
        }

        return computed;
    }

    /// <summary>Sets or deletes __annotations__ of a class or module. The annotate function goes: it would say something else.</summary>
    public static bool SetOnNamespace(ThreadState thread, DictObject ns, Value value, bool isModule = false)
    {
        if (!value.IsUnbound)
        {
            // Under from __future__ import annotations a class has them where its body has put them.
            bool isPlain = isModule || !ns.GetName(Names.Annotations).IsUnbound;
            ns.SetName(thread, isPlain ? Names.Annotations : s_cache, thread.Retain(value));
        }
        else if (!ns.RemoveName(thread, Names.Annotations) && (isModule || !ns.RemoveName(thread, s_cache)))
        {
            thread.Raise(ExceptionTypes.AttributeError, "__annotations__");
            return false;
        }

        ns.RemoveName(thread, Names.Annotate);
        if (!isModule)
        {
            ns.RemoveName(thread, Names.AnnotateFunc);
        }

        return true;
    }

    /// <summary>The annotate function, a new reference, or None. A class that defines one itself has it under its own name.</summary>
    public static Value AnnotateOfNamespace(ThreadState thread, DictObject ns)
    {
        Value found = ns.GetName(Names.Annotate);
        if (found.IsUnbound || found.Ref is GetSetDescriptor)
        {
            found = ns.GetName(Names.AnnotateFunc);
        }

        return found.IsUnbound ? Value.None : thread.Retain(found);
    }

    /// <summary>Sets the annotate function of a class or module; None leaves annotations that have been computed.</summary>
    public static bool SetAnnotate(ThreadState thread, DictObject ns, Value value, bool isModule = false)
    {
        if (!MayAnnotate(thread, value, "cannot delete __annotate__ attribute"))
        {
            return false;
        }

        // A module's is an ordinary global.
        bool isPlain = isModule || !ns.GetName(Names.Annotate).IsUnbound;
        ns.SetName(thread, isPlain ? Names.Annotate : Names.AnnotateFunc, thread.Retain(value));
        if (!value.IsNone)
        {
            ns.RemoveName(thread, isModule ? Names.Annotations : s_cache);
        }

        return true;
    }

    /// <summary>Whether __annotate__ may be set to a value; TypeError otherwise.</summary>
    public static bool MayAnnotate(ThreadState thread, Value value, string deleted)
    {
        if (value.IsUnbound)
        {
            thread.TypeError(deleted);
            return false;
        }

        if (!value.IsNone && !value.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            thread.TypeError("__annotate__ must be callable or None");
            return false;
        }

        return true;
    }

    /// <summary>__annotations__ of a function; computed once.</summary>
    public static Value OfFunction(ThreadState thread, FunctionObject function)
    {
        if (function.Annotations is null)
        {
            Value computed = function.Annotate is { } annotate ? Call(thread, Value.Of(annotate)) : Value.Of(new DictObject(thread));
            if (computed.IsError)
            {
                return computed;
            }

            function.Annotations = computed.Ref;
        }

        return thread.Retain(Value.Of(function.Annotations!));
    }

    /// <summary>Whether a module's code is still running, through a circular import for example: more annotations may follow.</summary>
    private static bool IsInitializing(ThreadState thread, Value owner) =>
        owner.Ref is ModuleObject module && module.Namespace.GetName(Names.Name).Ref is StrObject name && ModuleLoading.IsInitialising(thread, name.ToString());

    private static Value Call(ThreadState thread, Value annotate)
    {
        Value result = thread.Call(annotate, s_valueFormat);
        if (!result.IsError && result.Ref is not DictObject)
        {
            string name = result.Type.Name;
            thread.Release(result);
            return thread.TypeError($"__annotate__ returned non-dict of type '{name}'");
        }

        return result;
    }
}

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
        if (!computed.IsError)
        {
            // A module's is an ordinary global from then on, which its code can name.
            ns.SetName(thread, owner.Ref is ModuleObject ? Names.Annotations : s_cache, thread.Retain(computed));
        }

        return computed;
    }

    public static bool SetOnNamespace(ThreadState thread, DictObject ns, Value value, bool isModule = false)
    {
        if (value.IsUnbound)
        {
            ns.RemoveName(thread, s_cache);
            ns.RemoveName(thread, Names.Annotations);
        }
        else
        {
            ns.SetName(thread, isModule ? Names.Annotations : s_cache, thread.Retain(value));
        }

        ns.RemoveName(thread, AnnotateName(isModule));
        return true;
    }

    /// <summary>Where a namespace keeps the annotate function: a module's is an ordinary global.</summary>
    private static StrObject AnnotateName(bool isModule) => isModule ? Names.Annotate : Names.AnnotateFunc;

    /// <summary>The annotate function, a new reference, or None.</summary>
    public static Value AnnotateOfNamespace(ThreadState thread, DictObject ns)
    {
        Value found = ns.GetName(Names.AnnotateFunc);
        if (found.IsUnbound)
        {
            found = ns.GetName(Names.Annotate);
        }

        return found.IsUnbound || found.Ref is GetSetDescriptor ? Value.None : thread.Retain(found);
    }

    public static bool SetAnnotate(ThreadState thread, DictObject ns, Value value, bool isModule = false)
    {
        if (isModule)
        {
            ns.RemoveName(thread, Names.Annotations);
        }

        ns.RemoveName(thread, s_cache);
        ns.SetName(thread, AnnotateName(isModule), thread.Retain(value.IsUnbound ? Value.None : value));
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

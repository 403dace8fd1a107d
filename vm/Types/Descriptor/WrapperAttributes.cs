using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What staticmethod, classmethod and property take over from the function they wrap.</summary>
internal static class WrapperAttributes
{
    private static readonly StrObject[] s_copied = [Names.Module, Names.Name, Names.QualName, Names.Doc];

    /// <summary>Copies __module__, __name__, __qualname__ and __doc__ where the function has them.</summary>
    public static bool Copy(ThreadState thread, Value wrapper, Value function)
    {
        foreach (StrObject name in s_copied)
        {
            Value value = Attributes.TryGet(thread, function, name);
            if (value.IsError)
            {
                return false;
            }

            if (value.IsUnbound)
            {
                continue;
            }

            InstanceAttributes.Set(thread, wrapper, name, value);
            thread.Release(value);
        }

        return true;
    }

    /// <summary>function.__isabstractmethod__ as a bool, False when missing.</summary>
    public static Value IsAbstract(ThreadState thread, Value function)
    {
        Value value = Attributes.TryGet(thread, function, Names.IsAbstractMethod);
        if (value.IsError)
        {
            return value;
        }

        if (value.IsUnbound)
        {
            return Value.False;
        }

        int truth = Operators.IsTrue(thread, value);
        thread.Release(value);
        return truth < 0 ? Value.Error : Value.Bool(truth > 0);
    }

    /// <summary>An attribute that was set on the wrapper itself, else the function's, which is then kept.</summary>
    public static Value OwnOrWrapped(ThreadState thread, Value wrapper, Value function, StrObject name)
    {
        Value own = InstanceAttributes.Get(thread, wrapper, name);
        if (!own.IsUnbound)
        {
            return own;
        }

        Value value = Attributes.Get(thread, function, name);
        if (!value.IsError)
        {
            InstanceAttributes.Set(thread, wrapper, name, value);
        }

        return value;
    }

    /// <summary>Sets (Unbound deletes) on the wrapper itself; false when an exception is set.</summary>
    public static bool SetOwn(ThreadState thread, Value wrapper, StrObject name, Value value)
    {
        switch (InstanceAttributes.Set(thread, wrapper, name, value))
        {
            case InstanceAttributes.Outcome.Done:
                return true;
            case InstanceAttributes.Outcome.Missing:
                thread.AttributeError(name.ToString(), wrapper, name);
                return false;
            default:
                return false;
        }
    }
}

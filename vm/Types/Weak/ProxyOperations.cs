using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What proxies do: the same as their referents; ReferenceError once that is dead.</summary>
internal static class ProxyOperations
{
    /// <summary>The referent of a proxy, or the value itself, as a new reference; Error when the referent is dead.</summary>
    public static Value Unwrap(ThreadState thread, Value value)
    {
        if (value.Ref is not WeakReferenceObject proxy || !IsProxy(proxy.Type))
        {
            return thread.Retain(value);
        }

        return proxy.Retain(thread) is { } target ? Value.Of(target) : Gone(thread);
    }

    public static bool IsProxy(TypeObject type) => ReferenceEquals(type, BuiltinTypes.WeakProxy) || ReferenceEquals(type, BuiltinTypes.WeakCallableProxy);

    public static Value Gone(ThreadState thread) => thread.Raise(ExceptionTypes.ReferenceError, "weakly-referenced object no longer exists");

    /// <summary>left op right, either of them a proxy.</summary>
    public static Value Binary(ThreadState thread, in BinaryOperation operation, Value left, Value right)
    {
        Value first = Unwrap(thread, left);
        if (first.IsError)
        {
            return first;
        }

        Value second = Unwrap(thread, right);
        Value result = second.IsError ? second : BinaryOperations.Apply(thread, operation, first, second);
        thread.Release(first);
        if (!second.IsError)
        {
            thread.Release(second);
        }

        return result;
    }

    public static Value InPlace(ThreadState thread, in BinaryOperation operation, Value left, Value right)
    {
        Value first = Unwrap(thread, left);
        if (first.IsError)
        {
            return first;
        }

        Value second = Unwrap(thread, right);
        Value result = second.IsError ? second : BinaryOperations.ApplyInPlace(thread, operation, first, second);
        thread.Release(first);
        if (!second.IsError)
        {
            thread.Release(second);
        }

        return result;
    }

    public static Value Compare(ThreadState thread, SpecialMethod slot, Value left, Value right)
    {
        Value first = Unwrap(thread, left);
        if (first.IsError)
        {
            return first;
        }

        Value second = Unwrap(thread, right);
        Value result = second.IsError ? second : Comparison.Compare(thread, slot, first, second);
        thread.Release(first);
        if (!second.IsError)
        {
            thread.Release(second);
        }

        return result;
    }

    /// <summary>A unary special method of the referent.</summary>
    public static Value Unary(ThreadState thread, Value self, Func<ThreadState, Value, Value> operation)
    {
        Value target = Unwrap(thread, self);
        if (target.IsError)
        {
            return target;
        }

        Value result = operation(thread, target);
        thread.Release(target);
        return result;
    }

    /// <summary>A special method by slot, with the error text of its operator when it is missing.</summary>
    public static Value Slot(ThreadState thread, Value self, SpecialMethod slot, string complaint)
    {
        Value target = Unwrap(thread, self);
        if (target.IsError)
        {
            return target;
        }

        Value result = Operators.CallUnary(thread, slot, target, out bool missing);
        if (missing)
        {
            result = thread.TypeError(string.Format(System.Globalization.CultureInfo.InvariantCulture, complaint, target.Type.Name));
        }

        thread.Release(target);
        return result;
    }
}

using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Making exceptions from classes.</summary>
internal static class ExceptionCreation
{
    /// <summary>
    /// True when calling the class does nothing but make an exception with the arguments as args: BaseException's __new__ and
    /// __init__, type's __call__. Then <see cref="Create"/> replaces the call, which is what makes raising cheap.
    /// </summary>
    public static bool IsPlain(TypeObject type)
    {
        TypeObject root = ExceptionTypes.BaseException;
        return type.Slot(SpecialMethod.Init).Native == root.Slot(SpecialMethod.Init).Native && HasPlainNew(type);
    }

    /// <summary>True when the class has BaseException's __new__ and type's __call__: what its __init__ does is all that is its own.</summary>
    public static bool HasPlainNew(TypeObject type)
    {
        return type.Slot(SpecialMethod.New).Native == ExceptionTypes.BaseException.Slot(SpecialMethod.New).Native
            && (ReferenceEquals(type.Type, BuiltinTypes.Type) || type.Type.HasSlotOf(BuiltinTypes.Type, SpecialMethod.Call))
            && (type.Flags & TypeFlags.Abstract) == 0;
    }

    /// <summary>An exception of a plain class; the arguments are borrowed.</summary>
    public static ExceptionObject Create(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments)
    {
        var exception = ExceptionObject.Make(thread, type);
        if (arguments.Length != 0)
        {
            exception.SetArguments(TupleObject.Of(thread, arguments));
        }

        return exception;
    }

    /// <summary>The result of calling an exception class, a new reference; null with an exception set.</summary>
    public static ExceptionObject? Instantiate(ThreadState thread, TypeObject type, params ReadOnlySpan<Value> arguments)
    {
        if (IsPlain(type))
        {
            return Create(thread, type, arguments);
        }

        Value made = thread.Call(Value.Of(type), arguments);
        if (made.Ref is ExceptionObject exception)
        {
            return exception;
        }

        if (made.IsError)
        {
            return null;
        }

        string? cls = Operators.ReprText(thread, Value.Of(type));
        string? madeClass = cls is null ? null : Operators.ReprText(thread, Value.Of(made.Type));
        thread.Release(made);
        if (madeClass is not null)
        {
            thread.TypeError($"calling {cls} should have returned an instance of BaseException, not {madeClass}");
        }

        return null;
    }

    /// <summary>What <c>raise value</c> raises: the exception itself or an instance of the class; a new reference. Null with TypeError set.</summary>
    public static ExceptionObject? FromRaised(ThreadState thread, Value value, string complaint)
    {
        switch (value.Ref)
        {
            case ExceptionObject exception:
                RefCount.Retain(thread, exception);
                return exception;
            case TypeObject type when (type.Flags & TypeFlags.Exception) != 0:
                return Instantiate(thread, type);
            default:
                thread.TypeError(complaint);
                return null;
        }
    }
}

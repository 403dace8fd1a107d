using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Calling from C#. Callables and arguments are borrowed, results are new references or <see cref="Value.Error"/>.</summary>
public static unsafe class Calls
{
    /// <summary>callable(*arguments).</summary>
    public static Value Call(this ThreadState thread, Value callable, params ReadOnlySpan<Value> arguments) =>
        CallVector(thread, callable, arguments, default);

    /// <summary>callable(argument): what map(), filter() and key functions do for each item. Natives take it as it is, without a span of one.</summary>
    public static Value Call(this ThreadState thread, Value callable, Value argument)
    {
        if (callable.Ref is NativeFunction { FixedArity: 1, Kind: NativeKind.Function or NativeKind.Static or NativeKind.Method or NativeKind.Slot } native)
        {
            return CallNative(thread, native, argument);
        }

        if (argument.Ref is null or StrObject { IsExact: true })
        {
            if (ReferenceEquals(callable.Ref, BuiltinTypes.Int))
            {
                return IntConstruction.OfNumber(thread, argument);
            }

            if (ReferenceEquals(callable.Ref, BuiltinTypes.Str))
            {
                return Operators.Str(thread, argument);
            }
        }

        return CallVector(thread, callable, new ReadOnlySpan<Value>(ref argument), default);
    }

    /// <summary>callable(...) with the last arguments by keyword.</summary>
    /// <remarks>In three methods for the reason given at <see cref="Items.Next"/>.</remarks>
    public static Value CallVector(ThreadState thread, Value callable, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        switch (callable.Ref)
        {
            case FunctionObject function:
                return Interpreter.Invoke(thread, function, Value.Unbound, arguments, keywords);
            case NativeFunction { Kind: NativeKind.Function or NativeKind.Static or NativeKind.Method or NativeKind.Slot } native:
                return CallNative(thread, native, arguments, keywords);
            case TypeObject type when ReferenceEquals(type.Type, BuiltinTypes.Type):
                return CallType(thread, type, arguments, keywords);
            default:
                return CallBound(thread, callable, arguments, keywords);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value CallBound(ThreadState thread, Value callable, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        switch (callable.Ref)
        {
            case BoundNativeObject bound:
                return CallPrepended(thread, Value.Of(bound.Function), bound.Self, arguments, keywords);
            case MethodObject { Function: FunctionObject target } method:
                return Interpreter.Invoke(thread, target, method.Self, arguments, keywords);
            case MethodObject method:
                return CallPrepended(thread, Value.Of(method.Function), method.Self, arguments, keywords);
            default:
                return CallOther(thread, callable, arguments, keywords);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value CallOther(ThreadState thread, Value callable, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        ref SlotEntry entry = ref callable.Type.Slot(SpecialMethod.Call);
        if (entry.Native == 0 && entry.Method is null)
        {
            return thread.TypeError($"'{callable.Type.Name}' object is not callable");
        }

        if (!StackGuard.Enter(thread))
        {
            return Value.Error;
        }

        FewArguments buffer = default;
        ReadOnlySpan<Value> all = arguments.Length < FewArguments.Length ? FewArguments.Fill(ref buffer, callable, arguments) : Prepend(callable, arguments);
        Value result = entry.Native != 0
            ? ((delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)entry.Native)(thread, all, keywords)
            : CallSpecialVector(thread, entry.Method!, all, keywords);
        StackGuard.Leave(thread);
        return result;
    }

    /// <summary>Calls what a slot's namespace entry holds, for an instance: binds it as attribute access would.</summary>
    public static Value CallSpecial(ThreadState thread, PyObject method, Value self, ReadOnlySpan<Value> arguments)
    {
        if (method is FunctionObject function)
        {
            return Interpreter.Invoke(thread, function, self, arguments, default);
        }

        if (method is NativeFunction { Kind: NativeKind.Method or NativeKind.Slot } native)
        {
            return CallPrepended(thread, Value.Of(native), self, arguments, default);
        }

        Value bound = Descriptors.Get(thread, method, self, self.Type);
        if (bound.IsError)
        {
            return bound;
        }

        Value result = CallVector(thread, bound, arguments, default);
        thread.Release(bound);
        return result;
    }

    /// <summary>Calls the result of <see cref="Attributes.LookupSpecial"/>: with self first, or, when it is already bound (self is Unbound), as it is and releasing it.</summary>
    public static Value CallUnbound(ThreadState thread, Value method, Value self, params ReadOnlySpan<Value> arguments)
    {
        if (method.IsError)
        {
            return method;
        }

        if (!self.IsUnbound)
        {
            return CallPrepended(thread, method, self, arguments, default);
        }

        Value result = CallVector(thread, method, arguments, default);
        thread.Release(method);
        return result;
    }

    /// <summary>target.name(*arguments), special methods aside.</summary>
    public static Value CallMethod(this ThreadState thread, Value target, StrObject name, params ReadOnlySpan<Value> arguments)
    {
        Value method = Attributes.Get(thread, target, name);
        if (method.IsError)
        {
            return method;
        }

        Value result = CallVector(thread, method, arguments, default);
        thread.Release(method);
        return result;
    }

    /// <summary>Calls a special method that has no slot (__format__, __enter__ ...) looked up on the type; Unbound when there is none.</summary>
    internal static Value CallSpecialName(this ThreadState thread, Value target, StrObject name, params ReadOnlySpan<Value> arguments)
    {
        Value method = Attributes.LookupSpecial(thread, target, name, out Value self);
        return method.IsUnbound ? method : CallUnbound(thread, method, self, arguments);
    }

    internal static Value CallPrepended(ThreadState thread, Value callable, Value first, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (callable.Ref is FunctionObject function)
        {
            return Interpreter.Invoke(thread, function, first, arguments, keywords);
        }

        if (arguments.Length < FewArguments.Length)
        {
            FewArguments buffer = default;
            return CallVector(thread, callable, FewArguments.Fill(ref buffer, first, arguments), keywords);
        }

        return CallVector(thread, callable, Prepend(first, arguments), keywords);
    }

    private static Value CallNative(ThreadState thread, NativeFunction native, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!StackGuard.Enter(thread))
        {
            return Value.Error;
        }

        Value result = native.Call(thread, arguments, keywords);
        StackGuard.Leave(thread);
        return result;
    }

    private static Value CallNative(ThreadState thread, NativeFunction native, Value argument)
    {
        if (!StackGuard.Enter(thread))
        {
            return Value.Error;
        }

        Value result = ((delegate*<ThreadState, Value, Value>)native.Fixed)(thread, argument);
        StackGuard.Leave(thread);
        return result.IsEnd ? thread.StopIteration(Value.None) : result;
    }

    private static Value CallType(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!StackGuard.Enter(thread))
        {
            return Value.Error;
        }

        Value made = TypeCalls.Call(thread, type, arguments, keywords);
        StackGuard.Leave(thread);
        return made;
    }

    private static Value CallSpecialVector(ThreadState thread, PyObject method, ReadOnlySpan<Value> selfAndArguments, Keywords keywords)
    {
        if (method is FunctionObject or NativeFunction { Kind: NativeKind.Method or NativeKind.Slot })
        {
            return CallVector(thread, Value.Of(method), selfAndArguments, keywords);
        }

        Value bound = Descriptors.Get(thread, method, selfAndArguments[0], selfAndArguments[0].Type);
        if (bound.IsError)
        {
            return bound;
        }

        Value result = CallVector(thread, bound, selfAndArguments[1..], keywords);
        thread.Release(bound);
        return result;
    }

    private static Value[] Prepend(Value first, ReadOnlySpan<Value> arguments)
    {
        var all = new Value[arguments.Length + 1];
        all[0] = first;
        arguments.CopyTo(all.AsSpan(1));
        return all;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Calls of classes: a class with object's __new__ and a plain __init__ is instantiated without C# recursion.</summary>
internal static class ConstructSlow
{
    private const Bytecode.CodeFlags GeneratorLike = Bytecode.CodeFlags.Generator | Bytecode.CodeFlags.Coroutine | Bytecode.CodeFlags.AsyncGenerator;

    public static Flow Construct(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count, TypeObject type)
    {
        ref Value target = ref Unsafe.Add(ref registers, callee);
        if (TypeCalls.IsPlain(type) && type.Slot(SpecialMethod.Init).Method is FunctionObject init && init.Code.IsSimple && init.Code.ArgumentCount == count + 1)
        {
            // self takes the class's place in front of the arguments; a second reference waits in the frame.
            var instance = TypeCalls.NewInstance(thread, type);
            RefCount.Retain(thread, instance);
            RefCount.Retain(thread, init);
            target = Value.Of(instance);
            Flow flow = Interpreter.Push(thread, frame, init, callee, result);
            if (flow == Flow.Error)
            {
                RefCount.Release(thread, instance);
                return flow;
            }

            thread.CurrentFrame.Constructed = instance;
            thread.CurrentFrame.Action = ReturnAction.Constructed;
            return flow;
        }

        if (ReferenceEquals(type, BuiltinTypes.Super) && count == 0)
        {
            var super = new SuperObject(thread, type);
            if (SuperMethods.Init(thread, super, Value.Unbound, Value.Unbound).IsError)
            {
                RefCount.Release(thread, super);
                return Flow.Error;
            }

            target.Ref = null;
            Unsafe.Add(ref registers, result) = Value.Of(super);
            return Flow.Next;
        }

        if ((type.Flags & TypeFlags.Exception) != 0 && ExceptionCreation.HasPlainNew(type)
            && type.Slot(SpecialMethod.Init).Method is FunctionObject ownInit && ownInit.Code.IsSimple && ownInit.Code.ArgumentCount == count + 1)
        {
            // As for plain classes, but the arguments are args, too.
            ExceptionObject made = ExceptionCreation.Create(thread, type, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count));
            if (type.Keys.Length > 1)
            {
                made.Attributes = new object?[type.Keys.Length];
            }

            RefCount.Retain(thread, made);
            RefCount.Retain(thread, ownInit);
            target = Value.Of(made);
            Flow pushed = Interpreter.Push(thread, frame, ownInit, callee, result);
            if (pushed == Flow.Error)
            {
                RefCount.Release(thread, made);
                return pushed;
            }

            thread.CurrentFrame.Constructed = made;
            thread.CurrentFrame.Action = ReturnAction.Constructed;
            return pushed;
        }

        if ((type.Flags & TypeFlags.Exception) != 0 && ExceptionCreation.IsPlain(type))
        {
            var exception = ExceptionObject.Make(thread, type);
            if (count != 0)
            {
                exception.SetArguments(BuildSlow.Tuple(thread, ref Unsafe.Add(ref target, 1), count));
            }

            Registers.Drop(thread, ref target);
            Unsafe.Add(ref registers, result) = Value.Of(exception);
            return Flow.Next;
        }

        if (ReferenceEquals(type, BuiltinTypes.Type) && count == 1)
        {
            Value of = Value.Of(Unsafe.Add(ref target, 1).Type);
            Registers.Drop(thread, ref Unsafe.Add(ref target, 1));
            target.Ref = null;
            Unsafe.Add(ref registers, result) = of;
            return Flow.Next;
        }

        if (!type.IsHeap && (type.Flags & TypeFlags.DisallowInstantiation) == 0 && type.Slot(SpecialMethod.New).Native != 0
            && ReferenceEquals(type.Type, BuiltinTypes.Type) && !ReferenceEquals(type, BuiltinTypes.Type))
        {
            return ConstructNative(thread, ref registers, result, callee, count, type);
        }

        return General(thread, frame, ref registers, result, callee, count, type, default);
    }

    /// <summary>Calls a builtin class: its __new__ gets the class and the arguments as they stand in the registers.</summary>
    private static unsafe Flow ConstructNative(ThreadState thread, ref Value registers, int result, int callee, int count, TypeObject type)
    {
        ref Value target = ref Unsafe.Add(ref registers, callee);
        if (count == 1 && Conversions.Of(type) is not 0 and nint conversion)
        {
            Value converted = ((delegate*<ThreadState, Value, Value>)conversion)(thread, Unsafe.Add(ref target, 1));
            if (converted.IsError)
            {
                return Flow.Error;
            }

            target.Ref = null;
            Registers.Drop(thread, ref Unsafe.Add(ref target, 1));
            Unsafe.Add(ref registers, result) = converted;
            return Flow.Next;
        }

        ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref target, count + 1);
        Value instance = ((delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)type.Slot(SpecialMethod.New).Native)(thread, arguments, default);
        if (instance.IsError)
        {
            return Flow.Error;
        }

        nint initialiser = type.Slot(SpecialMethod.Init).Native;
        if (initialiser != 0 && initialiser != BuiltinTypes.Object.Slot(SpecialMethod.Init).Native && ReferenceEquals(instance.Type, type))
        {
            // The class is uncounted: the instance takes its place as the first argument.
            target = instance;
            if (((delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)initialiser)(thread, arguments, default).IsError)
            {
                return Flow.Error;
            }
        }

        target.Ref = null;
        Registers.DropRange(thread, ref Unsafe.Add(ref target, 1), count);
        Unsafe.Add(ref registers, result) = instance;
        return CallSlow.AfterNative(thread);
    }

    /// <summary>Calls with keywords, defaults or anything else that has to be bound.</summary>
    public static Flow General(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count, TypeObject type, Keywords keywords)
    {
        ref Value target = ref Unsafe.Add(ref registers, callee);
        ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count);
        if (TypeCalls.IsPlain(type) && type.Slot(SpecialMethod.Init).Method is FunctionObject init && (init.Code.Code.Flags & GeneratorLike) == 0)
        {
            InstanceObject instance = TypeCalls.NewInstance(thread, type);
            if (!keywords.IsEmpty)
            {
                RefCount.Retain(thread, instance);
                if (KeywordCalls.TryPush(thread, frame, ref frame.Code.Caches[frame.Pc - 1], ref Unsafe.Add(ref target, 1), count, init, Value.Of(instance), keywords.Array!, result) is { } flow)
                {
                    return Started(thread, ref target, init, instance, flow);
                }

                RefCount.Release(thread, instance);
            }

            if (CallSlow.PushArguments(thread, frame, init, result, Value.Of(instance), arguments, keywords) == Flow.Error)
            {
                RefCount.Release(thread, instance);
                return Flow.Error;
            }

            Registers.DropRange(thread, ref Unsafe.Add(ref target, 1), count);
            return Started(thread, ref target, init, instance, Flow.Frame);
        }

        Value value = Calls.CallVector(thread, target, arguments, keywords);
        if (value.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref target, count + 1);
        Unsafe.Add(ref registers, result) = value;
        return CallSlow.AfterNative(thread);
    }

    /// <summary>Makes the frame pushed last the __init__ of the instance, whose second reference moves in; the class's register is emptied.</summary>
    private static Flow Started(ThreadState thread, ref Value target, FunctionObject init, PyObject instance, Flow flow)
    {
        if (flow == Flow.Error)
        {
            RefCount.Release(thread, instance);
            RefCount.Release(thread, instance);
            return flow;
        }

        RefCount.Retain(thread, init);
        thread.CurrentFrame.Constructed = instance;
        thread.CurrentFrame.Action = ReturnAction.Constructed;
        Registers.Drop(thread, ref target);
        return flow;
    }
}

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

        if ((type.Flags & TypeFlags.Exception) != 0 && ExceptionCreation.IsPlain(type))
        {
            var exception = new ExceptionObject(thread, type);
            if (count != 0)
            {
                exception.Arguments = TupleObject.Steal(thread, BuildSlow.TakeAll(ref Unsafe.Add(ref target, 1), count));
            }

            Registers.Drop(thread, ref target);
            Unsafe.Add(ref registers, result) = Value.Of(exception);
            return Flow.Next;
        }

        return General(thread, frame, ref registers, result, callee, count, type, default);
    }

    /// <summary>Calls with keywords, defaults or anything else that has to be bound.</summary>
    public static Flow General(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count, TypeObject type, Keywords keywords)
    {
        ref Value target = ref Unsafe.Add(ref registers, callee);
        ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count);
        if (TypeCalls.IsPlain(type) && type.Slot(SpecialMethod.Init).Method is FunctionObject init && (init.Code.Code.Flags & GeneratorLike) == 0)
        {
            InstanceObject instance = TypeCalls.NewInstance(thread, type);
            if (CallSlow.PushArguments(thread, frame, init, result, Value.Of(instance), arguments, keywords) == Flow.Error)
            {
                RefCount.Release(thread, instance);
                return Flow.Error;
            }

            RefCount.Retain(thread, init);
            thread.CurrentFrame.Constructed = instance;
            thread.CurrentFrame.Action = ReturnAction.Constructed;
            Registers.DropRange(thread, ref target, count + 1);
            return Flow.Frame;
        }

        Value value = Calls.CallVector(thread, target, arguments, keywords);
        if (value.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref target, count + 1);
        Unsafe.Add(ref registers, result) = value;
        return Flow.Next;
    }
}

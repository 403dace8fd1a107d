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
            return flow;
        }

        ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count);
        Value value = Calls.CallVector(thread, target, arguments, default);
        if (value.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref target, count + 1);
        Unsafe.Add(ref registers, result) = value;
        return Flow.Next;
    }
}

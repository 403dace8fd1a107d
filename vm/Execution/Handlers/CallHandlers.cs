using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Calls and returns. A call of a plain function pushes a frame; natives are called in place.</summary>
[OpcodeHandlers]
internal static class CallHandlers
{
    internal static Flow Call(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        ref Value callee = ref Unsafe.Add(ref registers, a);
        if (callee.Ref is FunctionObject function && function.Code.IsSimple && function.Code.ArgumentCount == b)
        {
            callee.Ref = null;
            return Interpreter.Push(thread, frame, function, a + 1, a);
        }

        return CallSlow.Call(thread, frame, ref registers, a, b);
    }

    internal static Flow CallMethod(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        ref Value callee = ref Unsafe.Add(ref registers, a);
        if (callee.Ref is FunctionObject function && function.Code.IsSimple && function.Code.ArgumentCount == b + 1)
        {
            callee.Ref = null;
            return Interpreter.Push(thread, frame, function, a + 1, a);
        }

        return CallSlow.CallMethod(thread, frame, ref registers, a, b);
    }

    internal static Flow CallKeyword(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return CallSlow.CallKeyword(thread, frame, ref registers, a, a, b, c);
    }

    internal static Flow CallMethodKeyword(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Unsafe.Add(ref registers, a).IsUnbound
            ? CallSlow.CallKeyword(thread, frame, ref registers, a, a + 1, b, c)
            : CallSlow.CallKeyword(thread, frame, ref registers, a, a, b + 1, c);
    }

    internal static Flow CallStarred(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return CallSlow.CallStarred(thread, frame, ref registers, a, b != 0);
    }

    internal static Flow Return(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        ref Value register = ref Unsafe.Add(ref registers, a);
        Value value = register;
        register.Ref = null;
        return Interpreter.Return(thread, frame, value);
    }

    internal static Flow ReturnNone(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        return Interpreter.Return(thread, frame, Value.None);
    }
}

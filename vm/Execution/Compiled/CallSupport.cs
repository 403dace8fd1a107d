using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Calls out of compiled code, with real frames: whatever looks at the stack sees what the interpreter would have made.</summary>
internal static class CallSupport
{
    /// <summary>Call: <see cref="Flow.Next"/> with the result in the callee's register, or what the body returns.</summary>
    public static Flow Call(ThreadState thread, Frame frame, ref Value registers, int a, int count, int given)
    {
        ref Value callee = ref Unsafe.Add(ref registers, a);
        if (callee.Ref is FunctionObject function && function.Code.ArgumentCount == given && function.Code.IsSimple)
        {
            callee.Ref = null;
            return Run(thread, frame, function, a);
        }

        return Resume(thread, frame, CallSlow.Call(thread, frame, ref registers, a, count));
    }

    /// <summary>CallMethod, as <see cref="Call"/>.</summary>
    public static Flow CallMethod(ThreadState thread, Frame frame, ref Value registers, int a, int count, int given)
    {
        ref Value callee = ref Unsafe.Add(ref registers, a);
        if (callee.Ref is FunctionObject function && function.Code.ArgumentCount == given && function.Code.IsSimple)
        {
            callee.Ref = null;
            return Run(thread, frame, function, a);
        }

        return Resume(thread, frame, CallSlow.CallMethod(thread, frame, ref registers, a, count));
    }

    /// <summary>Ends the running frame, whose registers have been released.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow Leave(ThreadState thread, Frame frame, Value value) => Interpreter.Leave(thread, frame, value);

    /// <summary>
    /// What comes of a handler's flow: a frame that it pushed is run to its end here, so that compiled code goes on with the
    /// result; without room on the C# stack the interpreter gets all frames.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Resume(ThreadState thread, Frame frame, Flow flow)
    {
        if (flow != Flow.Frame)
        {
            return flow;
        }

        Frame callee = thread.CurrentFrame;
        if (!ReferenceEquals(callee.Back, frame) || callee.Generator is not null || !StackGuard.HasRoom(thread))
        {
            return flow;
        }

        if (callee.Action == ReturnAction.None && callee.Pc == 0 && callee.Code.Profile?.Body is { HasStart: true } body)
        {
            flow = body.Run(thread, callee, 0);
            return flow == Flow.Frame && ReferenceEquals(thread.CurrentFrame, frame) ? Flow.Next : Complete(thread, callee, flow, frame);
        }

        return Nested(thread, frame, callee);
    }

    private static Flow Run(ThreadState thread, Frame frame, FunctionObject function, int a)
    {
        ExecutableCode code = function.Code;
        Flow flow = Interpreter.Push(thread, frame, function, a + 1, a);
        if (flow != Flow.Frame)
        {
            return flow;
        }

        Frame callee = thread.CurrentFrame;
        if (!StackGuard.HasRoom(thread))
        {
            return flow;
        }

        if (code.Profile?.Body is not { HasStart: true } body)
        {
            return Nested(thread, frame, callee);
        }

        flow = body.Run(thread, callee, 0);
        return flow == Flow.Frame && ReferenceEquals(thread.CurrentFrame, frame) ? Flow.Next : Complete(thread, callee, flow, frame);
    }

    /// <summary>The callee's compiled body was left before its end: the interpreter brings it to one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Flow Complete(ThreadState thread, Frame callee, Flow flow, Frame frame)
    {
        if (flow is not (Flow.Pause or Flow.Frame or Flow.Error) || !StackGuard.HasRoom(thread))
        {
            return flow == Flow.Pause ? Flow.Frame : flow;
        }

        int register = callee.ResultRegister;
        callee.IsEntry = true;
        Value result = flow == Flow.Error ? Interpreter.RunRaising(thread) : Interpreter.Continue(thread, thread.CurrentFrame);
        if (result.IsError)
        {
            return Flow.Error;
        }

        frame[register] = result;
        return Flow.Next;
    }

    /// <summary>Runs a callee's frame to its end in the interpreter, and does what its return means.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Flow Nested(ThreadState thread, Frame frame, Frame callee)
    {
        ReturnAction action = callee.Action;
        int register = callee.ResultRegister;
        PyObject? constructed = callee.Constructed;
        int pendingOperator = callee.PendingOperator;
        TypeObject? left = callee.PendingLeft;
        TypeObject? right = callee.PendingRight;
        callee.Action = ReturnAction.None;
        callee.Constructed = null;
        callee.IsEntry = true;
        Value result = Interpreter.Continue(thread, callee);
        if (result.IsError)
        {
            if (constructed is not null)
            {
                RefCount.Release(thread, constructed);
            }

            return Flow.Error;
        }

        switch (action)
        {
            case ReturnAction.None:
                frame[register] = result;
                return Flow.Next;

            case ReturnAction.Discard:
                thread.Release(result);
                return Flow.Next;

            case ReturnAction.Constructed when !result.IsNone:
                string name = result.Type.Name;
                thread.Release(result);
                RefCount.Release(thread, constructed!);
                thread.TypeError($"__init__() should return None, not '{name}'");
                return Flow.Error;

            case ReturnAction.Constructed:
                frame[register] = Value.Of(constructed!);
                return Flow.Next;

            case ReturnAction.Binary when result.IsNotImplemented:
                thread.TypeError($"unsupported operand type(s) for {BinaryOperation.All[pendingOperator].Symbol}: '{left!.Name}' and '{right!.Name}'");
                return Flow.Error;

            default:
                Registers.Set(thread, ref frame[register], result);
                return Flow.Next;
        }
    }
}

using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// Special methods written in Python that bytecode calls by pushing a frame, without C# recursion, and what happens when
/// such a frame returns.
/// </summary>
internal static class SpecialReturns
{
    /// <summary>
    /// Pushes a call of a simple function for a special method; the operands' references move into its window, on failure
    /// too. The caller has checked that the function takes that many arguments.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="caller">The running frame.</param>
    /// <param name="function">Borrowed.</param>
    /// <param name="result">The caller's register for the result.</param>
    /// <param name="action">What the return does.</param>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second, Unbound when there is none.</param>
    /// <param name="third">The third, Unbound when there is none.</param>
    public static Flow Push(ThreadState thread, Frame caller, FunctionObject function, int result, ReturnAction action, Value first, Value second, Value third)
    {
        Frame frame = caller.NextFrame();
        if (!Interpreter.Reserve(thread, caller, frame, function.Code, out int start))
        {
            RefCount.Release(thread, first);
            RefCount.Release(thread, second);
            RefCount.Release(thread, third);
            return Flow.Error;
        }

        ref Value window = ref frame.Window[start];
        window = first;
        if (!second.IsUnbound)
        {
            Unsafe.Add(ref window, 1) = second;
            if (!third.IsUnbound)
            {
                Unsafe.Add(ref window, 2) = third;
            }
        }

        RefCount.Retain(thread, function);
        Interpreter.Activate(thread, frame, function, start);
        frame.Action = action;
        frame.ResultRegister = result;
        return Flow.Frame;
    }

    /// <summary>The function behind a special method when a frame can be pushed for it: simple, with exactly that many parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FunctionObject? Pushable(TypeObject type, SpecialMethod slot, int arguments) =>
        type.Slot(slot).Method is FunctionObject function && function.Code.IsSimple && function.Code.ArgumentCount == arguments ? function : null;

    /// <summary>Pops a frame whose action is not None; its registers have been released.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Leave(ThreadState thread, Frame frame, Value value)
    {
        switch (frame.Action)
        {
            case ReturnAction.Generator:
                return GeneratorFlow.Return(thread, frame, value);

            case ReturnAction.Constructed:
                PyObject constructed = frame.Constructed!;
                frame.Constructed = null;
                if (!value.IsNone)
                {
                    string name = value.Type.Name;
                    thread.Release(value);
                    RefCount.Release(thread, constructed);
                    Interpreter.PopFrame(thread, frame);
                    thread.TypeError($"__init__() should return None, not '{name}'");
                    return Flow.Error;
                }

                return Interpreter.LeavePlain(thread, frame, Value.Of(constructed));

            case ReturnAction.Binary when value.IsNotImplemented:
                BinaryOperation operation = BinaryOperation.All[frame.PendingOperator];
                string left = frame.PendingLeft!.Name;
                string right = frame.PendingRight!.Name;
                Interpreter.PopFrame(thread, frame);
                thread.TypeError($"unsupported operand type(s) for {operation.Symbol}: '{left}' and '{right}'");
                return Flow.Error;
        }

        ReturnAction action = frame.Action;
        int register = frame.ResultRegister;
        Frame caller = frame.Back!;
        Interpreter.PopFrame(thread, frame);
        if (action == ReturnAction.Discard)
        {
            thread.Release(value);
        }
        else
        {
            Registers.Set(thread, ref caller[register], value);
        }

        return Flow.Frame;
    }
}

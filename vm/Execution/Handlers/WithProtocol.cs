using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Entering with statements.</summary>
internal static class WithProtocol
{
    /// <summary>R[a], R[a+1] = bound __exit__ of R[b], R[b].__enter__(); or the async pair.</summary>
    public static Flow Enter(ThreadState thread, Frame frame, ref Value registers, int a, int b, bool isAsync)
    {
        Value manager = Unsafe.Add(ref registers, b);
        StrObject exitName = isAsync ? Names.AExit : Names.Exit;
        StrObject enterName = isAsync ? Names.AEnter : Names.Enter;
        Value exit = Attributes.LookupSpecial(thread, manager, exitName, out Value exitSelf);
        if (exit.IsUnbound)
        {
            return Unsupported(thread, manager, isAsync, exitName);
        }

        if (exit.IsError)
        {
            return Flow.Error;
        }

        Value enter = Attributes.LookupSpecial(thread, manager, enterName, out Value enterSelf);
        if (enter.IsUnbound || enter.IsError)
        {
            if (exitSelf.IsUnbound)
            {
                thread.Release(exit);
            }

            return enter.IsError ? Flow.Error : Unsupported(thread, manager, isAsync, enterName);
        }

        Value boundExit = exitSelf.IsUnbound ? exit : Bind(thread, exit, manager);
        if (boundExit.IsError)
        {
            if (enterSelf.IsUnbound)
            {
                thread.Release(enter);
            }

            return Flow.Error;
        }

        if (!enterSelf.IsUnbound && enter.Ref is FunctionObject { Code: { IsSimple: true, ArgumentCount: 1 } } function)
        {
            Value self = Registers.Take(thread, frame, ref registers, b);
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), boundExit);
            return SpecialReturns.Push(thread, frame, function, a + 1, ReturnAction.Replace, self, Value.Unbound, Value.Unbound);
        }

        Value entered = Calls.CallUnbound(thread, enter, enterSelf);
        if (entered.IsError)
        {
            thread.Release(boundExit);
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), boundExit);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a + 1), entered);
        return Flow.Next;
    }

    private static Value Bind(ThreadState thread, Value method, Value self) => Descriptors.Get(thread, method.Ref!, self, self.Type);

    private static Flow Unsupported(ThreadState thread, Value manager, bool isAsync, StrObject missing)
    {
        TypeObject type = manager.Type;
        string protocol = isAsync ? "asynchronous context manager protocol" : "context manager protocol";
        bool other = isAsync
            ? Has(type, Names.Enter) && Has(type, Names.Exit)
            : Has(type, Names.AEnter) && Has(type, Names.AExit);
        string hint = !other ? ""
            : isAsync ? " but it supports the context manager protocol. Did you mean to use 'with'?"
            : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
        thread.TypeError($"'{TypeNames.Full(type)}' object does not support the {protocol} (missed {missing} method){hint}");
        return Flow.Error;
    }

    private static bool Has(TypeObject type, StrObject name) => !type.Lookup(name).IsUnbound;
}

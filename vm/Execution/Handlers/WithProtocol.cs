using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Entering with statements.</summary>
internal static class WithProtocol
{
    /// <summary>R[a] to R[a+3] = __exit__ and __enter__ of R[b], or the async pair, each as LoadMethod gives a method: with self, or unbound and what to call.</summary>
    public static Flow Enter(ThreadState thread, Frame frame, ref Value registers, int a, int b, bool isAsync)
    {
        Value manager = Unsafe.Add(ref registers, b);
        TypeObject type = manager.Type;
        object version = type.Version;
        ref object? site = ref frame.Code.Caches[frame.Pc - 1];
        if (site is WithCache known && ReferenceEquals(known.Version, version))
        {
            return Put(thread, frame, ref registers, a, b, known.Exit, known.Enter);
        }

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

        if (!exitSelf.IsUnbound && !enterSelf.IsUnbound)
        {
            if (exit.Ref!.OwnerId == RefCount.Uncounted && enter.Ref!.OwnerId == RefCount.Uncounted)
            {
                site = new WithCache(version, exit.Ref, enter.Ref);
            }

            return Put(thread, frame, ref registers, a, b, exit.Ref, enter.Ref!);
        }

        Method(thread, ref Unsafe.Add(ref registers, a + 2), enter, enterSelf);
        Value self = Registers.Take(thread, frame, ref registers, b);
        Method(thread, ref Unsafe.Add(ref registers, a), exit, exitSelf);
        thread.Release(self);
        return Flow.Next;
    }

    /// <summary>Two methods found on the class, with the manager as the self of both.</summary>
    private static Flow Put(ThreadState thread, Frame frame, ref Value registers, int a, int b, PyObject exit, PyObject enter)
    {
        Value self = Registers.Take(thread, frame, ref registers, b);
        ref Value first = ref Unsafe.Add(ref registers, a);
        RefCount.Retain(thread, exit);
        RefCount.Retain(thread, enter);
        first = Value.Of(exit);
        Unsafe.Add(ref first, 1) = self;
        Unsafe.Add(ref first, 2) = Value.Of(enter);
        Unsafe.Add(ref first, 3) = thread.Retain(self);
        return Flow.Next;
    }

    /// <summary>A method as it was looked up: borrowed, with self, or a new reference that is bound already.</summary>
    private static void Method(ThreadState thread, ref Value register, Value method, Value self)
    {
        if (self.IsUnbound)
        {
            register = Value.Unbound;
            Unsafe.Add(ref register, 1) = method;
        }
        else
        {
            register = thread.Retain(method);
            Unsafe.Add(ref register, 1) = thread.Retain(self);
        }
    }

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

/// <summary>The methods of with that instances of one version of a class have, both uncounted.</summary>
internal sealed class WithCache(object version, PyObject exit, PyObject enter)
{
    public readonly object Version = version;
    public readonly PyObject Exit = exit;
    public readonly PyObject Enter = enter;
}

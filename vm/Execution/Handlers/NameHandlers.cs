using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Globals, builtins and the namespaces of class bodies.</summary>
[OpcodeHandlers]
internal static class NameHandlers
{
    internal static Flow LoadGlobal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (frame.Code.Caches[pc - 1] is GlobalCache cache && cache.TryLoad(frame, out object? content))
        {
            if (!FreeThreading.AreSeveral)
            {
                Registers.Set(thread, ref Unsafe.Add(ref registers, a), Slot.Load(thread, content));
                return Flow.Next;
            }

            if (SharedSlots.TryLoad(thread, ref cache.Content, out Value value))
            {
                Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return NameLookup.Global(thread, frame, ref registers, a, b);
    }

    internal static Flow StoreGlobal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        Value value = Registers.Take(thread, frame, ref registers, b);
        return NameLookup.StoreGlobal(thread, frame, a, value);
    }

    internal static Flow DeleteGlobal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return frame.Globals.RemoveName(thread, frame.Code.Names[a]) ? Flow.Next : Unbound.Name(thread, frame.Code.Names[a]);
    }

    internal static Flow LoadName(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        StrObject name = frame.Code.Names[b];
        Value found = frame.Namespace is null ? Value.Unbound : NameLookup.InNamespace(thread, Value.Of(frame.Namespace), name);
        return NameLookup.OrGlobal(thread, frame, ref registers, a, name, found);
    }

    internal static Flow StoreName(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Registers.Take(thread, frame, ref registers, b);
        return NameLookup.Store(thread, frame, frame.Code.Names[a], value);
    }

    internal static Flow DeleteName(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return NameLookup.Delete(thread, frame, frame.Code.Names[a]);
    }

    internal static Flow LoadLocals(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), thread.Retain(Value.Of(frame.Namespace ?? frame.Globals)));
        return Flow.Next;
    }
}

using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Variables shared by nested functions.</summary>
[OpcodeHandlers]
internal static class CellHandlers
{
    internal static Flow MakeCell(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value local = ref Unsafe.Add(ref registers, a);

        // A class's own cell lives as long as its methods, which are uncounted (FunctionHandlers).
        bool isOfClass = frame.HasOwnNamespace && frame.Code.Code.LocalNames[a] == "__class__";
        CellObject cell = isOfClass ? new CellObject() : new CellObject(thread);
        cell.Content = Slot.Content(local);
        local = Value.Of(cell);
        return Flow.Next;
    }

    internal static Flow LoadCell(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = SharedSlots.LoadCell(thread, Unsafe.As<CellObject>(Unsafe.Add(ref registers, b).Ref!));
        if (!value.IsUnbound)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
            return Flow.Next;
        }

        frame.Pc = pc;
        return Unbound.Local(thread, frame, b);
    }

    internal static Flow StoreCell(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        Value value = Registers.Take(thread, frame, ref registers, b);
        SharedSlots.StoreCell(thread, Unsafe.As<CellObject>(Unsafe.Add(ref registers, a).Ref!), value);
        return Flow.Next;
    }

    internal static Flow DeleteCell(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        CellObject cell = Unsafe.As<CellObject>(Unsafe.Add(ref registers, a).Ref!);
        if (cell.Content is null)
        {
            return Unbound.Local(thread, frame, a);
        }

        SharedSlots.StoreCell(thread, cell, Value.Unbound);
        return Flow.Next;
    }

    internal static Flow LoadFree(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = SharedSlots.LoadCell(thread, Unsafe.As<CellObject>(frame.Closure[b]!));
        if (!value.IsUnbound)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
            return Flow.Next;
        }

        frame.Pc = pc;
        return Unbound.Free(thread, frame, b);
    }

    internal static Flow StoreFree(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        Value value = Registers.Take(thread, frame, ref registers, b);
        SharedSlots.StoreCell(thread, Unsafe.As<CellObject>(frame.Closure[a]!), value);
        return Flow.Next;
    }

    internal static Flow DeleteFree(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        CellObject cell = Unsafe.As<CellObject>(frame.Closure[a]!);
        if (cell.Content is null)
        {
            return Unbound.Free(thread, frame, a);
        }

        SharedSlots.StoreCell(thread, cell, Value.Unbound);
        return Flow.Next;
    }

    internal static Flow LoadFreeCell(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), thread.Retain(Value.Of((CellObject)frame.Closure[b]!)));
        return Flow.Next;
    }

    internal static Flow LoadClassFree(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        StrObject name = StrObject.Intern(frame.Code.Code.FreeNames[b]);
        Value found = NameLookup.InNamespace(thread, Value.Of(frame.Namespace!), name);
        return NameLookup.OrFree(thread, frame, ref registers, a, b, found);
    }

    internal static Flow LoadMappingOrFree(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        StrObject name = StrObject.Intern(frame.Code.Code.FreeNames[c]);
        Value found = NameLookup.InNamespace(thread, Unsafe.Add(ref registers, b), name);
        Registers.Consume(thread, frame, ref registers, b);
        return NameLookup.OrFree(thread, frame, ref registers, a, c, found);
    }

    internal static Flow LoadMappingOrGlobal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value found = NameLookup.InNamespace(thread, Unsafe.Add(ref registers, b), frame.Code.Names[c]);
        Registers.Consume(thread, frame, ref registers, b);
        return NameLookup.OrGlobal(thread, frame, ref registers, a, frame.Code.Names[c], found);
    }
}

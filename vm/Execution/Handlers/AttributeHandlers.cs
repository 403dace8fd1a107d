using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Attribute access through inline caches.</summary>
[OpcodeHandlers]
internal static class AttributeHandlers
{
    internal static Flow GetAttribute(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value target = ref Unsafe.Add(ref registers, b);
        if (frame.Code.Caches[pc - 1] is AttributeCache cache && target.Ref is { } reference && ReferenceEquals(reference.Type.Version, cache.Version) && cache.Index > 0)
        {
            object?[]? attributes = reference.Attributes;
            if (attributes is not null && (uint)cache.Index < (uint)attributes.Length && attributes[cache.Index] is { } content)
            {
                Value value = FreeThreading.AreSeveral ? SharedSlots.LoadAttribute(thread, reference, cache.Index) : Slot.Load(thread, content);
                if (!FreeThreading.AreSeveral || !value.IsUnbound)
                {
                    frame.Pc = pc;
                    Registers.Consume(thread, frame, ref registers, b);
                    Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
                    return Flow.Next;
                }
            }
        }

        frame.Pc = pc;
        return AttributeSlow.Get(thread, frame, ref registers, a, b, c);
    }

    internal static Flow SetAttribute(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value target = ref Unsafe.Add(ref registers, a);
        frame.Pc = pc;
        if (frame.Code.Caches[pc - 1] is AttributeCache cache && target.Ref is { } reference && ReferenceEquals(reference.Type.Version, cache.Version))
        {
            object?[]? attributes = reference.Attributes;
            if (attributes is not null && (uint)cache.Index < (uint)attributes.Length && attributes[cache.Index] is not null)
            {
                if (FreeThreading.AreSeveral)
                {
                    return AttributeSlow.Store(thread, frame, ref registers, a, b, c, reference, cache);
                }

                Value value = Registers.Take(thread, frame, ref registers, b);
                Slot.Store(thread, ref attributes[cache.Index], value);
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }
        }

        return AttributeSlow.Set(thread, frame, ref registers, a, b, c);
    }

    internal static Flow DeleteAttribute(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (!AttributeSlow.Delete(thread, Unsafe.Add(ref registers, a), frame.Code.Names[c], ref frame.Code.Caches[pc - 1]))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    internal static Flow LoadMethod(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (frame.Code.Caches[pc - 1] is MethodCache cache && ReferenceEquals(Unsafe.Add(ref registers, b).Type.Version, cache.Version) && cache.Applies(Unsafe.Add(ref registers, b)))
        {
            Value self = Registers.Take(thread, frame, ref registers, b);
            RefCount.Retain(thread, cache.Function);
            Unsafe.Add(ref registers, a) = Value.Of(cache.Function);
            Unsafe.Add(ref registers, a + 1) = self;
            return Flow.Next;
        }

        frame.Pc = pc;
        return AttributeSlow.LoadMethod(thread, frame, ref registers, a, b, c);
    }
}

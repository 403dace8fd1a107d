using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>The match statement (PEP 634).</summary>
[OpcodeHandlers]
internal static class MatchHandlers
{
    internal static Flow GetLength(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        long length = Operators.Length(thread, Unsafe.Add(ref registers, b));
        if (length < 0)
        {
            return Flow.Error;
        }

        Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), length);
        return Flow.Next;
    }

    internal static Flow MatchSequence(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        bool matches = PatternMatching.HasFlag(Unsafe.Add(ref registers, b).Type, TypeFlags.Sequence);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(matches));
        return Flow.Next;
    }

    internal static Flow MatchMapping(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        bool matches = PatternMatching.HasFlag(Unsafe.Add(ref registers, b).Type, TypeFlags.Mapping);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(matches));
        return Flow.Next;
    }

    internal static Flow MatchKeys(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value values = PatternMatching.Keys(thread, Unsafe.Add(ref registers, b), Unsafe.As<TupleObject>(Unsafe.Add(ref registers, c).Ref!));
        if (values.IsError)
        {
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), values);
        return Flow.Next;
    }

    internal static Flow MatchClass(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value attributes = PatternMatching.Class(
            thread, Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, a), c, Unsafe.As<TupleObject>(Unsafe.Add(ref registers, a + 1).Ref!));
        if (attributes.IsError)
        {
            return Flow.Error;
        }

        Registers.Drop(thread, ref Unsafe.Add(ref registers, a + 1));
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), attributes);
        return Flow.Next;
    }

    internal static Flow MatchRest(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value rest = PatternMatching.Rest(thread, Unsafe.Add(ref registers, b), Unsafe.As<TupleObject>(Unsafe.Add(ref registers, c).Ref!));
        if (rest.IsError)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, c);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), rest);
        return Flow.Next;
    }
}

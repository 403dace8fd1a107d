using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// What handlers do with registers. A register that is written releases what it held; an operand that is a temporary is
/// consumed: released and left empty, unless it holds nothing counted (numbers, strs), which may stay behind.
/// </summary>
internal static class Registers
{
    /// <summary>Writes a value whose reference moves in, then releases the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ThreadState thread, ref Value register, Value value)
    {
        PyObject? old = register.Ref;
        register.Bits = value.Bits;
        if (!ReferenceEquals(old, value.Ref))
        {
            // Numbers follow numbers most of the time: no write barrier then.
            register.Ref = value.Ref;
        }

        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetInt(ThreadState thread, ref Value register, long value)
    {
        PyObject? old = register.Ref;
        register.Bits = value;
        if (old is not null)
        {
            register.Ref = null;
            RefCount.Release(thread, old);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetFloat(ThreadState thread, ref Value register, double value)
    {
        PyObject? old = register.Ref;
        register.Bits = BitConverter.DoubleToInt64Bits(value);
        if (!ReferenceEquals(old, Singletons.FloatTag))
        {
            register.Ref = Singletons.FloatTag;
            if (old is not null)
            {
                RefCount.Release(thread, old);
            }
        }
    }

    /// <summary>Releases an operand that is a temporary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Consume(ThreadState thread, Frame frame, ref Value registers, int index)
    {
        if (index >= frame.LocalCount)
        {
            Drop(thread, ref Unsafe.Add(ref registers, index));
        }
    }

    /// <summary>Releases a temporary and leaves it empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Drop(ThreadState thread, ref Value register)
    {
        PyObject? old = register.Ref;
        if (old is not null && old.OwnerId != RefCount.Uncounted)
        {
            register.Ref = null;
            RefCount.Release(thread, old);
        }
    }

    /// <summary>Releases a run of temporaries and leaves them empty.</summary>
    public static void DropRange(ThreadState thread, ref Value first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Drop(thread, ref Unsafe.Add(ref first, i));
        }
    }

    /// <summary>The operand as a reference of the caller's own: moved out of a temporary, retained from a local.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Take(ThreadState thread, Frame frame, ref Value registers, int index)
    {
        ref Value register = ref Unsafe.Add(ref registers, index);
        Value value = register;
        if (index >= frame.LocalCount)
        {
            register.Ref = null;
        }
        else
        {
            RefCount.Retain(thread, value);
        }

        return value;
    }

    /// <summary>Ends a binary operation: consumes the operands, writes the result. Error when the result is.</summary>
    public static Flow Finish(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, Value result)
    {
        if (result.IsError)
        {
            return Flow.Error;
        }

        Consume(thread, frame, ref registers, b);
        Consume(thread, frame, ref registers, c);
        Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }

    /// <summary>Ends a unary operation: consumes the operand, writes the result. Error when the result is.</summary>
    public static Flow Finish(ThreadState thread, Frame frame, ref Value registers, int a, int b, Value result)
    {
        if (result.IsError)
        {
            return Flow.Error;
        }

        Consume(thread, frame, ref registers, b);
        Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }
}

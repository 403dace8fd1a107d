using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>A slot's private int: overwritten in place by one atomic 8-byte store, never handed out (DESIGN 2).</summary>
internal sealed class IntCell(long value)
{
    public long Value = value;
}

/// <summary>A slot's private float, as <see cref="IntCell"/>.</summary>
internal sealed class FloatCell(double value)
{
    public double Value = value;
}

/// <summary>
/// Heap slots: one 8-byte reference each, so that they never tear. A slot is null (empty), a <see cref="PyObject"/> that it
/// holds a reference to, or a number cell that it owns alone. Never copy the content of one slot to another: load and store.
/// </summary>
public static class Slot
{
    /// <summary>The content as a new reference; <see cref="Value.Unbound"/> when empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Load(ThreadState thread, object? content)
    {
        Value value = Peek(content);
        RefCount.Retain(thread, value);
        return value;
    }

    /// <summary>The content as a borrowed reference; <see cref="Value.Unbound"/> when empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Peek(object? content)
    {
        if (content is null)
        {
            return Value.Unbound;
        }

        if (content.GetType() == typeof(IntCell))
        {
            return Value.Int(Unsafe.As<IntCell>(content).Value);
        }

        if (content.GetType() == typeof(FloatCell))
        {
            return Value.FromDouble(Unsafe.As<FloatCell>(content).Value);
        }

        return new Value(Unsafe.As<PyObject>(content));
    }

    /// <summary>Replaces the content by the value, whose reference moves into the slot; then releases what it held, which can run user code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ThreadState thread, ref object? slot, Value value)
    {
        object? old = slot;
        if (value.Ref is null && old is not null && old.GetType() == typeof(IntCell))
        {
            Unsafe.As<IntCell>(old).Value = value.Bits;
            return;
        }

        if (value.IsFloat && old is not null && old.GetType() == typeof(FloatCell))
        {
            Unsafe.As<FloatCell>(old).Value = value.Float;
            return;
        }

        slot = Content(value);
        ReleaseContent(thread, old);
    }

    /// <summary>A fresh slot content for the value; its reference moves in. Unbound gives null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static object? Content(Value value)
    {
        if (value.Ref is null)
        {
            return new IntCell(value.Bits);
        }

        if (value.IsFloat)
        {
            return new FloatCell(value.Float);
        }

        return value.IsUnbound ? null : value.Ref;
    }

    /// <summary>Releases a content taken out of its slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReleaseContent(ThreadState thread, object? content)
    {
        if (content is not null && content.GetType() != typeof(IntCell) && content.GetType() != typeof(FloatCell))
        {
            RefCount.Release(thread, Unsafe.As<PyObject>(content));
        }
    }
}

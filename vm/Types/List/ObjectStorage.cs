using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Items of any kind, one slot each.</summary>
internal sealed class ObjectStorage(int capacity) : ListStorage
{
    public readonly object?[] Items = new object?[capacity];

    public override int Capacity => Items.Length;

    public override Value Get(ThreadState thread, int index) => Slot.Load(thread, Items[index]);

    public override Value Peek(int index) => Slot.Peek(Items[index]);

    public override bool Holds(Value value) => true;

    public override bool TrySet(ThreadState thread, int index, Value value)
    {
        Slot.Store(thread, ref Items[index], value);
        return true;
    }

    public override bool TryInitialise(int index, Value value)
    {
        Items[index] = Slot.Content(value);
        return true;
    }

    public override ListStorage Resize(int capacity, int count)
    {
        var next = new ObjectStorage(capacity);
        Array.Copy(Items, next.Items, count);
        return next;
    }

    public override ListStorage Widen(Value forValue, int capacity) => this;

    public override void Move(int from, int to, int count) => Items.AsSpan(from, count).CopyTo(Items.AsSpan(to, count));

    public override void Clear(int start, int end) => Array.Clear(Items, start, end - start);

    public override void Release(ThreadState thread, int start, int end)
    {
        // The last first, as CPython's list_clear has it.
        for (int i = end - 1; i >= start; i--)
        {
            object? content = Items[i];
            Items[i] = null;
            Slot.ReleaseContent(thread, content);
        }
    }

    public override ListStorage Copy(ThreadState thread, int start, int count, int capacity)
    {
        var next = new ObjectStorage(capacity);
        TryCopyTo(thread, start, count, next, 0);
        return next;
    }

    public override bool TryCopyTo(ThreadState thread, int start, int count, ListStorage target, int at)
    {
        if (target is not ObjectStorage same)
        {
            return false;
        }

        // The arrays are of objects exactly: no check of what is stored.
        ReadOnlySpan<object?> from = Items.AsSpan(start, count);
        ref object? to = ref MemoryMarshal.GetReference(same.Items.AsSpan(at, count));
        for (int i = 0; i < from.Length; i++)
        {
            // A number cell belongs to one slot, so it is made anew.
            Unsafe.Add(ref to, i) = Slot.Content(Slot.Load(thread, from[i]));
        }

        return true;
    }

    public override void Reverse(int start, int count) => Items.AsSpan(start, count).Reverse();

    public override object?[]? Contents(int start, int count) => count == 0 ? null : Items.AsSpan(start, count).ToArray();
}

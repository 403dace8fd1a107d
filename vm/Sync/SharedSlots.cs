using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Sync;

/// <summary>
/// Heap slots that several threads read and write (free threading). Readers take no lock: they try to retain what they see
/// and look again whether it is still there; only where that fails, the first time a thread meets another's object, they take
/// the owner's lock, under which nobody takes the object out, and mark it so that the next time needs no lock (CONCURRENCY 4).
/// Writers hold the lock of the object whose slot it is. With an interpreter lock all this is plain loads and stores.
/// </summary>
internal static class SharedSlots
{
    /// <summary>Takes the object's lock for a moment in which nothing blocks and no user code runs; true when it is to be let go again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterLeaf(ThreadState thread, PyObject owner) =>
        FreeThreading.AreSeveral && (ObjectLock.TryTake(owner) || EnterContended(thread, owner));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool EnterContended(ThreadState thread, PyObject owner)
    {
        if (thread.Sections.Holds(owner))
        {
            return false;
        }

        thread.Statistics.Contentions++;
        ObjectLock.Take(owner);
        return true;
    }

    /// <summary>Ends what <see cref="EnterLeaf"/> began.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ExitLeaf(PyObject owner, bool entered)
    {
        if (entered)
        {
            ObjectLock.Release(owner);
        }
    }

    /// <summary>A content that was read from a slot, as a new reference, without a lock; false when it must be read under the lock (or has gone).</summary>
    public static bool TryLoad(ThreadState thread, ref object? slot, out Value value)
    {
        object? content = Volatile.Read(ref slot);
        value = Slot.Peek(content);
        if (value.Ref is not { } reference || content is null)
        {
            return content is not null;
        }

        if (reference.OwnerId == RefCount.Uncounted)
        {
            return true;
        }

        if (!RefCount.TryRetain(thread, reference))
        {
            return false;
        }

        if (ReferenceEquals(Volatile.Read(ref slot), content))
        {
            return true;
        }

        // It may have been taken out, and even be something else by now.
        RefCount.Release(thread, reference);
        return false;
    }

    /// <summary>As <see cref="Slot.Load"/>, under the owner's lock.</summary>
    public static Value LoadLocked(ThreadState thread, object? content)
    {
        Value value = Slot.Peek(content);
        if (value.Ref is { } reference)
        {
            RefCount.RetainShareable(thread, reference);
        }

        return value;
    }

    /// <summary>An attribute at an index of the owner's array; Unbound when it has gone or moved into a dict meanwhile.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value LoadAttribute(ThreadState thread, PyObject owner, int index)
    {
        object?[]? attributes = Volatile.Read(ref owner.Attributes);
        if (attributes is null || (uint)index >= (uint)attributes.Length)
        {
            return Value.Unbound;
        }

        if (TryLoad(thread, ref attributes[index], out Value value))
        {
            if (ReferenceEquals(Volatile.Read(ref owner.Attributes), attributes))
            {
                return value;
            }

            thread.Release(value);
        }

        bool entered = EnterLeaf(thread, owner);
        attributes = owner.Attributes;
        value = attributes is not null && (uint)index < (uint)attributes.Length ? LoadLocked(thread, attributes[index]) : Value.Unbound;
        ExitLeaf(owner, entered);
        return value;
    }

    /// <summary>Sets the attribute that a call site knows the place of; the value's reference moves in. False when it cannot be there (any more).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TrySetAttribute(ThreadState thread, PyObject owner, AttributeCache place, Value value)
    {
        object?[]? attributes = owner.Attributes;
        if (attributes is not null && (uint)place.Index < (uint)attributes.Length && TryOverwrite(attributes[place.Index], value))
        {
            return true;
        }

        bool entered = EnterLeaf(thread, owner);
        attributes = owner.Attributes;
        if (attributes is null || (uint)place.Index >= (uint)attributes.Length || (attributes[place.Index] is null && !place.CanAdd(attributes)))
        {
            ExitLeaf(owner, entered);
            return false;
        }

        object? displaced = Replace(ref attributes[place.Index], value);
        ExitLeaf(owner, entered);
        Slot.ReleaseContent(thread, displaced);
        return true;
    }

    /// <summary>The content of a variable shared by functions, a new reference; Unbound when empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value LoadCell(ThreadState thread, CellObject cell) =>
        FreeThreading.AreSeveral ? LoadOf(thread, cell, ref cell.Content) : Slot.Load(thread, cell.Content);

    /// <summary>Sets a variable shared by functions; the reference moves in, what was there is released last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreCell(ThreadState thread, CellObject cell, Value value)
    {
        if (FreeThreading.AreSeveral)
        {
            StoreOf(thread, cell, ref cell.Content, value);
        }
        else
        {
            Slot.Store(thread, ref cell.Content, value);
        }
    }

    /// <summary>A slot that stays where it is for as long as its owner lives.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value LoadOf(ThreadState thread, PyObject owner, ref object? slot)
    {
        if (TryLoad(thread, ref slot, out Value value))
        {
            return value;
        }

        bool entered = EnterLeaf(thread, owner);
        value = LoadLocked(thread, slot);
        ExitLeaf(owner, entered);
        return value;
    }

    /// <summary>Stores into a slot that stays where it is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void StoreOf(ThreadState thread, PyObject owner, ref object? slot, Value value)
    {
        if (TryOverwrite(slot, value))
        {
            return;
        }

        bool entered = EnterLeaf(thread, owner);
        object? displaced = Replace(ref slot, value);
        ExitLeaf(owner, entered);
        Slot.ReleaseContent(thread, displaced);
    }

    /// <summary>Replaces a content under the lock; what comes back is to be released after it.</summary>
    public static object? Replace(ref object? slot, Value value)
    {
        object? old = slot;
        if (TryOverwrite(old, value))
        {
            return null;
        }

        Volatile.Write(ref slot, Slot.Content(value));
        return old;
    }

    /// <summary>
    /// Stores a number over one of its kind. That needs no lock: the cell moves with its slot, and where the slot gets another
    /// content at the same time, that other store comes after this one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryOverwrite(object? content, Value value)
    {
        if (value.Ref is null && content is IntCell ints)
        {
            ints.Value = value.Bits;
            return true;
        }

        if (value.IsFloat && content is FloatCell floats)
        {
            floats.Value = value.Float;
            return true;
        }

        return false;
    }

    /// <summary>A list's item, a new reference; Unbound when the index is out of bounds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value LoadItem(ThreadState thread, ListObject list, int index)
    {
        ListStorage storage = Volatile.Read(ref list.Storage);
        if ((uint)index >= (uint)Volatile.Read(ref list.Count) || index >= storage.Capacity)
        {
            return Value.Unbound;
        }

        if (storage is not ObjectStorage objects)
        {
            return storage is ReservedStorage ? Value.Unbound : storage.Peek(index);
        }

        if (TryLoad(thread, ref objects.Items[index], out Value value))
        {
            if (ReferenceEquals(Volatile.Read(ref list.Storage), storage))
            {
                return value;
            }

            thread.Release(value);
        }

        bool entered = EnterLeaf(thread, list);
        value = (uint)index < (uint)list.Count ? list.Storage is ObjectStorage now ? LoadLocked(thread, now.Items[index]) : list.Storage.Peek(index) : Value.Unbound;
        ExitLeaf(list, entered);
        return value;
    }

    /// <summary>Replaces a list's item; the reference moves in. False, and nothing has happened, when the index is out of bounds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryStoreItem(ThreadState thread, ListObject list, long index, Value value)
    {
        object? displaced = null;
        bool entered = EnterLeaf(thread, list);
        index += index < 0 ? list.Count : 0;
        bool inside = (ulong)index < (ulong)list.Count;
        if (inside)
        {
            displaced = list.Exchange((int)index, value);
        }

        ExitLeaf(list, entered);
        Slot.ReleaseContent(thread, displaced);
        return inside;
    }

    /// <summary>The value of a str or int key whose hash is known, a new reference; false when it must be looked up under the lock.</summary>
    public static bool TryLoadEntry(ThreadState thread, DictObject dict, Value key, long hash, out Value value)
    {
        DictKeys keys = Volatile.Read(ref dict.Keys);
        int position = key.Ref is StrObject name ? keys.FindName(name, hash) : keys.FindInt(key.Bits, hash);
        if (position == DictObject.NotFound)
        {
            value = Value.Unbound;
            return ReferenceEquals(Volatile.Read(ref dict.Keys), keys);
        }

        if (position >= 0 && TryLoad(thread, ref keys.Entries[position].Content, out value))
        {
            if (ReferenceEquals(Volatile.Read(ref dict.Keys), keys))
            {
                return true;
            }

            thread.Release(value);
        }

        value = default;
        return false;
    }

    /// <summary>Whether a str or int key is there; false when it must be looked up under the lock.</summary>
    public static bool TryContains(DictObject dict, Value key, long hash, out bool contains)
    {
        DictKeys keys = Volatile.Read(ref dict.Keys);
        int position = key.Ref is StrObject name ? keys.FindName(name, hash) : keys.FindInt(key.Bits, hash);
        contains = position >= 0 && Volatile.Read(ref keys.Entries[position].Content) is not null;
        return position >= DictObject.NotFound && ReferenceEquals(Volatile.Read(ref dict.Keys), keys);
    }
}

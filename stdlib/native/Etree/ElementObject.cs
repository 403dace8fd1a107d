using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>An element: tag, attributes, the text inside, the text behind (tail), and the elements inside.</summary>
public sealed class ElementObject : PyObject
{
    private object? _tag;
    private object? _text;
    private object? _tail;

    // A DictObject; null for an element that has had no attributes so far.
    private object? _attributes;

    // Made for the first child and kept from then on, so that iterators see every change.
    private ListObject? _children;

    internal ElementObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>An element; the references of tag and attributes (null for none) move in.</summary>
    internal ElementObject(ThreadState thread, Value tag, DictObject? attributes)
        : base(thread, ElementMethods.Type)
    {
        _tag = Slot.Content(tag);
        _attributes = attributes;
    }

    /// <summary>The elements inside; null as long as there has been none.</summary>
    internal ListObject? Children => Volatile.Read(ref _children);

    /// <summary>Number of elements inside.</summary>
    internal int Count => Children?.Count ?? 0;

    internal Value LoadTag(ThreadState thread) => Load(thread, ref _tag);

    internal Value LoadText(ThreadState thread) => Load(thread, ref _text);

    internal Value LoadTail(ThreadState thread) => Load(thread, ref _tail);

    /// <summary>Replaces the tag; the reference moves in.</summary>
    internal void StoreTag(ThreadState thread, Value value) => Store(thread, ref _tag, value);

    /// <summary>As <see cref="StoreTag"/>, the text.</summary>
    internal void StoreText(ThreadState thread, Value value) => Store(thread, ref _text, value);

    /// <summary>As <see cref="StoreTag"/>, the tail.</summary>
    internal void StoreTail(ThreadState thread, Value value) => Store(thread, ref _tail, value);

    /// <summary>The attributes as a new reference; null when there are none yet.</summary>
    internal DictObject? TryLoadAttributes(ThreadState thread) => _attributes is null ? null : Load(thread, ref _attributes).Ref as DictObject;

    /// <summary>The attributes as a new reference.</summary>
    internal DictObject LoadAttributes(ThreadState thread)
    {
        if (TryLoadAttributes(thread) is { } present)
        {
            return present;
        }

        DictObject made = DictObject.New(thread);
        RefCount.Retain(thread, made);
        if (Interlocked.CompareExchange(ref _attributes, made, null) is null)
        {
            return made;
        }

        // Another thread was first.
        RefCount.Release(thread, made);
        RefCount.Release(thread, made);
        return LoadAttributes(thread);
    }

    /// <summary>Replaces the attributes; the reference moves in.</summary>
    internal void StoreAttributes(ThreadState thread, DictObject? attributes) =>
        Store(thread, ref _attributes, attributes is null ? Value.Unbound : Value.Of(attributes));

    /// <summary>Appends a borrowed child.</summary>
    internal void Append(ThreadState thread, ElementObject child)
    {
        ListObject children = EnsureChildren(thread);
        RefCount.Retain(thread, child);
        bool entered = SharedSlots.EnterLeaf(thread, children);
        children.Add(Value.Of(child));
        SharedSlots.ExitLeaf(children, entered);
    }

    /// <summary>The list of children, borrowed; made if there is none.</summary>
    internal ListObject EnsureChildren(ThreadState thread)
    {
        if (Children is { } present)
        {
            return present;
        }

        ListObject made = ListObject.New(thread);
        if (Interlocked.CompareExchange(ref _children, made, null) is { } other)
        {
            RefCount.Release(thread, made);
            return other;
        }

        return made;
    }

    /// <summary>The child at a position, a new reference; null past the end.</summary>
    internal ElementObject? LoadChild(ThreadState thread, int index)
    {
        if (Children is not { } children || index >= children.Count)
        {
            return null;
        }

        return children.Get(thread, index).Ref as ElementObject;
    }

    /// <summary>Takes everything away but the tag.</summary>
    internal void Clear(ThreadState thread)
    {
        StoreAttributes(thread, null);
        if (Children is { } children)
        {
            using CriticalSection.Scope section = CriticalSection.Enter(thread, children);
            children.ReleaseAll(thread);
        }

        StoreText(thread, Value.None);
        StoreTail(thread, Value.None);
    }

    /// <inheritdoc/>
    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Slot.ReleaseContent(thread, _tag);
        Slot.ReleaseContent(thread, _text);
        Slot.ReleaseContent(thread, _tail);
        Slot.ReleaseContent(thread, _attributes);
        Slot.ReleaseContent(thread, _children);
        _tag = _text = _tail = _attributes = _children = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value Load(ThreadState thread, ref object? slot)
    {
        Value value = FreeThreading.AreSeveral ? SharedSlots.LoadOf(thread, this, ref slot) : Slot.Load(thread, slot);
        return value.IsUnbound ? Value.None : value;
    }

    private void Store(ThreadState thread, ref object? slot, Value value)
    {
        if (FreeThreading.AreSeveral)
        {
            SharedSlots.StoreOf(thread, this, ref slot, value);
        }
        else
        {
            Slot.Store(thread, ref slot, value);
        }
    }
}

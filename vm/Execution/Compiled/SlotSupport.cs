using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// Heap slots for emitted code: globals, attributes, cells. False means: not a case for this; nothing has been done, the
/// handler does it. Versions are tested before contents are read, contents are read once (free threading).
/// </summary>
internal static class SlotSupport
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGlobal(ThreadState thread, Frame frame, object?[] caches, int index, out Value value)
    {
        if (caches[index] is { } entry && Unsafe.As<GlobalCache>(entry) is var cache && cache.TryLoad(frame, out object? content))
        {
            if (FreeThreading.AreSeveral)
            {
                return SharedSlots.TryLoad(thread, ref cache.Content, out value);
            }

            value = Slot.Load(thread, content);
            return true;
        }

        value = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGlobalInt(ThreadState thread, Frame frame, object?[] caches, int index, out long value)
    {
        object? content = null;
        if (caches[index] is { } entry)
        {
            Unsafe.As<GlobalCache>(entry).TryLoad(frame, out content);
        }

        return TryInt(content, out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGlobalFloat(ThreadState thread, Frame frame, object?[] caches, int index, out double value)
    {
        object? content = null;
        if (caches[index] is { } entry)
        {
            Unsafe.As<GlobalCache>(entry).TryLoad(frame, out content);
        }

        return TryFloat(content, out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGlobalIn(ThreadState thread, FunctionObject function, object?[] caches, int index, out Value value)
    {
        if (caches[index] is { } entry && Unsafe.As<GlobalCache>(entry) is var cache && cache.TryLoad(function, out object? content))
        {
            if (FreeThreading.AreSeveral)
            {
                return SharedSlots.TryLoad(thread, ref cache.Content, out value);
            }

            value = Slot.Load(thread, content);
            return true;
        }

        value = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGlobalInInt(ThreadState thread, FunctionObject function, object?[] caches, int index, out long value)
    {
        object? content = null;
        if (caches[index] is { } entry)
        {
            Unsafe.As<GlobalCache>(entry).TryLoad(function, out content);
        }

        return TryInt(content, out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGlobalInFloat(ThreadState thread, FunctionObject function, object?[] caches, int index, out double value)
    {
        object? content = null;
        if (caches[index] is { } entry)
        {
            Unsafe.As<GlobalCache>(entry).TryLoad(function, out content);
        }

        return TryFloat(content, out value);
    }

    /// <summary>As <see cref="TryGlobal"/> for what is no number; null for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject? TryGlobalObject(ThreadState thread, Frame frame, object?[] caches, int index) =>
        FreeThreading.AreSeveral ? SharedGlobal(thread, frame, caches, index)
            : caches[index] is { } entry && Unsafe.As<GlobalCache>(entry).TryLoad(frame, out object? content) ? ObjectIn(thread, content) : null;

    /// <summary>As <see cref="TryGlobalIn"/> for what is no number; null for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject? TryGlobalInObject(ThreadState thread, FunctionObject function, object?[] caches, int index) =>
        FreeThreading.AreSeveral ? SharedGlobalIn(thread, function, caches, index)
            : caches[index] is { } entry && Unsafe.As<GlobalCache>(entry).TryLoad(function, out object? content) ? ObjectIn(thread, content) : null;

    /// <summary>Overwrites an int that a global holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStoreGlobalInt(ThreadState thread, Frame frame, object?[] caches, int index, long value)
    {
        if (caches[index] is { } entry && Unsafe.As<GlobalCache>(entry).TryLoad(frame, out object? content) && content!.GetType() == typeof(IntCell))
        {
            Unsafe.As<IntCell>(content).Value = value;
            return true;
        }

        return TryStoreGlobalSlow(thread, frame, caches, index, Value.Int(value));
    }

    /// <summary>Overwrites a float that a global holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryStoreGlobalFloat(ThreadState thread, Frame frame, object?[] caches, int index, double value)
    {
        if (caches[index] is { } entry && Unsafe.As<GlobalCache>(entry).TryLoad(frame, out object? content) && content!.GetType() == typeof(FloatCell))
        {
            Unsafe.As<FloatCell>(content).Value = value;
            return true;
        }

        return TryStoreGlobalSlow(thread, frame, caches, index, Value.FromDouble(value));
    }

    /// <summary>Sets a global to what a register holds. With other threads about the handler does it, under the lock.</summary>
    public static bool TryStoreGlobal(ThreadState thread, Frame frame, object?[] caches, int index, ref Value value, bool isTemporary)
    {
        if (FreeThreading.AreSeveral || caches[index] is not { } entry || !Unsafe.As<GlobalCache>(entry).TryLoad(frame, out _))
        {
            return false;
        }

        Value taken = Support.Take(thread, ref value, isTemporary);

        Slot.Store(thread, ref Unsafe.As<GlobalCache>(entry).Content, taken);
        return true;
    }

    private static bool TryStoreGlobalSlow(ThreadState thread, Frame frame, object?[] caches, int index, Value value) =>
        TryStoreGlobal(thread, frame, caches, index, ref value, isTemporary: true);

    /// <summary>The global is still that object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGlobal(Frame frame, object?[] caches, int index, object known) =>
        caches[index] is { } entry && Unsafe.As<GlobalCache>(entry).TryLoad(frame, out object? content) && ReferenceEquals(content, known);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGlobalIn(FunctionObject function, object?[] caches, int index, object known) =>
        caches[index] is { } entry && Unsafe.As<GlobalCache>(entry).TryLoad(function, out object? content) && ReferenceEquals(content, known);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAttribute(ThreadState thread, ref Value target, object version, int index, out Value value)
    {
        if (target.Ref is { } reference && ReferenceEquals(reference.Type.Version, version))
        {
            if (FreeThreading.AreSeveral)
            {
                value = SharedSlots.LoadAttribute(thread, reference, index);
                return !value.IsUnbound;
            }

            if (reference.Attributes is { } attributes && (uint)index < (uint)attributes.Length && attributes[index] is { } content)
            {
                value = Slot.Load(thread, content);
                return true;
            }
        }

        value = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAttributeInt(ThreadState thread, ref Value target, object version, int index, out long value) =>
        TryInt(Content(ref target, version, index), out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAttributeFloat(ThreadState thread, ref Value target, object version, int index, out double value) =>
        TryFloat(Content(ref target, version, index), out value);

    /// <summary>As <see cref="TryAttribute"/> for what is no number; null for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject? TryAttributeObject(ThreadState thread, ref Value target, object version, int index) =>
        FreeThreading.AreSeveral ? SharedAttribute(thread, ref target, version, index) : ObjectIn(thread, Content(ref target, version, index));

    /// <summary>As <see cref="TryAttribute"/> where instances of several classes were seen, which all have it themselves.</summary>
    public static bool TryAnyAttribute(ThreadState thread, ref Value target, AttributeCache site, out Value value)
    {
        if (FreeThreading.AreSeveral)
        {
            return TryRead(thread, ref target, site, out value);
        }

        object? content = ContentOfAny(ref target, site);
        value = content is null ? default : Slot.Load(thread, content);
        return content is not null;
    }

    public static bool TryAnyAttributeInt(ThreadState thread, ref Value target, AttributeCache site, out long value) => TryInt(ContentOfAny(ref target, site), out value);

    public static bool TryAnyAttributeFloat(ThreadState thread, ref Value target, AttributeCache site, out double value) => TryFloat(ContentOfAny(ref target, site), out value);

    private static object? ContentOfAny(ref Value target, AttributeCache site)
    {
        if (target.Ref is { Attributes: { } attributes } reference)
        {
            object version = reference.Type.Version;
            for (SiteCache? entry = site; entry is not null; entry = entry.Next)
            {
                if (ReferenceEquals(entry.Version, version))
                {
                    int index = Unsafe.As<AttributeCache>(entry).Index;
                    return (uint)index < (uint)attributes.Length ? attributes[index] : null;
                }
            }
        }

        return null;
    }

    /// <summary>As <see cref="TryAnyAttribute"/> where instances may find the name on their class, or classes have it.</summary>
    public static bool TryRead(ThreadState thread, ref Value target, SiteCache site, out Value value)
    {
        Value holder = target;
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            if (entry.Matches(holder) && AttributeSlow.TryRead(thread, entry, holder, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    public static bool TryReadInt(ThreadState thread, ref Value target, SiteCache site, out long value) =>
        Support.TakeInt(thread, TryRead(thread, ref target, site, out Value found), found, out value);

    public static bool TryReadFloat(ThreadState thread, ref Value target, SiteCache site, out double value) =>
        Support.TakeFloat(thread, TryRead(thread, ref target, site, out Value found), found, out value);

    /// <summary>The instance in the register sees the class's value that the cache knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsClassValue(ref Value target, ClassValueCache cache) =>
        target.Ref is { } reference && ReferenceEquals(reference.Type.Version, cache.Version) && cache.Applies(target);

    /// <summary>The instance in the register has the property that the cache knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsProperty(ref Value target, PropertyCache cache) => target.Ref is { } reference && cache.Applies(reference.Type);

    /// <summary>The register holds the class whose member the cache knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTypeMember(ref Value target, TypeMemberCache cache) =>
        target.Ref is TypeObject type && cache.Applies(type);

    /// <summary>The class in the register, when it is the one whose classmethod the cache knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryClassOfMember(ref Value target, TypeMemberCache cache, out Value type)
    {
        type = target;
        return IsTypeMember(ref target, cache);
    }

    /// <summary>The class of the instance in the register, when it is the one whose classmethod the cache knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryClassOfInstance(ref Value target, InstanceMemberCache cache, out Value type)
    {
        type = Value.Of(target.Type);
        return cache.Applies(target);
    }

    /// <summary>The module's global is still that object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsModuleGlobal(ModuleCache cache, object known) => ReferenceEquals(cache.Content, known);

    /// <summary>A variable of a class.</summary>
    public static bool TryClassVariable(ThreadState thread, ref Value target, ClassVariableCache cache, out Value value)
    {
        if (cache.Applies(target) && cache.Content is { } content)
        {
            if (FreeThreading.AreSeveral)
            {
                return SharedSlots.TryLoad(thread, ref cache.Slot, out value);
            }

            value = Slot.Load(thread, content);
            return true;
        }

        value = default;
        return false;
    }

    public static bool TryClassVariableInt(ThreadState thread, ref Value target, ClassVariableCache cache, out long value) =>
        TryInt(cache.Applies(target) ? cache.Content : null, out value);

    public static bool TryClassVariableFloat(ThreadState thread, ref Value target, ClassVariableCache cache, out double value) =>
        TryFloat(cache.Applies(target) ? cache.Content : null, out value);

    public static bool TrySetClassVariable(ThreadState thread, ref Value target, ClassVariableCache cache, ref Value value, bool isTemporary)
    {
        if (FreeThreading.AreSeveral || !cache.Applies(target) || cache.Content is null || !ClassVariables.IsPlain(value))
        {
            return false;
        }

        Value taken = Support.Take(thread, ref value, isTemporary);

        Slot.Store(thread, ref cache.Slot, taken);
        return true;
    }

    /// <summary>A new reference to an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Retained(ThreadState thread, PyObject reference)
    {
        RefCount.Retain(thread, reference);
        return Value.Of(reference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetAttributeInt(ThreadState thread, ref Value target, AttributeCache cache, long value)
    {
        if (Content(ref target, cache.Version, cache.Index) is { } content && content.GetType() == typeof(IntCell))
        {
            Unsafe.As<IntCell>(content).Value = value;
            return true;
        }

        return TryStoreAttribute(thread, ref target, cache, Value.Int(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetAttributeFloat(ThreadState thread, ref Value target, AttributeCache cache, double value)
    {
        if (Content(ref target, cache.Version, cache.Index) is { } content && content.GetType() == typeof(FloatCell))
        {
            Unsafe.As<FloatCell>(content).Value = value;
            return true;
        }

        return TryStoreAttribute(thread, ref target, cache, Value.FromDouble(value));
    }

    /// <summary>Sets an attribute to what a register holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetAttribute(ThreadState thread, ref Value target, AttributeCache cache, ref Value value, bool isTemporary)
    {
        Value taken = value;
        if (isTemporary)
        {
            value.Ref = null;
            if (TryStoreAttribute(thread, ref target, cache, taken))
            {
                return true;
            }

            value = taken;
            return false;
        }

        RefCount.Retain(thread, taken);
        if (TryStoreAttribute(thread, ref target, cache, taken))
        {
            return true;
        }

        RefCount.Release(thread, taken);
        return false;
    }

    /// <summary>Stores an attribute that is there, or is the next to be added. A number, or a reference that moves in.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryStoreAttribute(ThreadState thread, ref Value target, AttributeCache cache, Value value)
    {
        for (SiteCache? entry = cache; entry is not null; entry = entry.Next)
        {
            if (entry is AttributeCache known && target.Ref is { } reference && ReferenceEquals(reference.Type.Version, known.Version))
            {
                if (FreeThreading.AreSeveral)
                {
                    return SharedSlots.TrySetAttribute(thread, reference, known, value);
                }

                if (reference.Attributes is { } attributes && (uint)known.Index < (uint)attributes.Length && (attributes[known.Index] is not null || known.CanAdd(attributes)))
                {
                    // Without the test of the array's type that an indexer's reference has.
                    Slot.Store(thread, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(attributes), known.Index), value);
                    return true;
                }

                if (known.DictOf(reference) is { } dict)
                {
                    dict.SetName(thread, known.Name, value);
                    return true;
                }

                return false;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FunctionObject FunctionIn(ref Value register) => Unsafe.As<FunctionObject>(register.Ref!);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellObject FreeOfFunction(FunctionObject function, int index) => Unsafe.As<CellObject>(function.Closure[index]!);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellObject CellIn(ref Value register) => Unsafe.As<CellObject>(register.Ref!);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CellObject FreeOf(Frame frame, int index) => Unsafe.As<CellObject>(frame.Closure[index]!);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCell(ThreadState thread, CellObject cell, out Value value)
    {
        value = SharedSlots.LoadCell(thread, cell);
        return !value.IsUnbound;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCellInt(ThreadState thread, CellObject cell, out long value) => TryInt(cell.Content, out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCellFloat(ThreadState thread, CellObject cell, out double value) => TryFloat(cell.Content, out value);

    /// <summary>As <see cref="TryCell"/> for what is no number; null for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PyObject? TryCellObject(ThreadState thread, CellObject cell) =>
        FreeThreading.AreSeveral ? SharedCell(thread, cell) : ObjectIn(thread, cell.Content);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetCellInt(ThreadState thread, CellObject cell, long value)
    {
        if (cell.Content is { } content && content.GetType() == typeof(IntCell))
        {
            Unsafe.As<IntCell>(content).Value = value;
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetCellFloat(ThreadState thread, CellObject cell, double value)
    {
        if (cell.Content is { } content && content.GetType() == typeof(FloatCell))
        {
            Unsafe.As<FloatCell>(content).Value = value;
            return true;
        }

        return false;
    }

    /// <summary>Sets a shared variable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetCell(ThreadState thread, CellObject cell, ref Value value, bool isTemporary)
    {
        Value taken = Support.Take(thread, ref value, isTemporary);

        SharedSlots.StoreCell(thread, cell, taken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static object? Content(ref Value target, object version, int index) =>
        target.Ref is { } reference && ReferenceEquals(reference.Type.Version, version)
        && reference.Attributes is { } attributes && (uint)index < (uint)attributes.Length ? attributes[index] : null;

    // With several threads about, out of line: bodies that have one thread to themselves are not to grow by it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject? SharedGlobal(ThreadState thread, Frame frame, object?[] caches, int index) =>
        Support.TakeObject(TryGlobal(thread, frame, caches, index, out Value value), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject? SharedGlobalIn(ThreadState thread, FunctionObject function, object?[] caches, int index) =>
        Support.TakeObject(TryGlobalIn(thread, function, caches, index, out Value value), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject? SharedAttribute(ThreadState thread, ref Value target, object version, int index) =>
        Support.TakeObject(TryAttribute(thread, ref target, version, index, out Value value), value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PyObject? SharedCell(ThreadState thread, CellObject cell) => Support.TakeObject(TryCell(thread, cell, out Value value), value);

    /// <summary>A new reference to the object that a slot holds; null when it holds a number, or nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PyObject? ObjectIn(ThreadState thread, object? content)
    {
        if (content is null || content.GetType() == typeof(IntCell) || content.GetType() == typeof(FloatCell))
        {
            return null;
        }

        PyObject reference = Unsafe.As<PyObject>(content);
        RefCount.Retain(thread, reference);
        return reference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryInt(object? content, out long value)
    {
        if (content is not null && content.GetType() == typeof(IntCell))
        {
            value = Unsafe.As<IntCell>(content).Value;
            return true;
        }

        value = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFloat(object? content, out double value)
    {
        if (content is not null && content.GetType() == typeof(FloatCell))
        {
            value = Unsafe.As<FloatCell>(content).Value;
            return true;
        }

        value = 0;
        return false;
    }
}

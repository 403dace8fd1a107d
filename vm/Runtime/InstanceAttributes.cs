using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// The attributes of an instance itself: an array indexed by the class's shared <see cref="InstanceKeys"/> as long as names
/// are set in that order and nobody asks for __dict__; a real dict, in element 0 of the array, afterwards.
/// </summary>
internal static class InstanceAttributes
{
    public enum Outcome
    {
        Done,
        Failed,

        /// <summary>The attribute to delete is not there.</summary>
        Missing,

        /// <summary>The instance cannot have attributes of its own.</summary>
        NoDict,
    }

    /// <summary>A new reference, or Unbound.</summary>
    public static Value Get(ThreadState thread, Value target, StrObject name)
    {
        if (target.Ref is ModuleObject module)
        {
            return module.Namespace.LoadName(thread, name);
        }

        if (target.Ref?.Attributes is not { } attributes)
        {
            return Value.Unbound;
        }

        if (attributes[0] is DictObject dict)
        {
            return dict.LoadName(thread, name);
        }

        int index = target.Ref.Type.Keys.Find(name);
        if (index <= 0 || index >= attributes.Length)
        {
            return Value.Unbound;
        }

        if (!FreeThreading.AreSeveral)
        {
            return Slot.Load(thread, attributes[index]);
        }

        Value found = SharedSlots.LoadAttribute(thread, target.Ref, index);
        return found.IsUnbound && target.Ref.Attributes?[0] is DictObject moved ? moved.LoadName(thread, name) : found;
    }

    /// <summary>Sets (borrowed value) or, with Unbound, deletes.</summary>
    public static Outcome Set(ThreadState thread, Value target, StrObject name, Value value)
    {
        if (target.Ref is ModuleObject module)
        {
            return SetInDict(thread, module.Namespace, name, value);
        }

        if (target.Ref is not { } reference || (reference.Type.Flags & TypeFlags.HasDict) == 0)
        {
            return Outcome.NoDict;
        }

        using CriticalSection.Scope section = CriticalSection.Enter(thread, reference);
        if (reference.Attributes is { } existing && existing[0] is DictObject dict)
        {
            return SetInDict(thread, dict, name, value);
        }

        InstanceKeys keys = reference.Type.Keys;
        int index = keys.Find(name);
        if (index < 0 && !value.IsUnbound)
        {
            index = keys.FindOrAdd(name);
            if (!reference.Type.Lookup(name).IsUnbound)
            {
                // From now on instances can hide what the class has: call sites that remember it must look again.
                reference.Type.Version = new object();
            }
        }

        object?[]? attributes = reference.Attributes;
        if (value.IsUnbound)
        {
            if (attributes is null || index < 0 || index >= attributes.Length || attributes[index] is null)
            {
                return Outcome.Missing;
            }

            object? old = attributes[index];
            attributes[index] = null;
            Slot.ReleaseContent(thread, old);
            return Outcome.Done;
        }

        if (index < 0)
        {
            return SetInDict(thread, Materialize(thread, reference), name, value);
        }

        if (attributes is null || index >= attributes.Length)
        {
            int length = Math.Max(keys.Length, index + 1);
            var grown = new object?[length];
            attributes?.CopyTo(grown, 0);
            reference.Attributes = attributes = grown;
        }

        if (attributes[index] is null)
        {
            // A name set out of the shared order would show in the wrong place of __dict__.
            for (int i = index + 1; i < attributes.Length; i++)
            {
                if (attributes[i] is not null)
                {
                    return SetInDict(thread, Materialize(thread, reference), name, value);
                }
            }
        }

        RefCount.Retain(thread, value);
        Slot.Store(thread, ref attributes[index], value);
        return Outcome.Done;
    }

    /// <summary>The instance's __dict__ (borrowed), made of its shared-key attributes on first use.</summary>
    public static DictObject Materialize(ThreadState thread, PyObject reference)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, reference);
        InstanceKeys keys = reference.Type.Keys;
        object?[]? attributes = reference.Attributes;
        if (attributes?[0] is DictObject present)
        {
            return present;
        }

        DictObject dict = DictObject.New(thread);
        if (attributes is null)
        {
            reference.Attributes = attributes = new object?[keys.FirstIndex];
        }
        else
        {
            dict.TakeNames(thread, keys.Names, attributes.AsSpan(keys.FirstIndex));
        }

        attributes[0] = dict;
        return dict;
    }

    /// <summary>Replaces the __dict__ (borrowed).</summary>
    public static void Replace(ThreadState thread, PyObject reference, DictObject dict)
    {
        DictObject old = Materialize(thread, reference);
        RefCount.Retain(thread, dict);
        reference.Attributes![0] = dict;
        RefCount.Release(thread, old);
    }

    private static Outcome SetInDict(ThreadState thread, DictObject dict, StrObject name, Value value)
    {
        if (value.IsUnbound)
        {
            return dict.RemoveName(thread, name) ? Outcome.Done : Outcome.Missing;
        }

        RefCount.Retain(thread, value);
        dict.SetName(thread, name, value);
        return Outcome.Done;
    }
}

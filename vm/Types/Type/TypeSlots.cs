using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Keeps slot tables in step with namespaces: inheritance for builtin types, dunder lookup for heap types (CPython Objects/typeobject.c, update_slot).</summary>
internal static class TypeSlots
{
    private static readonly Dictionary<StrObject, SpecialMethod> s_slotOfName = new(SlotNames.Count, ReferenceComparer.Instance);
    private static readonly StrObject[] s_names = MakeNames();

    /// <summary>The dunder of a slot.</summary>
    public static StrObject NameOf(SpecialMethod slot) => s_names[(int)slot];

    /// <summary>The slot of an interned dunder.</summary>
    public static bool TryGetSlot(StrObject name, out SpecialMethod slot) => s_slotOfName.TryGetValue(name, out slot);

    /// <summary>Copies to a builtin type what it has not defined itself from its base.</summary>
    public static void InheritNative(TypeObject type)
    {
        if (type.Base is not { } parent)
        {
            return;
        }

        bool definesEquality = type.Slot(SpecialMethod.Eq).IsDefined && !ReferenceEquals(type, BuiltinTypes.Object);
        for (int i = 0; i < type.Slots.Length; i++)
        {
            if (!type.Slots[i].IsDefined && !(i == (int)SpecialMethod.Hash && definesEquality))
            {
                type.Slots[i] = parent.Slots[i];
            }
        }
    }

    /// <summary>Computes every slot of a heap type from its MRO.</summary>
    public static void UpdateAll(TypeObject type)
    {
        for (int i = 0; i < type.Slots.Length; i++)
        {
            Update(type, (SpecialMethod)i);
        }
    }

    /// <summary>Computes one slot of a heap type: the entry of the first class in its MRO that has the dunder.</summary>
    public static void Update(TypeObject type, SpecialMethod slot)
    {
        SlotEntry computed = Compute(type, slot);
        if (FreeThreading.AreSeveral)
        {
            var copy = (SlotEntry[])type.Slots.Clone();
            copy[(int)slot] = computed;
            Volatile.Write(ref type.Slots, copy);
        }
        else
        {
            type.Slots[(int)slot] = computed;
        }

        if (slot == SpecialMethod.Del)
        {
            type.HasFinalizer = computed.IsDefined;
        }
    }

    private static SlotEntry Compute(TypeObject type, SpecialMethod slot)
    {
        StrObject name = NameOf(slot);
        foreach (TypeObject link in type.Mro)
        {
            Value found = link.Namespace.GetName(name);
            if (found.IsUnbound)
            {
                // A builtin base can have a slot without an entry of that name (inherited natives were copied).
                continue;
            }

            if (!link.IsHeap)
            {
                return link.Slots[(int)slot];
            }

            if (found.Ref is NativeFunction { Kind: NativeKind.Slot, Owner: { } owner } native && native.Name == name.Narrow)
            {
                // C.__repr__ = int.__repr__ and the like.
                return type.IsSubtypeOf(owner) ? owner.Slots[(int)slot] : new SlotEntry { Method = native };
            }

            return new SlotEntry { Method = found.Ref ?? Singletons.None };
        }

        return default;
    }

    private static StrObject[] MakeNames()
    {
        var names = new StrObject[SlotNames.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = StrObject.Intern(SlotNames.All[i]);
            s_slotOfName[names[i]] = (SpecialMethod)i;
        }

        return names;
    }
}

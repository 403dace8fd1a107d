using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Assignment to instance.__class__ (object_set_class).</summary>
internal static class ClassAssignment
{
    public static bool Assign(ThreadState thread, Value self, Value value)
    {
        if (value.IsUnbound)
        {
            thread.TypeError("can't delete __class__ attribute");
            return false;
        }

        if (value.Ref is not TypeObject target)
        {
            thread.TypeError($"__class__ must be set to a class, not '{value.Type.Name}' object");
            return false;
        }

        TypeObject current = self.Type;
        bool modules = self.Ref is ModuleObject && target.IsSubtypeOf(BuiltinTypes.Module);
        if (!modules && (!current.IsHeap || !target.IsHeap))
        {
            thread.TypeError("__class__ assignment only supported for mutable types or ModuleType subclasses");
            return false;
        }

        if (!IsCompatible(thread, current, target, "__class__"))
        {
            return false;
        }

        PyObject reference = self.Ref!;
        if ((current.Flags & TypeFlags.HasDict) != 0 && reference is not ModuleObject)
        {
            // The indices of attributes are the old class's: keep them in a dict from now on.
            InstanceAttributes.Materialize(thread, reference);
        }

        reference.Type = target;
        if (IsDescriptor(current) || IsDescriptor(target))
        {
            Subclasses.DescriptorsChanged(thread);
        }

        return true;
    }

    private static bool IsDescriptor(TypeObject type) =>
        type.Slot(SpecialMethod.Get).IsDefined || type.Slot(SpecialMethod.Set).IsDefined || type.Slot(SpecialMethod.Delete).IsDefined;

    /// <summary>True when instances of the one class are laid out as those of the other; TypeError otherwise.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="current">The class, or base, that is there.</param>
    /// <param name="target">The one to come.</param>
    /// <param name="attribute">What is assigned to.</param>
    internal static bool IsCompatible(ThreadState thread, TypeObject current, TypeObject target, string attribute)
    {
        const TypeFlags Shape = TypeFlags.HasDict | TypeFlags.HasWeakReferences;
        if (IsAtom(current) != IsAtom(target))
        {
            thread.TypeError($"{attribute} assignment: '{target.Name}' deallocator differs from '{current.Name}'");
            return false;
        }

        if (!ReferenceEquals(current.Layout, target.Layout) || current.Keys.FirstIndex != target.Keys.FirstIndex || (current.Flags & Shape) != (target.Flags & Shape) || !SameSlots(current, target))
        {
            thread.TypeError($"{attribute} assignment: '{target.Name}' object layout differs from '{current.Name}'");
            return false;
        }

        return true;
    }

    /// <summary>Builtin classes whose instances hold no references: CPython frees them in another way than all others.</summary>
    private static bool IsAtom(TypeObject type) =>
        ReferenceEquals(type, BuiltinTypes.Object) || ReferenceEquals(type, BuiltinTypes.Int) || ReferenceEquals(type, BuiltinTypes.Float)
        || ReferenceEquals(type, BuiltinTypes.Str) || ReferenceEquals(type, BuiltinTypes.Bytes) || ReferenceEquals(type, BuiltinTypes.Complex);

    private static bool SameSlots(TypeObject one, TypeObject other)
    {
        if (one.Keys.FirstIndex == 1)
        {
            return true;
        }

        // The same slots, added to the same base.
        TypeObject? ownerOfOne = Owner(one);
        TypeObject? ownerOfOther = Owner(other);
        return (ReferenceEquals(ownerOfOne, ownerOfOther) || ReferenceEquals(ownerOfOne?.Base, ownerOfOther?.Base)) && Members(one).SequenceEqual(Members(other));
    }

    /// <summary>The class of the line of bases that added the last slots.</summary>
    private static TypeObject? Owner(TypeObject type)
    {
        TypeObject? owner = type;
        while (owner?.Base is { } parent && parent.Keys.FirstIndex == type.Keys.FirstIndex)
        {
            owner = parent;
        }

        return owner;
    }

    private static SortedDictionary<int, string> Members(TypeObject type)
    {
        var members = new SortedDictionary<int, string>();
        foreach (TypeObject link in type.Mro)
        {
            for (int i = 0; i < link.Namespace.Keys.Count; i++)
            {
                if (link.Namespace.Keys.Entries[i].Content is MemberDescriptor member)
                {
                    members.TryAdd(member.Index, member.Name.ToString());
                }
            }
        }

        return members;
    }
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Direct subclasses of every class, per interpreter and weakly: for __subclasses__ and for passing changes on.</summary>
internal static class Subclasses
{
    public static void Register(ThreadState thread, TypeObject type)
    {
        foreach (TypeObject parent in type.Bases)
        {
            List<WeakReference<TypeObject>> list = thread.Interpreter.Subclasses.GetOrAdd(parent, static _ => []);
            lock (list)
            {
                list.RemoveAll(static entry => !entry.TryGetTarget(out _));
                list.Add(new WeakReference<TypeObject>(type));
            }
        }
    }

    public static void Unregister(ThreadState thread, TypeObject type)
    {
        foreach (TypeObject parent in type.Bases)
        {
            if (thread.Interpreter.Subclasses.TryGetValue(parent, out List<WeakReference<TypeObject>>? list))
            {
                lock (list)
                {
                    list.RemoveAll(entry => !entry.TryGetTarget(out TypeObject? target) || ReferenceEquals(target, type));
                }
            }
        }
    }

    /// <summary>The live direct subclasses, oldest first.</summary>
    public static List<TypeObject> Of(ThreadState thread, TypeObject type)
    {
        var result = new List<TypeObject>();
        if (!type.IsHeap)
        {
            // Builtin types are shared by all interpreters and not registered with any.
            result.AddRange(AllTypes.InBaseOrder.Where(candidate => Array.IndexOf(candidate.Bases, type) >= 0));
        }

        if (thread.Interpreter.Subclasses.TryGetValue(type, out List<WeakReference<TypeObject>>? list))
        {
            lock (list)
            {
                foreach (WeakReference<TypeObject> entry in list)
                {
                    if (entry.TryGetTarget(out TypeObject? target))
                    {
                        result.Add(target);
                    }
                }
            }
        }

        return result;
    }

    /// <summary>The type's attributes have changed: new versions and empty caches for it and everything below; a changed dunder updates its slot.</summary>
    public static void Changed(ThreadState thread, TypeObject type, StrObject? name)
    {
        ChangedBelow(thread, type, name);
        if (name is null || (TypeSlots.TryGetSlot(name, out SpecialMethod slot) && slot is SpecialMethod.Get or SpecialMethod.Set or SpecialMethod.Delete))
        {
            DescriptorsChanged(thread);
        }
    }

    /// <summary>
    /// What objects do as descriptors is not what it was. Nobody knows which classes hold any of them, so all get new versions: call sites look again. It happens
    /// when a class gets or loses __get__, __set__ or __delete__ after it was made, or an object becomes one of such a class.
    /// </summary>
    public static void DescriptorsChanged(ThreadState thread) => Renew(thread, BuiltinTypes.Object);

    private static void Renew(ThreadState thread, TypeObject type)
    {
        foreach (TypeObject derived in Of(thread, type))
        {
            if (derived.IsHeap)
            {
                derived.Version = new object();
            }

            Renew(thread, derived);
        }
    }

    private static void ChangedBelow(ThreadState thread, TypeObject type, StrObject? name)
    {
        type.Version = new object();
        type.AttributeCache = new TypeAttributeCache();
        if (name is null)
        {
            TypeSlots.UpdateAll(type);
        }
        else if (TypeSlots.TryGetSlot(name, out SpecialMethod slot))
        {
            TypeSlots.Update(type, slot);
        }

        foreach (TypeObject derived in Of(thread, type))
        {
            ChangedBelow(thread, derived, name);
        }
    }
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// What follows from new bases: the orders of the class and of all that derive from it, made by their metaclasses' mro(),
/// which may raise, or assign bases themselves (CPython Objects/typeobject.c type_set_bases, mro_hierarchy).
/// </summary>
internal static class BasesAssignment
{
    /// <summary>Gives the class other bases, which have been checked; false when a mro() has raised, and all is as before.</summary>
    public static bool Assign(ThreadState thread, TypeObject type, TypeObject[] bases, TypeObject best)
    {
        TypeObject[] oldBases = type.Bases;
        TypeObject? oldBase = type.Base;
        Subclasses.Unregister(thread, type);
        type.Bases = bases;
        type.Base = best;
        Subclasses.Register(thread, type);
        var changes = new List<(TypeObject Type, TypeObject[] Old, TypeObject[] New)>();
        if (!Relinearize(thread, type, changes))
        {
            foreach ((TypeObject changed, TypeObject[] old, TypeObject[] made) in changes)
            {
                if (ReferenceEquals(changed.Mro, made))
                {
                    changed.Mro = old;
                }
            }

            if (ReferenceEquals(type.Bases, bases))
            {
                Subclasses.Unregister(thread, type);
                type.Bases = oldBases;
                type.Base = oldBase;
                Subclasses.Register(thread, type);
            }

            Subclasses.Changed(thread, type, null);
            return false;
        }

        Subclasses.Changed(thread, type, null);
        return true;
    }

    /// <summary>True when the class is among the bases behind the other; while a mro() runs, orders do not say so yet.</summary>
    public static bool DescendsFrom(TypeObject type, TypeObject wanted)
    {
        for (TypeObject? link = type; link is not null; link = link.Base)
        {
            if (ReferenceEquals(link, wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Relinearize(ThreadState thread, TypeObject type, List<(TypeObject Type, TypeObject[] Old, TypeObject[] New)> changes)
    {
        TypeObject[] old = type.Mro;
        if (ClassCreation.ComputeMro(thread, type) is not { } order)
        {
            return false;
        }

        if (!ReferenceEquals(type.Mro, old))
        {
            // Its mro() has assigned bases: what came of that is newer.
            return true;
        }

        type.Mro = order;
        changes.Add((type, old, order));
        foreach (TypeObject derived in Subclasses.Of(thread, type))
        {
            if (!Relinearize(thread, derived, changes))
            {
                return false;
            }
        }

        return true;
    }
}

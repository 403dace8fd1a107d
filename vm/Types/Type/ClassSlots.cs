using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>__slots__ of a class: members at fixed places of the instances, and whether these have a __dict__ and weak references.</summary>
internal static class ClassSlots
{
    /// <summary>Reads __slots__ and completes flags and keys; false when an exception is set.</summary>
    public static bool Apply(ThreadState thread, TypeObject type, TypeObject layoutBase)
    {
        Value declared = type.Namespace.GetName(Names.Slots);
        int next = layoutBase.Keys.FirstIndex;
        if (declared.IsUnbound)
        {
            type.Flags |= TypeFlags.HasDict | TypeFlags.HasWeakReferences;
            type.Keys = new InstanceKeys(next);
            AddDictDescriptors(type, layoutBase);
            return true;
        }

        bool hadDict = (layoutBase.Flags & TypeFlags.HasDict) != 0;
        bool hadWeakReferences = (layoutBase.Flags & TypeFlags.HasWeakReferences) != 0;
        if (Collect(thread, type, declared) is not { } names)
        {
            return false;
        }

        names.Sort(StringComparer.Ordinal);
        foreach (string text in names)
        {
            StrObject name = StrObject.Intern(text);
            switch (text)
            {
                case "__dict__":
                    if (hadDict)
                    {
                        thread.TypeError("__dict__ slot disallowed: we already got one");
                        return false;
                    }

                    hadDict = true;
                    type.Flags |= TypeFlags.HasDict;
                    continue;
                case "__weakref__":
                    if (hadWeakReferences)
                    {
                        thread.TypeError("__weakref__ slot disallowed: we already got one");
                        return false;
                    }

                    hadWeakReferences = true;
                    type.Flags |= TypeFlags.HasWeakReferences;
                    continue;
            }

            // A name given twice makes one member in sight, and a place that nobody reaches.
            bool repeated = type.Namespace.GetName(name).Ref is MemberDescriptor present && ReferenceEquals(present.Owner, type);
            if (!repeated && !type.Namespace.GetName(name).IsUnbound && text is not ("__qualname__" or "__classcell__"))
            {
                thread.ValueError($"'{text}' in __slots__ conflicts with class variable");
                return false;
            }

            type.Namespace.SetName(name, Value.Of(new MemberDescriptor(type, name, next++)));
        }

        type.Keys = new InstanceKeys(next);
        AddDictDescriptors(type, layoutBase);
        return true;
    }

    private static List<string>? Collect(ThreadState thread, TypeObject type, Value declared)
    {
        var names = new List<string>();
        if (declared.Ref is StrObject single)
        {
            return Add(thread, type, names, Value.Of(single)) && CanHold(thread, type, names) ? names : null;
        }

        using var items = new Iteration(thread, declared);
        while (items.MoveNext(out Value item))
        {
            bool added = Add(thread, type, names, item);
            thread.Release(item);
            if (!added)
            {
                return null;
            }
        }

        return !items.Failed && CanHold(thread, type, names) ? names : null;
    }

    /// <summary>False with TypeError set for members of a type whose instances have no fixed size.</summary>
    private static bool CanHold(ThreadState thread, TypeObject type, List<string> names)
    {
        TypeObject layout = type.Layout;
        if (names.Count == 0 || !(ReferenceEquals(layout, BuiltinTypes.Int) || ReferenceEquals(layout, BuiltinTypes.Tuple) || ReferenceEquals(layout, BuiltinTypes.Bytes)))
        {
            return true;
        }

        thread.TypeError($"nonempty __slots__ not supported for subtype of '{type.Base!.Name}'");
        return false;
    }

    private static bool Add(ThreadState thread, TypeObject type, List<string> names, Value item)
    {
        if (item.Ref is not StrObject text)
        {
            thread.TypeError($"__slots__ items must be strings, not '{item.Type.Name}'");
            return false;
        }

        if (!UnicodeProperties.IsIdentifier(text.Data))
        {
            thread.TypeError("__slots__ must be identifiers");
            return false;
        }

        names.Add(Mangle(type.Name, text.ToString()));
        return true;
    }

    /// <summary>__x in class C is _C__x.</summary>
    private static string Mangle(string className, string name)
    {
        string stripped = className.TrimStart('_');
        return name.StartsWith("__", StringComparison.Ordinal) && !name.EndsWith("__", StringComparison.Ordinal) && stripped.Length > 0
            ? $"_{stripped}{name}"
            : name;
    }

    /// <summary>The first class in a line that has a __dict__ or weak references shows the descriptors for them.</summary>
    private static unsafe void AddDictDescriptors(TypeObject type, TypeObject layoutBase)
    {
        if ((type.Flags & TypeFlags.HasDict) != 0 && (layoutBase.Flags & TypeFlags.HasDict) == 0 && type.Namespace.GetName(Names.Dict).IsUnbound)
        {
            type.DefineProperty("__dict__", &InstanceDict.Get, &InstanceDict.Set, "dictionary for instance variables");
        }

        if ((type.Flags & TypeFlags.HasWeakReferences) != 0 && (layoutBase.Flags & TypeFlags.HasWeakReferences) == 0)
        {
            type.DefineProperty("__weakref__", &InstanceDict.GetWeakReference, null, "list of weak references to the object");
        }
    }
}

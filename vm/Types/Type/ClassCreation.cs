using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>type.__new__: making a class of a name, bases and a namespace (Objects/typeobject.c type_new).</summary>
internal static class ClassCreation
{
    private const string MetaclassConflict =
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases";

    /// <summary>A new class; arguments borrowed.</summary>
    public static Value Create(ThreadState thread, TypeObject metatype, StrObject name, TupleObject bases, DictObject source, ReadOnlySpan<Value> keywordValues, Keywords keywords)
    {
        if (Bases(thread, bases) is not { } parents || Winner(thread, metatype, Array.ConvertAll(parents, static parent => parent.Type)) is not { } winner)
        {
            return Value.Error;
        }

        if (!ReferenceEquals(winner, metatype) && winner.Slot(SpecialMethod.New).Native != BuiltinTypes.Type.Slot(SpecialMethod.New).Native)
        {
            Value[] arguments = [Value.Of(winner), Value.Of(name), Value.Of(bases), Value.Of(source), .. keywordValues];
            Value constructor = Attributes.Get(thread, Value.Of(winner), StrObject.Intern("__new__"));
            return constructor.IsError ? constructor : Calls.CallVector(thread, constructor, arguments, keywords);
        }

        if (LayoutBase(thread, parents) is not { } layoutBase)
        {
            return Value.Error;
        }

        string text = name.ToString();
        if (text.Contains('\0'))
        {
            return thread.ValueError("type name must not contain null characters");
        }

        if (!SourceCompilation.CheckUtf8(thread, name) || (source.GetName(Names.Doc).Ref is StrObject doc && !SourceCompilation.CheckUtf8(thread, doc)))
        {
            return Value.Error;
        }

        var type = new TypeObject(winner, text, layoutBase, TypeFlags.Heap | TypeFlags.BaseType)
        {
            Bases = parents,
            Layout = layoutBase.Layout,
            EndQueue = thread.Interpreter.Unreachable,
        };
        type.Namespace = new ClassNamespace(type);
        type.Flags &= ~(TypeFlags.Sequence | TypeFlags.Mapping);
        foreach (TypeObject parent in parents)
        {
            type.Flags |= parent.Flags & (TypeFlags.HasDict | TypeFlags.HasWeakReferences | TypeFlags.Exception);
            if ((type.Flags & (TypeFlags.Sequence | TypeFlags.Mapping)) == 0)
            {
                // For match a class is what the first base is that is either.
                type.Flags |= parent.Flags & (TypeFlags.Sequence | TypeFlags.Mapping);
            }

            type.Flags |= parent.Flags & TypeFlags.MatchSelf;
        }

        CopyNamespace(thread, type, source);
        // The cells are full before a metaclass's mro() runs, and __slots__ may make members of their names.
        if (!TakeNames(thread, type) || !FillCells(thread, type) || !ClassSlots.Apply(thread, type, layoutBase))
        {
            return Value.Error;
        }

        // Only now: __slots__ may have made a member of that name.
        if (type.Namespace.GetName(Names.Doc).IsUnbound)
        {
            type.Namespace.SetName(Names.Doc, Value.None);
        }

        WrapImplicit(thread, type);
        type.IsIncomplete = true;
        TypeObject[]? order = ComputeMro(thread, type);
        type.IsIncomplete = false;
        if (order is null)
        {
            return Value.Error;
        }

        type.Mro = order;
        TypeSlots.UpdateAll(type);
        if (type.Slot(SpecialMethod.Eq).IsDefined && !type.Namespace.GetName(TypeSlots.NameOf(SpecialMethod.Eq)).IsUnbound
            && type.Namespace.GetName(TypeSlots.NameOf(SpecialMethod.Hash)).IsUnbound)
        {
            type.Namespace.SetName(TypeSlots.NameOf(SpecialMethod.Hash), Value.None);
            TypeSlots.Update(type, SpecialMethod.Hash);
        }

        Subclasses.Register(thread, type);
        return SetNames(thread, type) && InitSubclass(thread, type, keywordValues, keywords) ? Value.Of(type) : Value.Error;
    }

    /// <summary>The most derived of a declared metaclass and the bases' ones; null with TypeError set on a conflict.</summary>
    public static TypeObject? Winner(ThreadState thread, TypeObject metatype, ReadOnlySpan<TypeObject> metatypes)
    {
        TypeObject winner = metatype;
        foreach (TypeObject candidate in metatypes)
        {
            if (winner.IsSubtypeOf(candidate))
            {
                continue;
            }

            if (!candidate.IsSubtypeOf(winner))
            {
                thread.TypeError(MetaclassConflict);
                return null;
            }

            winner = candidate;
        }

        return winner;
    }

    /// <summary>The MRO by the metaclass's mro() or C3.</summary>
    public static TypeObject[]? ComputeMro(ThreadState thread, TypeObject type)
    {
        Value custom = type.Type.Lookup(Names.Mro);
        if (custom.Ref is NativeFunction)
        {
            return MethodResolution.Linearize(thread, type, type.Bases);
        }

        Value result = thread.CallSpecialName(Value.Of(type), Names.Mro);
        if (result.IsError)
        {
            return null;
        }

        var order = new List<TypeObject>();
        using (var items = new Iteration(thread, result))
        {
            while (items.MoveNext(out Value item))
            {
                if (item.Ref is not TypeObject link)
                {
                    thread.TypeError($"mro() returned a non-class ('{item.Type.Name}')");
                    return null;
                }

                if (!ReferenceEquals(link, type) && !Extends(type, link))
                {
                    thread.TypeError($"mro() returned base with unsuitable layout ('{link.Name}')");
                    return null;
                }

                order.Add(link);
            }
        }

        thread.Release(result);
        return thread.HasException ? null : [.. order];
    }

    private static TypeObject[]? Bases(ThreadState thread, TupleObject bases)
    {
        if (bases.Length == 0)
        {
            return [BuiltinTypes.Object];
        }

        var parents = new TypeObject[bases.Length];
        for (int i = 0; i < parents.Length; i++)
        {
            if (bases.Items[i].Ref is not TypeObject parent)
            {
                thread.TypeError(bases.Items[i].Type.Lookup(Names.MroEntries).IsUnbound
                    ? ReferenceEquals(bases.Items[i].Type, BuiltinTypes.Object) ? "bases must be types" : MetaclassConflict
                    : "type() doesn't support MRO entry resolution; use types.new_class()");
                return null;
            }

            if ((parent.Flags & TypeFlags.BaseType) == 0)
            {
                thread.TypeError($"type '{parent.Name}' is not an acceptable base type");
                return null;
            }

            parents[i] = parent;
        }

        return parents;
    }

    /// <summary>The base whose instances' C# class and slots the new class extends.</summary>
    internal static TypeObject? LayoutBase(ThreadState thread, TypeObject[] bases)
    {
        TypeObject best = bases[0];
        foreach (TypeObject candidate in bases.AsSpan(1))
        {
            if (Extends(best, candidate))
            {
                continue;
            }

            if (!Extends(candidate, best))
            {
                thread.TypeError("multiple bases have instance lay-out conflict");
                return null;
            }

            best = candidate;
        }

        return best;
    }

    private static bool Extends(TypeObject one, TypeObject other) =>
        one.Layout.IsSubtypeOf(other.Layout) && (one.Keys.FirstIndex >= other.Keys.FirstIndex && (other.Keys.FirstIndex == 1 || SolidBase(one).IsSubtypeOf(SolidBase(other))));

    /// <summary>The class that last added __slots__ members.</summary>
    private static TypeObject SolidBase(TypeObject type)
    {
        while (type.Base is { } parent && parent.Keys.FirstIndex == type.Keys.FirstIndex && ReferenceEquals(parent.Layout, type.Layout))
        {
            type = parent;
        }

        return type;
    }

    private static void CopyNamespace(ThreadState thread, TypeObject type, DictObject source)
    {
        DictKeys keys = source.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is { } content)
            {
                Value key = keys.Entries[i].Key;
                if (key.Ref is StrObject name)
                {
                    type.Namespace.SetName(name.Intern(), Slot.Load(thread, content));
                }
                else
                {
                    type.Namespace.Set(thread, key, Slot.Peek(content));
                }
            }
        }
    }

    /// <summary>__qualname__ moves to the type; __module__ gets its default.</summary>
    private static bool TakeNames(ThreadState thread, TypeObject type)
    {
        Value qualified = type.Namespace.GetName(Names.QualName);
        if (!qualified.IsUnbound)
        {
            if (qualified.Ref is not StrObject text)
            {
                thread.TypeError($"type __qualname__ must be a str, not {qualified.Type.Name}");
                return false;
            }

            type.QualifiedName = text.ToString();
            type.Namespace.RemoveName(thread, Names.QualName);
        }

        if (type.Namespace.GetName(Names.Module).IsUnbound && thread.CurrentFrame.Globals?.GetName(Names.Name) is { IsUnbound: false } module)
        {
            type.Namespace.SetName(Names.Module, module);
        }

        return true;
    }

    /// <summary>__new__ becomes a static method, __init_subclass__ and __class_getitem__ class methods.</summary>
    private static void WrapImplicit(ThreadState thread, TypeObject type)
    {
        StrObject constructor = TypeSlots.NameOf(SpecialMethod.New);
        if (type.Namespace.GetName(constructor).Ref is FunctionObject function)
        {
            var wrapper = new StaticMethodObject(thread, BuiltinTypes.StaticMethod) { Function = Value.Of(function) };
            type.Namespace.SetName(constructor, Value.Of(wrapper));
        }

        MakeClassMethod(thread, type, Names.InitSubclass);
        MakeClassMethod(thread, type, Names.ClassGetItem);
    }

    private static void MakeClassMethod(ThreadState thread, TypeObject type, StrObject name)
    {
        if (type.Namespace.GetName(name).Ref is FunctionObject method)
        {
            var wrapper = new ClassMethodObject(thread, BuiltinTypes.ClassMethod) { Function = Value.Of(method) };
            type.Namespace.SetName(name, Value.Of(wrapper));
        }
    }

    private static bool FillCells(ThreadState thread, TypeObject type)
    {
        Value given = type.Namespace.GetName(Names.ClassCell);
        if (given.Ref is CellObject cell)
        {
            Slot.Store(thread, ref cell.Content, Value.Of(type));
            type.Namespace.RemoveName(thread, Names.ClassCell);
        }
        else if (!given.IsUnbound)
        {
            thread.TypeError($"__classcell__ must be a nonlocal cell, not {Operators.ReprText(thread, Value.Of(given.Type))}");
            return false;
        }

        if (type.Namespace.GetName(Names.ClassDictCell).Ref is CellObject dictCell)
        {
            Slot.Store(thread, ref dictCell.Content, Value.Of(type.Namespace));
            type.Namespace.RemoveName(thread, Names.ClassDictCell);
        }

        return true;
    }

    private static bool SetNames(ThreadState thread, TypeObject type)
    {
        // A __set_name__ may change the class: what it finds is what the class statement made.
        DictKeys keys = type.Namespace.Keys;
        List<Value>? members = null;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is PyObject member and not (FunctionObject or StrObject))
            {
                members ??= [];
                members.Add(keys.Entries[i].Key);
                members.Add(thread.Retain(Value.Of(member)));
            }
        }

        bool done = true;
        for (int i = 0; i < members?.Count; i += 2)
        {
            done = done && SetName(thread, type, members[i], members[i + 1].Ref!);
            thread.Release(members[i + 1]);
        }

        return done;
    }

    private static bool SetName(ThreadState thread, TypeObject type, Value name, PyObject attribute)
    {
        Value result = thread.CallSpecialName(Value.Of(attribute), Names.SetName, Value.Of(type), name);
        if (result.IsError)
        {
            ExceptionNotes.Add(thread, $"Error calling __set_name__ on '{attribute.Type.Name}' instance {Operators.ReprText(thread, name)} in '{type.Name}'");
            return false;
        }

        if (!result.IsUnbound)
        {
            thread.Release(result);
        }

        return true;
    }

    /// <summary>super(type, type).__init_subclass__(**keywords).</summary>
    private static bool InitSubclass(ThreadState thread, TypeObject type, ReadOnlySpan<Value> values, Keywords keywords)
    {
        for (int i = 1; i < type.Mro.Length; i++)
        {
            Value found = type.Mro[i].Namespace.GetName(Names.InitSubclass);
            if (found.IsUnbound)
            {
                continue;
            }

            Value bound = Descriptors.Get(thread, found.Ref!, Value.Unbound, type);
            if (bound.IsError)
            {
                return false;
            }

            Value result = Calls.CallVector(thread, bound, values, keywords);
            thread.Release(bound);
            if (result.IsError)
            {
                return false;
            }

            thread.Release(result);
            return true;
        }

        return true;
    }
}

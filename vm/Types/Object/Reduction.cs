using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>object.__reduce_ex__ and __getstate__, by which copy and pickle take objects apart (through the module copyreg).</summary>
internal static class Reduction
{
    private static readonly StrObject s_reduce = StrObject.Intern("__reduce__");
    private static readonly StrObject s_copyreg = StrObject.Intern("copyreg");
    private static readonly StrObject s_reduceEx = StrObject.Intern("_reduce_ex");
    private static readonly StrObject s_reduce2 = StrObject.Intern("__reduce_2__");
    private static readonly StrObject s_newObject = StrObject.Intern("__newobj__");
    private static readonly StrObject s_getState = StrObject.Intern("__getstate__");
    private static readonly StrObject s_getNewArguments = StrObject.Intern("__getnewargs__");
    private static readonly StrObject s_getNewArgumentsEx = StrObject.Intern("__getnewargs_ex__");

    public static Value ReduceEx(ThreadState thread, Value self, long protocol)
    {
        Value onType = self.Type.Lookup(s_reduce);
        if (!ReferenceEquals(onType.Ref, BuiltinTypes.Object.Lookup(s_reduce).Ref))
        {
            return thread.CallMethod(self, s_reduce);
        }

        return Reduce(thread, self, protocol);
    }

    /// <summary>copyreg does the work: _reduce_ex for old protocols, __reduce_2__ for 2 and above.</summary>
    public static Value Reduce(ThreadState thread, Value self, long protocol)
    {
        Value module = Importing.Import(thread, s_copyreg, Value.Unbound, Value.None, 0);
        if (module.IsError)
        {
            return module;
        }

        if (protocol >= 2 && IsPlain(thread, self) && module.Ref is ModuleObject copyreg && copyreg.Namespace.LoadName(thread, s_newObject) is { IsUnbound: false } newObject)
        {
            thread.Release(module);
            Value state = GetState(thread, self);
            if (state.IsError)
            {
                thread.Release(newObject);
                return state;
            }

            Value arguments = Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type)]));
            return Value.Of(TupleObject.Steal(thread, [newObject, arguments, state, Value.None, Value.None]));
        }

        Value result = thread.CallMethod(module, protocol < 2 ? s_reduceEx : s_reduce2, self, Value.Int(protocol));
        thread.Release(module);
        return result;
    }

    /// <summary>An instance of a class without anything of its own that has to do with taking it apart, and of nothing but such classes: what copyreg would find is certain.</summary>
    private static bool IsPlain(ThreadState thread, Value self)
    {
        if (self.Ref is not InstanceObject { Type: { IsHeap: true } type })
        {
            return false;
        }

        foreach (TypeObject link in type.Mro)
        {
            if (!link.IsHeap && !ReferenceEquals(link, BuiltinTypes.Object))
            {
                return false;
            }
        }

        return ReferenceEquals(type.Layout, BuiltinTypes.Object) && (type.Flags & TypeFlags.DisallowInstantiation) == 0
            && ReferenceEquals(type.Lookup(s_getState).Ref, BuiltinTypes.Object.Lookup(s_getState).Ref) && IsMissing(s_getNewArguments) && IsMissing(s_getNewArgumentsEx)
            && !Hides(s_getState);

        bool Hides(StrObject name)
        {
            Value own = InstanceAttributes.Get(thread, self, name);
            thread.Release(own);
            return !own.IsUnbound;
        }

        bool IsMissing(StrObject name) => type.Lookup(name).IsUnbound && type.Type.Lookup(name).IsUnbound;
    }

    /// <summary>The instance's __dict__, or (dict, slots) when the class has __slots__, or None.</summary>
    public static Value GetState(ThreadState thread, Value self)
    {
        Value state = Value.None;
        Value own = Attributes.TryGet(thread, self, Names.Dict);
        if (own.IsError)
        {
            return own;
        }

        if (own.Ref is DictObject { Used: > 0 })
        {
            state = thread.Retain(own);
        }

        thread.Release(own.IsUnbound ? Value.None : own);
        if (self.Type.Keys.FirstIndex == 1)
        {
            // No __slots__.
            return state;
        }

        var slots = new DictObject(thread);
        foreach (TypeObject link in self.Type.Mro)
        {
            DictKeys keys = link.Namespace.Keys;
            for (int i = 0; i < keys.Count; i++)
            {
                if (keys.Entries[i].Content is MemberDescriptor member && self.Ref?.Attributes is { } attributes && member.Index < attributes.Length && attributes[member.Index] is { } content)
                {
                    slots.SetName(thread, member.Name, Slot.Load(thread, content));
                }
            }
        }

        if (slots.Used == 0)
        {
            thread.Release(Value.Of(slots));
            return state;
        }

        return Value.Of(TupleObject.Steal(thread, [state, Value.Of(slots)]));
    }
}

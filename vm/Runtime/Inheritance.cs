using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>isinstance and issubclass with their hooks (Objects/abstract.c).</summary>
internal static class Inheritance
{
    /// <summary>isinstance(value, type): 1, 0, or -1 when an exception is set.</summary>
    public static int IsInstance(ThreadState thread, Value value, Value type)
    {
        if (ReferenceEquals(value.Type, type.Ref))
        {
            return 1;
        }

        return Test(thread, value, type, instance: true);
    }

    /// <summary>issubclass(candidate, type): 1, 0, or -1.</summary>
    public static int IsSubclass(ThreadState thread, Value candidate, Value type) => Test(thread, candidate, type, instance: false);

    /// <summary>isinstance(value, type) as far as no code of the program has a say in it, neither the class's metaclass nor a __class__ of the value's: 1, 0, or -1 when it has.</summary>
    public static int TryIsInstance(Value value, TypeObject type)
    {
        TypeObject own = value.Type;
        if (ReferenceEquals(own, type))
        {
            return 1;
        }

        if (!ReferenceEquals(type.Type, BuiltinTypes.Type))
        {
            return -1;
        }

        return own.IsSubtypeOf(type) ? 1 : TellsItsClass(own) ? 0 : -1;
    }

    /// <summary>As <see cref="TryIsInstance(Value, TypeObject)"/> with a tuple of classes, which are asked in turn.</summary>
    public static int TryIsInstance(Value value, TupleObject types)
    {
        foreach (Value item in types.Items)
        {
            int result = item.Ref is TypeObject type ? TryIsInstance(value, type) : -1;
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }

    /// <summary>type.__instancecheck__: by type, then by __class__.</summary>
    public static Value PlainInstance(ThreadState thread, Value value, TypeObject type)
    {
        if (value.Type.IsSubtypeOf(type))
        {
            return Value.True;
        }

        if (TellsItsClass(value.Type))
        {
            return Value.False;
        }

        Value claimed = Attributes.TryGet(thread, value, Names.Class);
        if (claimed.IsError)
        {
            return claimed;
        }

        bool result = claimed.Ref is TypeObject other && !ReferenceEquals(other, value.Type) && other.IsSubtypeOf(type);
        if (!claimed.IsUnbound)
        {
            thread.Release(claimed);
        }

        return Value.Bool(result);
    }

    /// <summary>type.__subclasscheck__: by MRO, or by __bases__ for objects that only look like classes.</summary>
    public static Value PlainSubclass(ThreadState thread, Value candidate, Value type)
    {
        if (candidate.Ref is TypeObject derived && type.Ref is TypeObject parent)
        {
            return Value.Bool(derived.IsSubtypeOf(parent));
        }

        if (!HasBases(thread, candidate, "issubclass() arg 1 must be a class"))
        {
            return Value.Error;
        }

        return HasBases(thread, type, "issubclass() arg 2 must be a class, a tuple of classes, or a union") ? WalkBases(thread, candidate, type) : Value.Error;
    }

    /// <summary>True when the __class__ of the class's instances is the class.</summary>
    private static bool TellsItsClass(TypeObject type) =>
        type.Slot(SpecialMethod.GetAttribute).Native == Attributes.GenericGetSlot && (!type.IsHeap || type.Lookup(Names.Class).Ref is GetSetDescriptor);

    private static int Test(ThreadState thread, Value value, Value type, bool instance)
    {
        if (type.Ref is TypeObject exact && ReferenceEquals(exact.Type, BuiltinTypes.Type))
        {
            return Truth(thread, instance ? PlainInstance(thread, value, exact) : PlainSubclass(thread, value, type));
        }

        if (type.Ref is TupleObject tuple)
        {
            if (instance && TryIsInstance(value, tuple) is >= 0 and int plain)
            {
                return plain;
            }

            if (!StackGuard.Enter(thread, instance ? " in __instancecheck__" : " in __subclasscheck__"))
            {
                return -1;
            }

            int result = 0;
            foreach (Value item in tuple.Items)
            {
                result = instance ? IsInstance(thread, value, item) : IsSubclass(thread, value, item);
                if (result != 0)
                {
                    break;
                }
            }

            StackGuard.Leave(thread);
            return result;
        }

        if (!StackGuard.Enter(thread, instance ? " in __instancecheck__" : " in __subclasscheck__"))
        {
            return -1;
        }

        Value outcome = thread.CallSpecialName(type, instance ? Names.InstanceCheck : Names.SubclassCheck, value);
        StackGuard.Leave(thread);
        if (outcome.IsUnbound)
        {
            if (instance)
            {
                if (!HasBases(thread, type, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
                {
                    return -1;
                }

                Value claimed = Attributes.TryGet(thread, value, Names.Class);
                outcome = claimed.IsError || claimed.IsUnbound ? Value.False : WalkBases(thread, claimed, type);
                if (!claimed.IsError)
                {
                    thread.Release(claimed);
                }
            }
            else
            {
                outcome = PlainSubclass(thread, value, type);
            }
        }

        return Truth(thread, outcome);
    }

    private static int Truth(ThreadState thread, Value outcome)
    {
        if (outcome.IsError)
        {
            return -1;
        }

        int truth = Operators.IsTrue(thread, outcome);
        thread.Release(outcome);
        return truth;
    }

    private static bool HasBases(ThreadState thread, Value candidate, string message)
    {
        if (candidate.Ref is TypeObject)
        {
            return true;
        }

        Value bases = Attributes.TryGet(thread, candidate, Names.Bases);
        if (bases.IsError)
        {
            return false;
        }

        bool tuple = bases.Ref is TupleObject;
        thread.Release(bases.IsUnbound ? Value.None : bases);
        if (!tuple)
        {
            thread.TypeError(message);
        }

        return tuple;
    }

    private static Value WalkBases(ThreadState thread, Value derived, Value type)
    {
        if (derived.Same(type))
        {
            return Value.True;
        }

        Value bases = Attributes.TryGet(thread, derived, Names.Bases);
        if (bases.IsError || bases.Ref is not TupleObject tuple)
        {
            return bases.IsError ? bases : Value.False;
        }

        if (!StackGuard.Enter(thread, " in __issubclass__"))
        {
            thread.Release(bases);
            return Value.Error;
        }

        Value result = Value.False;
        foreach (Value parent in tuple.Items)
        {
            result = WalkBases(thread, parent, type);
            if (!result.IsFalse)
            {
                break;
            }
        }

        StackGuard.Leave(thread);
        thread.Release(bases);
        return result;
    }
}

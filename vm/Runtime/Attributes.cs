using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Attribute access (data model, "Customizing attribute access"; CPython Objects/object.c _PyObject_GenericGetAttrWithDict).
/// Names are interned strs. Arguments are borrowed, results new references.
/// </summary>
public static unsafe class Attributes
{
    /// <summary>target.name with AttributeError when missing.</summary>
    public static Value Get(ThreadState thread, Value target, StrObject name)
    {
        TypeObject type = target.Type;
        ref SlotEntry entry = ref type.Slot(SpecialMethod.GetAttribute);
        if (entry.Native == GenericGetSlot && type.Slot(SpecialMethod.GetAttr).IsDefined)
        {
            // No AttributeError is made that nobody would see.
            Value found = GenericTryGet(thread, target, name);
            return found.IsUnbound || (found.IsError && thread.ClearIf(ExceptionTypes.AttributeError))
                ? Operators.CallBinary(thread, SpecialMethod.GetAttr, target, Value.Of(name), out _)
                : found;
        }

        Value result = entry.Native != 0
            ? ((delegate*<ThreadState, Value, Value, Value>)entry.Native)(thread, target, Value.Of(name))
            : Calls.CallSpecial(thread, entry.Method!, target, [Value.Of(name)]);
        if (!result.IsError || !type.Slot(SpecialMethod.GetAttr).IsDefined || !thread.ClearIf(ExceptionTypes.AttributeError))
        {
            return result;
        }

        return Operators.CallBinary(thread, SpecialMethod.GetAttr, target, Value.Of(name), out _);
    }

    /// <summary>target.name, Unbound when there is no such attribute, Error for other exceptions. Makes no AttributeError in the usual case.</summary>
    public static Value TryGet(ThreadState thread, Value target, StrObject name)
    {
        TypeObject type = target.Type;
        bool generic = type.Slot(SpecialMethod.GetAttribute).Native == GenericGetSlot && !type.Slot(SpecialMethod.GetAttr).IsDefined;
        Value result = generic ? GenericTryGet(thread, target, name) : Get(thread, target, name);
        return result.IsError && thread.ClearIf(ExceptionTypes.AttributeError) ? Value.Unbound : result;
    }

    /// <summary>target.name = value (borrowed); Unbound deletes. False when an exception is set.</summary>
    public static bool Set(ThreadState thread, Value target, StrObject name, Value value)
    {
        TypeObject type = target.Type;
        if (value.IsUnbound)
        {
            ref SlotEntry delete = ref type.Slot(SpecialMethod.DelAttr);
            if (delete.Native == GenericDeleteSlot)
            {
                return GenericSet(thread, target, name, value);
            }

            Value deleted = Operators.CallBinary(thread, SpecialMethod.DelAttr, target, Value.Of(name), out _);
            return Finish(thread, deleted);
        }

        ref SlotEntry entry = ref type.Slot(SpecialMethod.SetAttr);
        if (entry.Native == GenericSetSlot)
        {
            return GenericSet(thread, target, name, value);
        }

        return Finish(thread, Operators.CallTernary(thread, SpecialMethod.SetAttr, target, Value.Of(name), value, out _));
    }

    /// <summary>object.__getattribute__ without the AttributeError: Unbound when missing.</summary>
    public static Value GenericTryGet(ThreadState thread, Value target, StrObject name)
    {
        TypeObject type = target.Type;
        Value onType = type.Lookup(name);
        TypeObject? descriptorType = null;
        if (onType.Ref is { } descriptor && !onType.IsUnbound)
        {
            descriptorType = descriptor.Type;
            if (descriptorType.Slot(SpecialMethod.Set).IsDefined || descriptorType.Slot(SpecialMethod.Delete).IsDefined)
            {
                if (descriptorType.Slot(SpecialMethod.Get).IsDefined)
                {
                    return Descriptors.Get(thread, descriptor, target, type);
                }
            }
        }

        Value own = InstanceAttributes.Get(thread, target, name);
        if (!own.IsUnbound)
        {
            return own;
        }

        // Unbound, where there is nothing, as it is.
        return descriptorType is not null && descriptorType.Slot(SpecialMethod.Get).IsDefined
            ? Descriptors.Get(thread, onType.Ref!, target, type)
            : thread.Retain(onType);
    }

    /// <summary>object.__getattribute__.</summary>
    public static Value GenericGet(ThreadState thread, Value target, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        Value result = GenericTryGet(thread, target, text.Intern());
        return result.IsUnbound ? Missing(thread, target, text) : result;
    }

    /// <summary>object.__setattr__ and, with Unbound, object.__delattr__.</summary>
    public static bool GenericSet(ThreadState thread, Value target, StrObject name, Value value)
    {
        TypeObject type = target.Type;
        Value onType = type.Lookup(name);
        if (onType.Ref is { } descriptor && !onType.IsUnbound)
        {
            SpecialMethod slot = value.IsUnbound ? SpecialMethod.Delete : SpecialMethod.Set;
            TypeObject descriptorType = descriptor.Type;
            if (descriptorType.Slot(slot).IsDefined)
            {
                return value.IsUnbound ? Descriptors.Delete(thread, descriptor, target) : Descriptors.Set(thread, descriptor, target, value);
            }

            if (descriptorType.Slot(SpecialMethod.Set).IsDefined || descriptorType.Slot(SpecialMethod.Delete).IsDefined)
            {
                thread.AttributeError(value.IsUnbound ? "__delete__" : "__set__", target, name);
                return false;
            }
        }

        switch (InstanceAttributes.Set(thread, target, name, value))
        {
            case InstanceAttributes.Outcome.Done:
                return true;
            case InstanceAttributes.Outcome.Failed:
                return false;
            case InstanceAttributes.Outcome.Missing:
                Missing(thread, target, name);
                return false;
            default:
                string message = onType.IsUnbound
                    ? value.IsUnbound || type.Lookup(Names.Dict).IsUnbound && type.IsHeap && !value.IsUnbound
                        ? $"'{type.Name}' object has no attribute '{name}'{(type.Flags.HasFlag(TypeFlags.HasDict) ? "" : " and no __dict__ for setting new attributes")}"
                        : $"'{type.Name}' object has no attribute '{name}' and no __dict__ for setting new attributes"
                    : $"'{type.Name}' object attribute '{name}' is read-only";
                thread.AttributeError(message, target, name);
                return false;
        }
    }

    /// <summary>The attribute of the value's type, bypassing the instance, as special methods are looked up; Unbound when missing. <paramref name="self"/> is what to pass first, or Unbound when the result is already bound. Borrowed unless bound (then a new reference): use <see cref="Calls.CallUnbound"/>, which knows.</summary>
    internal static Value LookupSpecial(ThreadState thread, Value target, StrObject name, out Value self)
    {
        self = target;
        Value found = target.Type.Lookup(name);
        if (found.Ref is null or FunctionObject or NativeFunction { Kind: NativeKind.Method or NativeKind.Slot } || found.IsUnbound)
        {
            return found;
        }

        if (found.Ref.Type.Slot(SpecialMethod.Get).IsDefined)
        {
            self = Value.Unbound;
            return Descriptors.Get(thread, found.Ref, target, target.Type);
        }

        self = Value.Unbound;
        return thread.Retain(found);
    }

    internal static Value Missing(ThreadState thread, Value target, StrObject name)
    {
        string message = target.Ref switch
        {
            TypeObject type => $"type object '{type.Name}' has no attribute '{name}'",
            ModuleObject module => ImportErrors.NoAttribute(thread, module, name),
            _ => $"'{target.Type.Name}' object has no attribute '{name}'",
        };
        return thread.AttributeError(message, target, name);
    }

    /// <summary>Entries of object's own slots, to recognise types that do not customise access.</summary>
    internal static nint GenericGetSlot;

    internal static nint GenericSetSlot;

    internal static nint GenericDeleteSlot;

    private static bool Finish(ThreadState thread, Value result)
    {
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }
}

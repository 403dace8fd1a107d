using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Which attributes found on a class a call site may remember (inline caches, see <see cref="ClassValueCache"/> and its neighbours).</summary>
internal static class ClassMembers
{
    /// <summary>A cache entry for reading target.name where the name is found on a class and the instance has none; null when it needs the general way.</summary>
    public static SiteCache? ForRead(Value target, StrObject name, SiteCache? next)
    {
        if (target.Ref is TypeObject self)
        {
            object ownVersion = self.Version;
            object metaclassVersion = self.Type.Version;
            bool isPlain = ReferenceEquals(self.Type, BuiltinTypes.Type);
            if (HasPlainMetaclass(self) && self.Type.Lookup(name).Ref is GetSetDescriptor ofType)
            {
                return new ComputedCache(metaclassVersion, ofType, next);
            }

            Value member = OnClass(self, name);
            if (!member.IsUnbound && isPlain && Variable(ownVersion, self, name, true, next) is { } own)
            {
                return own;
            }

            return !member.IsUnbound && !Binds(member) && MayKeep(member) ? new TypeMemberCache(ownVersion, metaclassVersion, member, false, next) : null;
        }

        if (target.Ref is ModuleObject module)
        {
            return OfModule(module, name, next);
        }

        TypeObject type = target.Type;
        if (target.Ref is null || !AttributeSlow.IsPlain(type))
        {
            return null;
        }

        // Read before the look-up: what another thread changes meanwhile then belongs to a later version.
        object version = type.Version;
        Value found = type.Lookup(name);
        if (found.IsUnbound)
        {
            return null;
        }

        if (Variable(version, type, name, false, next) is { } variable)
        {
            return variable.Applies(target) ? variable : null;
        }

        if (found.Ref is PropertyObject property && ReferenceEquals(property.Type, BuiltinTypes.Property))
        {
            // An AttributeError of the getter calls __getattr__, if there is one.
            return property.Getter.Ref is FunctionObject getter && MayKeep(property.Getter) && IsPushable(getter, 1) && !type.Slot(SpecialMethod.GetAttr).IsDefined
                ? new PropertyCache(version, getter, next)
                : null;
        }

        if (found.Ref is GetSetDescriptor descriptor && !type.Slot(SpecialMethod.GetAttr).IsDefined)
        {
            return new ComputedCache(version, descriptor, next);
        }

        if (found.Ref is FunctionObject function && MayKeep(found))
        {
            var method = new MethodCache(version, function, new HidingName(type, name), next);
            return method.Applies(target) ? method : null;
        }

        if (!MayKeep(found))
        {
            return null;
        }

        if (Binds(found))
        {
            return OfDescriptor(version, type, name, found.Ref!, next);
        }

        var cache = new ClassValueCache(version, found, new HidingName(type, name), next);
        return cache.Applies(target) ? cache : null;
    }

    /// <summary>A cache entry for a descriptor that instances of a class find; null for those that need the general way.</summary>
    private static SiteCache? OfDescriptor(object version, TypeObject type, StrObject name, PyObject descriptor, SiteCache? next)
    {
        TypeObject kind = descriptor.Type;
        bool isData = kind.Slot(SpecialMethod.Set).IsDefined || kind.Slot(SpecialMethod.Delete).IsDefined;
        if (descriptor is MemberDescriptor || !kind.Slot(SpecialMethod.Get).IsDefined || type.Slot(SpecialMethod.GetAttr).IsDefined)
        {
            // Members of __slots__ are read at their index, see AttributeCache.
            return null;
        }

        if (!kind.IsHeap)
        {
            return isData && kind.Slot(SpecialMethod.Get).Native != 0 ? new DescriptorCache(version, descriptor, next) : null;
        }

        return SpecialReturns.Pushable(kind, SpecialMethod.Get, 3) is { } getter && MayKeep(Value.Of(getter))
            ? new GetterCache(version, descriptor, getter, new HidingName(type, name), isData, next)
            : null;
    }

    /// <summary>A cache entry for a module's global; null where the class of modules has the name, too, or the global is not there.</summary>
    public static ModuleCache? OfModule(ModuleObject module, StrObject name, SiteCache? next)
    {
        object version = module.Type.Version;
        if (!ReferenceEquals(module.Type, BuiltinTypes.Module) || !BuiltinTypes.Module.Lookup(name).IsUnbound)
        {
            return null;
        }

        DictKeys keys = module.Namespace.Keys;
        int position = keys.FindName(name, name.Hash);
        return position >= 0 && keys.Entries[position].Content is not null ? new ModuleCache(version, module, keys, position, next) : null;
    }

    /// <summary>The setter of a property that target.name = value calls; null when it needs the general way.</summary>
    public static FunctionObject? Setter(Value target, StrObject name)
    {
        TypeObject type = target.Type;
        return type.IsHeap && type.Slot(SpecialMethod.SetAttr).Native == Attributes.GenericSetSlot
            && type.Lookup(name).Ref is PropertyObject property && ReferenceEquals(property.Type, BuiltinTypes.Property)
            && property.Setter.Ref is FunctionObject setter && MayKeep(property.Setter) && IsPushable(setter, 2)
            ? setter
            : null;
    }

    /// <summary>A cache entry for calling target.name(...) where target is a class; null when it needs the general way.</summary>
    public static TypeMemberCache? ForCall(Value target, StrObject name, SiteCache? next)
    {
        if (target.Ref is not TypeObject self)
        {
            return null;
        }

        object version = self.Version;
        object metaclassVersion = self.Type.Version;
        Value member = OnClass(self, name);
        if (member.IsUnbound || !MayKeep(member))
        {
            return null;
        }

        switch (member.Ref)
        {
            case FunctionObject or TypeObject { IsHeap: true }:
            case NativeFunction { Kind: NativeKind.Function or NativeKind.Method }:
                return new TypeMemberCache(version, metaclassVersion, member, false, next);
            case StaticMethodObject wrapped when ReferenceEquals(wrapped.Type, BuiltinTypes.StaticMethod):
                return new TypeMemberCache(version, metaclassVersion, wrapped.Function, false, next);
            case ClassMethodObject wrapped when ReferenceEquals(wrapped.Type, BuiltinTypes.ClassMethod) && wrapped.Function.Ref is FunctionObject:
                return new TypeMemberCache(version, metaclassVersion, wrapped.Function, true, next);
            default:
                return null;
        }
    }

    /// <summary>A cache entry for calling target.name(...) where the name is a staticmethod or classmethod of the target's class; else null.</summary>
    public static InstanceMemberCache? ForInstanceCall(Value target, StrObject name, SiteCache? next)
    {
        TypeObject type = target.Type;
        if (!type.IsHeap || target.Ref is null or TypeObject || !AttributeSlow.IsPlain(type))
        {
            return null;
        }

        object version = type.Version;
        Value member = type.Lookup(name);
        if (member.IsUnbound || !MayKeep(member))
        {
            return null;
        }

        return member.Ref switch
        {
            StaticMethodObject wrapped when ReferenceEquals(wrapped.Type, BuiltinTypes.StaticMethod) => new InstanceMemberCache(version, wrapped.Function, false, new HidingName(type, name), next),
            ClassMethodObject wrapped when ReferenceEquals(wrapped.Type, BuiltinTypes.ClassMethod) && wrapped.Function.Ref is FunctionObject => new InstanceMemberCache(version, wrapped.Function, true, new HidingName(type, name), next),
            _ => null,
        };
    }

    /// <summary>A cache entry for setting target.name where target is a class and the name is one of its variables; else null.</summary>
    public static ClassVariableCache? ForAssignment(Value target, StrObject name)
    {
        if (target.Ref is not TypeObject self || FreeThreading.AreSeveral)
        {
            return null;
        }

        object version = self.Version;
        return ReferenceEquals(self.Type, BuiltinTypes.Type) && !OnClass(self, name).IsUnbound && Variable(version, self, name, true, null) is { } variable && ReferenceEquals(variable.Holder, self) ? variable : null;
    }

    private static ClassVariableCache? Variable(object version, TypeObject type, StrObject name, bool isOfClass, SiteCache? next)
    {
        foreach (TypeObject link in type.Mro)
        {
            DictKeys keys = link.Namespace.Keys;
            int position = keys.FindName(name, name.Hash);
            if (position >= 0)
            {
                return link.Variables is { } variables && variables.Contains(name) && ClassVariables.IsPlain(Slot.Peek(keys.Entries[position].Content))
                    ? new ClassVariableCache(version, link, keys, position, new HidingName(type, name), isOfClass, next)
                    : null;
            }
        }

        return null;
    }

    private static bool IsPushable(FunctionObject function, int arguments) => function.Code.IsSimple && function.Code.ArgumentCount == arguments;

    /// <summary>What stands in the MRO of a class whose metaclass has nothing of that name, which could hide it.</summary>
    private static Value OnClass(TypeObject self, StrObject name) =>
        self.IsHeap && HasPlainMetaclass(self) && self.Type.Lookup(name).IsUnbound ? self.Lookup(name) : Value.Unbound;

    private static bool HasPlainMetaclass(TypeObject self) =>
        self.Type.HasSlotOf(BuiltinTypes.Type, SpecialMethod.GetAttribute) && !self.Type.Slot(SpecialMethod.GetAttr).IsDefined;

    /// <summary>True for what has __get__, __set__ or __delete__.</summary>
    private static bool Binds(Value member)
    {
        if (member.Ref is null)
        {
            return false;
        }

        TypeObject type = member.Ref.Type;
        return type.Slot(SpecialMethod.Get).IsDefined || type.Slot(SpecialMethod.Set).IsDefined || type.Slot(SpecialMethod.Delete).IsDefined;
    }

    /// <summary>True when an attribute of an instance's own comes before what its class has under the name, if it has anything: it is no data descriptor.</summary>
    public static bool GivesWay(Value onType)
    {
        if (onType.Ref is null)
        {
            return true;
        }

        TypeObject type = onType.Ref.Type;
        return !type.Slot(SpecialMethod.Set).IsDefined && !type.Slot(SpecialMethod.Delete).IsDefined;
    }

    /// <summary>True for what an entry may hold on to: with free threading another thread can replace and so finalise what a class holds, unless it is uncounted.</summary>
    /// <remarks>Objects whose class becomes a descriptor's, or ceases to be one, make new versions of all classes, see <see cref="Subclasses.DescriptorsChanged"/>.</remarks>
    private static bool MayKeep(Value member) => member.Ref is null || !FreeThreading.IsOn || member.Ref.OwnerId == RefCount.Uncounted;
}

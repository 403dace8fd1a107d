using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Attribute access without a valid cache: the general way, then a cache for the next time.</summary>
internal static class AttributeSlow
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Get(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value target = Unsafe.Add(ref registers, b);
        StrObject name = frame.Code.Names[c];
        TypeObject type = target.Type;

        // Read before anything is looked up: a change of the class meanwhile makes the cache entry one that never matches.
        object version = type.Version;
        ref object? cache = ref frame.Code.Caches[frame.Pc - 1];
        for (var entry = cache as SiteCache; entry is not null; entry = entry.Next)
        {
            if (!entry.Matches(target))
            {
                continue;
            }

            if (entry is PropertyCache property && property.Applies(type))
            {
                Value instance = Registers.Take(thread, frame, ref registers, b);
                return SpecialReturns.Push(thread, frame, property.Function, a, ReturnAction.Replace, instance, Value.Unbound, Value.Unbound);
            }

            if (entry is ComputedCache computed)
            {
                return Registers.Finish(thread, frame, ref registers, a, b, computed.Get(thread, target));
            }

            if (TryRead(thread, entry, target, out Value value))
            {
                return Registers.Finish(thread, frame, ref registers, a, b, value);
            }
        }

        if (ModuleAttribute(thread, target, name, out Value global))
        {
            return Registers.Finish(thread, frame, ref registers, a, b, global);
        }

        SiteCache? others = cache as SiteCache;
        if (!SiteCache.MayAdd(others))
        {
            // So many classes come here that the general way is the shorter one.
        }
        else if (ClassMembers.ForRead(target, name, others) is { } found)
        {
            cache = found is MethodCache && cache is null ? SiteCache.BoundOnce : found;
        }
        else if (IsPlain(type) && target.Ref is { Attributes: { } attributes })
        {
            Value onType = type.Lookup(name);
            int index = onType.Ref is MemberDescriptor member ? member.Index : ClassMembers.GivesWay(onType) ? type.Keys.Find(name) : -1;
            if (index > 0 && attributes[0] is null | onType.Ref is MemberDescriptor && index < attributes.Length && attributes[index] is not null)
            {
                cache = new AttributeCache(version, index, others);
            }
        }

        if (IsPlain(type) && SpecialReturns.Pushable(type, SpecialMethod.GetAttr, 2) is { } getter)
        {
            Value own = Attributes.GenericTryGet(thread, target, name);
            if (own.IsUnbound || (own.IsError && thread.ClearIf(ExceptionTypes.AttributeError)))
            {
                Value self = Registers.Take(thread, frame, ref registers, b);
                return SpecialReturns.Push(thread, frame, getter, a, ReturnAction.Replace, self, Value.Of(name), Value.Unbound);
            }

            return Registers.Finish(thread, frame, ref registers, a, b, own);
        }

        return Registers.Finish(thread, frame, ref registers, a, b, Attributes.Get(thread, target, name));
    }

    /// <summary>What an entry that matches the target finds, a new reference; false when it is not for this instance after all, or has something to call.</summary>
    public static bool TryRead(ThreadState thread, SiteCache entry, Value target, out Value value)
    {
        switch (entry)
        {
            case AttributeCache attribute when target.Ref!.Attributes is { } known && (uint)attribute.Index < (uint)known.Length && known[attribute.Index] is { } content:
                value = FreeThreading.AreSeveral ? SharedSlots.LoadAttribute(thread, target.Ref, attribute.Index) : Slot.Load(thread, content);
                return !value.IsUnbound;

            case ClassValueCache ofClass when ofClass.Applies(target):
                value = thread.Retain(ofClass.Value);
                return true;

            case MethodCache { Function: FunctionObject function } method when method.Applies(target):
                RefCount.Retain(thread, function);
                value = Value.Of(new MethodObject(thread, function, thread.Retain(target)));
                return true;

            case TypeMemberCache { TakesClass: false } member when target.Ref is TypeObject:
                value = thread.Retain(member.Value);
                return true;

            case ClassVariableCache variable when variable.Applies(target) && variable.Content is { } content:
                if (FreeThreading.AreSeveral)
                {
                    return SharedSlots.TryLoad(thread, ref variable.Slot, out value);
                }

                value = Slot.Load(thread, content);
                return true;

            default:
                value = default;
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Set(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value target = Unsafe.Add(ref registers, a);
        StrObject name = frame.Code.Names[c];
        TypeObject type = target.Type;

        // Read before anything is looked up: a change of the class meanwhile makes the cache entry one that never matches.
        object version = type.Version;
        ref object? cache = ref frame.Code.Caches[frame.Pc - 1];
        for (var entry = cache as SiteCache; entry is not null; entry = entry.Next)
        {
            if (!ReferenceEquals(entry.Version, version))
            {
                continue;
            }

            if (entry is AttributeCache attribute && target.Ref?.Attributes is { } known && (uint)attribute.Index < (uint)known.Length && (known[attribute.Index] is not null || attribute.CanAdd(known)))
            {
                if (FreeThreading.AreSeveral)
                {
                    return Store(thread, frame, ref registers, a, b, c, target.Ref, attribute);
                }

                Slot.Store(thread, ref known[attribute.Index], Registers.Take(thread, frame, ref registers, b));
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }

            if (entry is PropertyCache property && property.Applies(type))
            {
                return PushSetter(thread, frame, ref registers, a, b, property.Function);
            }
        }

        if (!FreeThreading.AreSeveral && cache is ClassVariableCache variable && variable.Applies(target) && variable.Content is not null && ClassVariables.IsPlain(Unsafe.Add(ref registers, b)))
        {
            Slot.Store(thread, ref variable.Slot, Registers.Take(thread, frame, ref registers, b));
            Registers.Consume(thread, frame, ref registers, a);
            return Flow.Next;
        }

        if (ClassMembers.Setter(target, name) is { } setter)
        {
            if (SiteCache.MayAdd(cache))
            {
                cache = new PropertyCache(version, setter, cache as SiteCache);
            }

            return PushSetter(thread, frame, ref registers, a, b, setter);
        }

        if (!Attributes.Set(thread, target, name, Unsafe.Add(ref registers, b)))
        {
            return Flow.Error;
        }

        if (SiteCache.MayAdd(cache) && type.Slot(SpecialMethod.SetAttr).Native == Attributes.GenericSetSlot && target.Ref is { Attributes: { } attributes })
        {
            Value onType = type.Lookup(name);
            int index = onType.Ref is MemberDescriptor member ? member.Index : ClassMembers.GivesWay(onType) ? type.Keys.Find(name) : -1;
            if (index > 0 && index < attributes.Length && attributes[index] is not null)
            {
                cache = new AttributeCache(version, index, cache as SiteCache, onType.Ref is MemberDescriptor);
            }
        }

        if (ClassMembers.ForAssignment(target, name) is { } ofClass)
        {
            cache = ofClass;
        }

        Registers.Consume(thread, frame, ref registers, b);
        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    private static Flow PushSetter(ThreadState thread, Frame frame, ref Value registers, int a, int b, FunctionObject setter)
    {
        Value self = Registers.Take(thread, frame, ref registers, a);
        Value assigned = Registers.Take(thread, frame, ref registers, b);
        return SpecialReturns.Push(thread, frame, setter, 0, ReturnAction.Discard, self, assigned, Value.Unbound);
    }

    /// <summary>SetAttribute with a cache that matches, in free threading.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Store(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, PyObject owner, AttributeCache entry)
    {
        Value value = Registers.Take(thread, frame, ref registers, b);
        if (!SharedSlots.TrySetAttribute(thread, owner, entry, value))
        {
            // Deleted, or moved into a __dict__, this very moment.
            bool stored = Attributes.Set(thread, Value.Of(owner), frame.Code.Names[c], value);
            thread.Release(value);
            if (!stored)
            {
                return Flow.Error;
            }
        }

        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow LoadMethod(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value target = Unsafe.Add(ref registers, b);
        StrObject name = frame.Code.Names[c];
        TypeObject type = target.Type;
        object version = type.Version;
        ref object? site = ref frame.Code.Caches[frame.Pc - 1];
        for (var entry = site as SiteCache; entry is not null; entry = entry.Next)
        {
            if (!entry.Matches(target))
            {
                continue;
            }

            switch (entry)
            {
                case MethodCache known when known.Applies(target):
                    RefCount.Retain(thread, known.Function);
                    Value self = Registers.Take(thread, frame, ref registers, b);
                    Unsafe.Add(ref registers, a) = Value.Of(known.Function);
                    Unsafe.Add(ref registers, a + 1) = self;
                    return Flow.Next;

                case TypeMemberCache member when target.Ref is TypeObject receiver:
                    return LoadMember(thread, frame, ref registers, a, b, member.Value, member.TakesClass ? receiver : null);

                case InstanceMemberCache shared when shared.Applies(target):
                    return LoadMember(thread, frame, ref registers, a, b, shared.Value, shared.TakesClass ? type : null);
            }
        }

        if (!FreeThreading.AreSeveral && target.Ref is SuperObject super && InheritedMethod(super, name, ref site) is { } inherited)
        {
            RefCount.Retain(thread, inherited);
            Value instance = thread.Retain(super.Self);
            Registers.Consume(thread, frame, ref registers, b);
            Unsafe.Add(ref registers, a) = Value.Of(inherited);
            Unsafe.Add(ref registers, a + 1) = instance;
            return Flow.Next;
        }

        SiteCache? others = site as SiteCache;
        bool mayAdd = SiteCache.MayAdd(others);
        if (mayAdd && ClassMembers.ForCall(target, name, others) is { } ofClass)
        {
            site = ofClass;
            return LoadMember(thread, frame, ref registers, a, b, ofClass.Value, ofClass.TakesClass ? (TypeObject)target.Ref! : null);
        }

        if (mayAdd && ClassMembers.ForInstanceCall(target, name, others) is { } ofInstance && ofInstance.Applies(target))
        {
            site = ofInstance;
            return LoadMember(thread, frame, ref registers, a, b, ofInstance.Value, ofInstance.TakesClass ? type : null);
        }

        if (IsPlain(type))
        {
            Value found = type.Lookup(name);
            if (found.Ref is FunctionObject or NativeFunction { Kind: NativeKind.Method or NativeKind.Slot } && target.Ref is not (TypeObject or ModuleObject))
            {
                if (mayAdd && new MethodCache(version, found.Ref, type.Keys.Find(name), others) is var cache && cache.Applies(target))
                {
                    site = cache;
                }

                Value own = InstanceAttributes.Get(thread, target, name);
                if (own.IsUnbound)
                {
                    RefCount.Retain(thread, found.Ref);
                    Value self = Registers.Take(thread, frame, ref registers, b);
                    Unsafe.Add(ref registers, a) = Value.Of(found.Ref);
                    Unsafe.Add(ref registers, a + 1) = self;
                    return Flow.Next;
                }

                thread.Release(own);
            }
        }

        Value method = ModuleAttribute(thread, target, name, out Value global) ? global : Attributes.Get(thread, target, name);
        if (method.IsError)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        Unsafe.Add(ref registers, a) = Value.Unbound;
        Unsafe.Add(ref registers, a + 1) = method;
        return Flow.Next;
    }

    /// <summary>The method that super().name(...) calls, borrowed, from the site's cache or for it; null when the general way has to look.</summary>
    private static PyObject? InheritedMethod(SuperObject super, StrObject name, ref object? site)
    {
        if (site is SuperMethodCache known && known.Applies(super))
        {
            return known.Function;
        }

        object? version = super.SelfClass?.Version;
        PyObject? found = SuperMethods.FindMethod(super, name);
        if (found is not null && super.SelfClass is { } selfClass && ReferenceEquals(selfClass, super.Self.Type))
        {
            site = new SuperMethodCache(super.ThisClass!, version!, found);
        }

        return found;
    }

    /// <summary>What a call through a class, or of a static or class method, calls: with the class first when it is a classmethod's function.</summary>
    private static Flow LoadMember(ThreadState thread, Frame frame, ref Value registers, int a, int b, Value member, TypeObject? first)
    {
        Value callable = thread.Retain(member);
        Registers.Consume(thread, frame, ref registers, b);
        if (first is not null)
        {
            // Classes are uncounted.
            Unsafe.Add(ref registers, a) = callable;
            Unsafe.Add(ref registers, a + 1) = Value.Of(first);
        }
        else
        {
            Unsafe.Add(ref registers, a) = Value.Unbound;
            Unsafe.Add(ref registers, a + 1) = callable;
        }

        return Flow.Next;
    }

    /// <summary>A module's own global, a new reference; dunders are left to the general way, which knows the module type's descriptors.</summary>
    private static bool ModuleAttribute(ThreadState thread, Value target, StrObject name, out Value value)
    {
        value = Value.Unbound;
        if (target.Ref is ModuleObject module && ReferenceEquals(module.Type, BuiltinTypes.Module) && (name.Length == 0 || name.CodePointAt(0) != '_'))
        {
            value = module.Namespace.LoadName(thread, name);
        }

        return !value.IsUnbound;
    }

    internal static bool IsPlain(TypeObject type) => type.Slot(SpecialMethod.GetAttribute).Native == Attributes.GenericGetSlot;
}

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

        ref object? cache = ref frame.Code.Caches[frame.Pc - 1];
        var others = cache as SiteCache;
        for (SiteCache? entry = others; entry is not null; entry = entry.Next)
        {
            if (entry.Matches(target) && TryApply(thread, frame, ref registers, a, b, entry, type, target, out Flow flow))
            {
                return flow;
            }
        }

        if (SiteCache.MayAdd(others))
        {
            if (EntryFor(target, name, others) is { } found)
            {
                cache = found is MethodCache && cache is null ? SiteCache.BoundOnce : found;
            }
        }
        else
        {
            // So many classes come here that there is one table for all such places.
            SiteMemo memo = thread.Reads ??= new SiteMemo();
            SiteCache? known = memo.Find(name, target.Ref is TypeObject self ? self.Version : type.Version);
            if (known is null || !known.Matches(target))
            {
                known = EntryFor(target, name, null);
                if (known is not null)
                {
                    memo.Keep(name, known);
                }
            }

            if (known is not null && known.Matches(target) && TryApply(thread, frame, ref registers, a, b, known, type, target, out Flow flow))
            {
                return flow;
            }
        }

        if (ModuleAttribute(thread, target, name, out Value global))
        {
            return Registers.Finish(thread, frame, ref registers, a, b, global);
        }

        if (IsPlain(type) && SpecialReturns.Pushable(type, SpecialMethod.GetAttr, 2) is { } getter)
        {
            Value own = Attributes.GenericTryGet(thread, target, name);
            if (own.IsUnbound || (own.IsError && thread.ClearIf(ExceptionTypes.AttributeError)))
            {
                Value instance = Registers.Take(thread, frame, ref registers, b);
                return SpecialReturns.Push(thread, frame, getter, a, ReturnAction.Replace, instance, Value.Of(name), Value.Unbound);
            }

            return Registers.Finish(thread, frame, ref registers, a, b, own);
        }

        return Registers.Finish(thread, frame, ref registers, a, b, Attributes.Get(thread, target, name));
    }

    /// <summary>Does a GetAttribute by an entry that matches the target; false when it is not for this instance after all.</summary>
    private static bool TryApply(ThreadState thread, Frame frame, ref Value registers, int a, int b, SiteCache entry, TypeObject type, Value target, out Flow flow)
    {
        if (entry is PropertyCache property && property.Applies(type))
        {
            Value instance = Registers.Take(thread, frame, ref registers, b);
            flow = SpecialReturns.Push(thread, frame, property.Function, a, ReturnAction.Replace, instance, Value.Unbound, Value.Unbound);
            return true;
        }

        if (entry is ComputedCache computed)
        {
            flow = Registers.Finish(thread, frame, ref registers, a, b, computed.Get(thread, target));
            return true;
        }

        if (entry is DescriptorCache native)
        {
            flow = Registers.Finish(thread, frame, ref registers, a, b, native.Get(thread, target));
            return true;
        }

        if (entry is GetterCache getter)
        {
            flow = Flow.Next;
            if (!getter.Applies(target) || getter.Descriptor.Value is not { IsUnbound: false } descriptor)
            {
                return false;
            }

            Value instance = Registers.Take(thread, frame, ref registers, b);
            flow = SpecialReturns.Push(thread, frame, getter.Function, a, ReturnAction.Replace, thread.Retain(descriptor), instance, Value.Of(type));
            return true;
        }

        bool found = TryRead(thread, entry, target, out Value value);
        flow = found ? Registers.Finish(thread, frame, ref registers, a, b, value) : Flow.Next;
        return found;
    }

    /// <summary>An entry for reading target.name; null when it needs the general way.</summary>
    private static SiteCache? EntryFor(Value target, StrObject name, SiteCache? others)
    {
        if (ClassMembers.ForRead(target, name, others) is { } onClass)
        {
            return onClass;
        }

        // Read before anything is looked up: a change of the class meanwhile makes the entry one that never matches.
        TypeObject type = target.Type;
        object version = type.Version;
        if (!IsPlain(type) || target.Ref is not { Attributes: { } attributes })
        {
            return null;
        }

        Value onType = type.Lookup(name);
        bool isMember = onType.Ref is MemberDescriptor;
        bool givesWay = !isMember && ClassMembers.GivesWay(onType);
        int index = onType.Ref is MemberDescriptor member ? member.Index : givesWay ? type.Keys.Find(name) : -1;
        return (attributes[0] is null || isMember) && index > 0 && index < attributes.Length && attributes[index] is not null
            || (givesWay && !FreeThreading.AreSeveral && attributes[0] is DictObject dict && !dict.GetName(name).IsUnbound)
                ? new AttributeCache(version, name, index, others, isMember)
                : null;
    }

    /// <summary>What an entry that matches the target finds, a new reference; false when it is not for this instance after all, or has something to call.</summary>
    public static bool TryRead(ThreadState thread, SiteCache entry, Value target, out Value value)
    {
        switch (entry)
        {
            case AttributeCache attribute when target.Ref!.Attributes is { } known && (uint)attribute.Index < (uint)known.Length && known[attribute.Index] is { } content:
                value = FreeThreading.AreSeveral ? SharedSlots.LoadAttribute(thread, target.Ref, attribute.Index) : Slot.Load(thread, content);
                return !value.IsUnbound;

            case AttributeCache moved when moved.DictOf(target.Ref!) is { } dict:
                value = dict.LoadName(thread, moved.Name);
                return !value.IsUnbound;

            case ClassValueCache ofClass when ofClass.Applies(target):
                value = thread.Retain(ofClass.Held.Value);
                return !value.IsUnbound;

            case MethodCache { Function: FunctionObject function } method when method.Applies(target):
                RefCount.Retain(thread, function);
                value = Value.Of(new MethodObject(thread, function, thread.Retain(target)));
                return true;

            case ModuleCache global when ReferenceEquals(global.Module, target.Ref) && global.Content is { } content:
                if (FreeThreading.AreSeveral)
                {
                    return SharedSlots.TryLoad(thread, ref global.Slot, out value);
                }

                value = Slot.Load(thread, content);
                return true;

            case TypeMemberCache { TakesClass: false } member when target.Ref is TypeObject self && member.Applies(self):
                value = thread.Retain(member.Held.Value);
                return !value.IsUnbound;

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

            if (entry is AttributeCache moved && moved.DictOf(target.Ref!) is { } dict)
            {
                dict.SetName(thread, name, Registers.Take(thread, frame, ref registers, b));
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
            if ((index > 0 && index < attributes.Length && attributes[index] is not null) || (attributes[0] is not null && ClassMembers.GivesWay(onType)))
            {
                cache = new AttributeCache(version, name, index, cache as SiteCache, onType.Ref is MemberDescriptor);
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

    /// <summary>del target.name; false when an exception is set.</summary>
    public static bool Delete(ThreadState thread, Value target, StrObject name, ref object? site)
    {
        TypeObject type = target.Type;
        object version = type.Version;
        if (!FreeThreading.AreSeveral && site is AttributeCache cache && ReferenceEquals(cache.Version, version)
            && target.Ref!.Attributes is { } known && (uint)cache.Index < (uint)known.Length && known[cache.Index] is { } content)
        {
            known[cache.Index] = null;
            Slot.ReleaseContent(thread, content);
            return true;
        }

        if (!Attributes.Set(thread, target, name, Value.Unbound))
        {
            return false;
        }

        if (type.Slot(SpecialMethod.DelAttr).Native == Attributes.GenericDeleteSlot && target.Ref is { Attributes: [null, ..] } && type.Lookup(name) is var onType && onType.Ref is not MemberDescriptor
            && ClassMembers.GivesWay(onType))
        {
            site = new AttributeCache(version, name, type.Keys.Find(name), null);
        }

        return true;
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

            if (TryLoad(thread, frame, ref registers, a, b, entry, type, target, out Flow flow))
            {
                return flow;
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
        if (!mayAdd && thread.MethodLoads?.Find(name, version) is { } memo && memo.Matches(target) && TryLoad(thread, frame, ref registers, a, b, memo, type, target, out Flow done))
        {
            return done;
        }

        if (target.Ref is ModuleObject module)
        {
            if (mayAdd && ClassMembers.OfModule(module, name, others) is { } ofModule)
            {
                site = ofModule;
            }

            Value callable = ModuleAttribute(thread, target, name, out Value known) ? known : Attributes.Get(thread, target, name);
            return callable.IsError ? Flow.Error : LoadFree(thread, frame, ref registers, a, b, callable);
        }

        if (mayAdd && ClassMembers.ForCall(target, name, others) is { } ofClass)
        {
            site = ofClass;
            return LoadMember(thread, frame, ref registers, a, b, ofClass.Held.Value, ofClass.TakesClass ? (TypeObject)target.Ref! : null);
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
                if (new MethodCache(version, found.Ref, new HidingName(type, name), mayAdd ? others : null) is var cache && cache.Applies(target))
                {
                    if (mayAdd)
                    {
                        site = cache;
                    }
                    else
                    {
                        (thread.MethodLoads ??= new SiteMemo()).Keep(name, cache);
                    }
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

        Value method = Attributes.Get(thread, target, name);
        return method.IsError ? Flow.Error : LoadFree(thread, frame, ref registers, a, b, method);
    }

    /// <summary>What is called without a self before its arguments; a new reference.</summary>
    private static Flow LoadFree(ThreadState thread, Frame frame, ref Value registers, int a, int b, Value callable)
    {
        Registers.Consume(thread, frame, ref registers, b);
        Unsafe.Add(ref registers, a) = Value.Unbound;
        Unsafe.Add(ref registers, a + 1) = callable;
        return Flow.Next;
    }

    /// <summary>Does a LoadMethod by an entry that matches the target; false when it is not for this instance after all.</summary>
    private static bool TryLoad(ThreadState thread, Frame frame, ref Value registers, int a, int b, SiteCache entry, TypeObject type, Value target, out Flow flow)
    {
        switch (entry)
        {
            case MethodCache known when known.Applies(target):
                RefCount.Retain(thread, known.Function);
                Value self = Registers.Take(thread, frame, ref registers, b);
                Unsafe.Add(ref registers, a) = Value.Of(known.Function);
                Unsafe.Add(ref registers, a + 1) = self;
                flow = Flow.Next;
                return true;

            case ModuleCache when TryRead(thread, entry, target, out Value global):
                flow = LoadFree(thread, frame, ref registers, a, b, global);
                return true;

            case TypeMemberCache member when target.Ref is TypeObject receiver && member.Applies(receiver):
                flow = LoadMember(thread, frame, ref registers, a, b, member.Held.Value, member.TakesClass ? receiver : null);
                return true;

            case InstanceMemberCache shared when shared.Applies(target):
                flow = LoadMember(thread, frame, ref registers, a, b, shared.Value, shared.TakesClass ? type : null);
                return true;

            default:
                flow = Flow.Next;
                return false;
        }
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

    /// <summary>A module's own global, a new reference; what begins as dunders do may be a descriptor of the module type.</summary>
    private static bool ModuleAttribute(ThreadState thread, Value target, StrObject name, out Value value)
    {
        value = Value.Unbound;
        if (target.Ref is ModuleObject module && ReferenceEquals(module.Type, BuiltinTypes.Module) && (name.Length == 0 || name.CodePointAt(0) != '_' || BuiltinTypes.Module.Lookup(name).IsUnbound))
        {
            value = module.Namespace.LoadName(thread, name);
        }

        return !value.IsUnbound;
    }

    internal static bool IsPlain(TypeObject type) => type.Slot(SpecialMethod.GetAttribute).Native == Attributes.GenericGetSlot;
}

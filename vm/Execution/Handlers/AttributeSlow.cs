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
        for (AttributeCache? entry = cache as AttributeCache; entry is not null; entry = entry.Next)
        {
            if (ReferenceEquals(entry.Version, type.Version) && target.Ref?.Attributes is { } known && (uint)entry.Index < (uint)known.Length && known[entry.Index] is { } content)
            {
                Value value = FreeThreading.AreSeveral ? SharedSlots.LoadAttribute(thread, target.Ref, entry.Index) : Slot.Load(thread, content);
                if (!value.IsUnbound)
                {
                    return Registers.Finish(thread, frame, ref registers, a, b, value);
                }
            }
        }

        switch (cache)
        {
            case ClassValueCache value when ReferenceEquals(value.Version, type.Version) && value.Applies(target):
                return Registers.Finish(thread, frame, ref registers, a, b, thread.Retain(value.Value));

            case PropertyCache property when property.Applies(type):
                Value instance = Registers.Take(thread, frame, ref registers, b);
                return SpecialReturns.Push(thread, frame, property.Function, a, ReturnAction.Replace, instance, Value.Unbound, Value.Unbound);

            case ClassVariableCache variable when variable.Applies(target) && variable.Content is { } content:
                if (!FreeThreading.AreSeveral)
                {
                    return Registers.Finish(thread, frame, ref registers, a, b, Slot.Load(thread, content));
                }

                if (SharedSlots.TryLoad(thread, ref variable.Slot, out Value loaded))
                {
                    return Registers.Finish(thread, frame, ref registers, a, b, loaded);
                }

                break;

            case TypeMemberCache member when target.Ref is TypeObject self && ReferenceEquals(member.Version, self.Version):
                return Registers.Finish(thread, frame, ref registers, a, b, thread.Retain(member.Value));
        }

        if (ModuleAttribute(thread, target, name, out Value global))
        {
            return Registers.Finish(thread, frame, ref registers, a, b, global);
        }

        if (ClassMembers.ForRead(target, name) is { } found)
        {
            cache = found;
        }
        else if (IsPlain(type) && target.Ref is { Attributes: { } attributes })
        {
            Value onType = type.Lookup(name);
            int index = onType.IsUnbound ? type.Keys.Find(name) : onType.Ref is MemberDescriptor member ? member.Index : -1;
            if (index > 0 && attributes[0] is null | onType.Ref is MemberDescriptor && index < attributes.Length && attributes[index] is not null)
            {
                cache = new AttributeCache(version, index, cache as AttributeCache);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Set(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value target = Unsafe.Add(ref registers, a);
        StrObject name = frame.Code.Names[c];
        TypeObject type = target.Type;

        // Read before anything is looked up: a change of the class meanwhile makes the cache entry one that never matches.
        object version = type.Version;
        ref object? cache = ref frame.Code.Caches[frame.Pc - 1];
        for (AttributeCache? entry = cache as AttributeCache; entry is not null; entry = entry.Next)
        {
            if (ReferenceEquals(entry.Version, type.Version) && target.Ref?.Attributes is { } known && (uint)entry.Index < (uint)known.Length && (known[entry.Index] is not null || entry.CanAdd(known)))
            {
                if (FreeThreading.AreSeveral)
                {
                    return Store(thread, frame, ref registers, a, b, c, target.Ref, entry);
                }

                Slot.Store(thread, ref known[entry.Index], Registers.Take(thread, frame, ref registers, b));
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }
        }

        if (cache is PropertyCache property && property.Applies(type))
        {
            Value self = Registers.Take(thread, frame, ref registers, a);
            Value assigned = Registers.Take(thread, frame, ref registers, b);
            return SpecialReturns.Push(thread, frame, property.Function, 0, ReturnAction.Discard, self, assigned, Value.Unbound);
        }

        if (!FreeThreading.AreSeveral && cache is ClassVariableCache variable && variable.Applies(target) && variable.Content is not null && ClassVariables.IsPlain(Unsafe.Add(ref registers, b)))
        {
            Slot.Store(thread, ref variable.Slot, Registers.Take(thread, frame, ref registers, b));
            Registers.Consume(thread, frame, ref registers, a);
            return Flow.Next;
        }

        if (ClassMembers.Setter(target, name) is { } setter)
        {
            cache = new PropertyCache(version, setter);
            return Set(thread, frame, ref registers, a, b, c);
        }

        if (!Attributes.Set(thread, target, name, Unsafe.Add(ref registers, b)))
        {
            return Flow.Error;
        }

        if (type.Slot(SpecialMethod.SetAttr).Native == Attributes.GenericSetSlot && target.Ref is { Attributes: { } attributes })
        {
            Value onType = type.Lookup(name);
            int index = onType.Ref is MemberDescriptor member ? member.Index : onType.IsUnbound ? type.Keys.Find(name) : -1;
            if (index > 0 && index < attributes.Length && attributes[index] is not null)
            {
                cache = new AttributeCache(version, index, cache as AttributeCache, onType.Ref is MemberDescriptor);
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
        for (MethodCache? entry = site as MethodCache; entry is not null; entry = entry.Next)
        {
            if (ReferenceEquals(entry.Version, type.Version) && entry.Applies(target))
            {
                RefCount.Retain(thread, entry.Function);
                Value self = Registers.Take(thread, frame, ref registers, b);
                Unsafe.Add(ref registers, a) = Value.Of(entry.Function);
                Unsafe.Add(ref registers, a + 1) = self;
                return Flow.Next;
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

        if (site is TypeMemberCache member && target.Ref is TypeObject receiver && ReferenceEquals(member.Version, receiver.Version))
        {
            return LoadMember(thread, frame, ref registers, a, b, member.Value, member.TakesClass ? receiver : null);
        }

        if (site is InstanceMemberCache shared && shared.Applies(target))
        {
            return LoadMember(thread, frame, ref registers, a, b, shared.Value, shared.TakesClass ? type : null);
        }

        if (ClassMembers.ForCall(target, name) is { } ofClass)
        {
            site = ofClass;
            return LoadMember(thread, frame, ref registers, a, b, ofClass.Value, ofClass.TakesClass ? (TypeObject)target.Ref! : null);
        }

        if (ClassMembers.ForInstanceCall(target, name) is { } ofInstance && ofInstance.Applies(target))
        {
            site = ofInstance;
            return LoadMember(thread, frame, ref registers, a, b, ofInstance.Value, ofInstance.TakesClass ? type : null);
        }

        if (IsPlain(type))
        {
            Value found = type.Lookup(name);
            if (found.Ref is FunctionObject or NativeFunction { Kind: NativeKind.Method or NativeKind.Slot } && target.Ref is not (TypeObject or ModuleObject))
            {
                var cache = new MethodCache(version, found.Ref, type.Keys.Find(name), site as MethodCache);
                if (cache.Applies(target))
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

using System.Collections.Concurrent;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>threading.local: attributes of its own for each thread; __init__ runs again in each thread that touches it.</summary>
public sealed class LocalObject : PyObject
{
    private readonly ConcurrentDictionary<ThreadState, DictObject> _namespaces = new();
    private readonly Value[] _arguments;
    private readonly Keywords _keywords;

    /// <summary>The arguments are borrowed.</summary>
    internal LocalObject(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
        : base(thread, type)
    {
        _arguments = Iterables.Retained(thread, arguments);
        _keywords = keywords;
    }

    /// <summary>Makes the namespace of the thread that makes the object, whose __init__ is about to run anyway.</summary>
    internal void AddMaker(ThreadState thread) => Add(thread);

    /// <summary>The thread's attributes, borrowed; null with an exception set when __init__ fails.</summary>
    internal DictObject? NamespaceFor(ThreadState thread)
    {
        if (_namespaces.TryGetValue(thread, out DictObject? found))
        {
            return found;
        }

        DictObject made = Add(thread);
        if (Type.HasSlotOf(BuiltinTypes.Object, SpecialMethod.Init) && Type.Slot(SpecialMethod.Init).Method is null)
        {
            return made;
        }

        Value init = VM.Runtime.Attributes.LookupSpecial(thread, Value.Of(this), StrObject.Intern("__init__"), out Value self);
        Value[] all = self.IsUnbound ? _arguments : [self, .. _arguments];
        Value result = Calls.CallVector(thread, init, all, _keywords);
        if (self.IsUnbound)
        {
            thread.Release(init);
        }

        if (!result.IsError)
        {
            thread.Release(result);
            return made;
        }

        Remove(thread);
        return null;
    }

    /// <summary>The thread ends: what objects keep for it goes.</summary>
    internal static void ReleaseFor(ThreadState thread)
    {
        if (thread.Locals.Remove(typeof(LocalObject), out object? list))
        {
            foreach (LocalObject local in (List<LocalObject>)list)
            {
                local.Remove(thread);
            }
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        foreach (ThreadState key in _namespaces.Keys)
        {
            Remove(thread, key);
        }

        foreach (Value argument in _arguments)
        {
            thread.Release(argument);
        }
    }

    private DictObject Add(ThreadState thread)
    {
        var made = new DictObject(thread);
        _namespaces[thread] = made;
        if (!thread.Locals.TryGetValue(typeof(LocalObject), out object? list))
        {
            thread.Locals[typeof(LocalObject)] = list = new List<LocalObject>();
        }

        ((List<LocalObject>)list).Add(this);
        return made;
    }

    private void Remove(ThreadState thread) => Remove(thread, thread);

    private void Remove(ThreadState thread, ThreadState key)
    {
        if (_namespaces.TryRemove(key, out DictObject? dict))
        {
            RefCount.Release(thread, dict);
        }
    }
}

/// <summary>The methods of _thread._local.</summary>
[PyType("_local", typeof(LocalObject), Module = "_thread", Doc = "Thread-local data")]
internal static class LocalMethods
{
    internal static readonly TypeObject Type = ThreadModule.MakeType("_local", TypeFlags.BaseType | TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        bool hasInit = cls.Slot(SpecialMethod.Init).Method is not null;
        if (!hasInit && arguments.Length > 0)
        {
            return thread.TypeError("Initialization arguments are not supported");
        }

        var made = new LocalObject(thread, cls, arguments, keywords);
        made.AddMaker(thread);
        return Value.Of(made);
    }

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, LocalObject self, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        if (self.NamespaceFor(thread) is not { } own)
        {
            return Value.Error;
        }

        text = text.Intern();
        if (ReferenceEquals(text, Names.Dict))
        {
            return thread.Retain(Value.Of(own));
        }

        Value onType = self.Type.Lookup(text);
        TypeObject? descriptor = onType.IsUnbound ? null : onType.Ref?.Type;
        bool hasGet = descriptor is not null && descriptor.Slot(SpecialMethod.Get).IsDefined;
        if (hasGet && (descriptor!.Slot(SpecialMethod.Set).IsDefined || descriptor.Slot(SpecialMethod.Delete).IsDefined))
        {
            return Descriptors.Get(thread, onType.Ref!, Value.Of(self), self.Type);
        }

        Value found = own.GetName(text);
        if (!found.IsUnbound)
        {
            return thread.Retain(found);
        }

        return onType.IsUnbound ? Attributes.Missing(thread, Value.Of(self), text)
            : hasGet ? Descriptors.Get(thread, onType.Ref!, Value.Of(self), self.Type)
            : thread.Retain(onType);
    }

    [PyMethod("__setattr__")]
    public static Value SetAttribute(ThreadState thread, LocalObject self, Value name, Value value) => Change(thread, self, name, value);

    [PyMethod("__delattr__")]
    public static Value DeleteAttribute(ThreadState thread, LocalObject self, Value name) => Change(thread, self, name, Value.Unbound);

    private static Value Change(ThreadState thread, LocalObject self, Value name, Value value)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        if (self.NamespaceFor(thread) is not { } own)
        {
            return Value.Error;
        }

        text = text.Intern();
        if (ReferenceEquals(text, Names.Dict))
        {
            return thread.AttributeError($"'{self.Type.Name}' object attribute '__dict__' is read-only", Value.Of(self), text);
        }

        Value onType = self.Type.Lookup(text);
        if (!onType.IsUnbound && onType.Ref is { } descriptor && descriptor.Type.Slot(value.IsUnbound ? SpecialMethod.Delete : SpecialMethod.Set).IsDefined)
        {
            bool done = value.IsUnbound
                ? Descriptors.Delete(thread, descriptor, Value.Of(self))
                : Descriptors.Set(thread, descriptor, Value.Of(self), value);
            return done ? Value.None : Value.Error;
        }

        if (!value.IsUnbound)
        {
            own.SetName(thread, text, thread.Retain(value));
            return Value.None;
        }

        return own.RemoveName(thread, text) ? Value.None : Attributes.Missing(thread, Value.Of(self), text);
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

[PyType("type", typeof(TypeObject))]
internal static class TypeMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count - 1;
        var metatype = (TypeObject)arguments[0].Ref!;
        if (positional == 1 && ReferenceEquals(metatype, BuiltinTypes.Type))
        {
            return Value.Of(arguments[1].Type);
        }

        if (positional != 3)
        {
            return thread.TypeError(ReferenceEquals(metatype, BuiltinTypes.Type) ? "type() takes 1 or 3 arguments" : $"type.__new__() takes exactly 3 arguments ({positional} given)");
        }

        if (arguments[1].Ref is not StrObject name)
        {
            return thread.TypeError($"type.__new__() argument 1 must be str, not {arguments[1].Type.Name}");
        }

        if (arguments[2].Ref is not TupleObject bases)
        {
            return thread.TypeError($"type.__new__() argument 2 must be tuple, not {arguments[2].Type.Name}");
        }

        if (arguments[3].Ref is not DictObject dict)
        {
            return thread.TypeError($"type.__new__() argument 3 must be dict, not {arguments[3].Type.Name}");
        }

        return ClassCreation.Create(thread, metatype, name, bases, dict, arguments[4..], keywords);
    }

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count - 1;
        return positional is 1 or 3 ? Value.None : thread.TypeError("type.__init__() takes 1 or 3 arguments");
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        TypeCalls.Call(thread, (TypeObject)arguments[0].Ref!, arguments[1..], keywords);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, TypeObject self)
    {
        string module = ModuleName(self);
        string name = self.QualifiedName ?? self.ShortName;
        return module is "builtins" or "" ? $"<class '{name}'>" : $"<class '{module}.{name}'>";
    }

    /// <summary>type.__getattribute__: metatype's data descriptors, the class and its bases, the metatype's other attributes.</summary>
    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, Value self, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        text = text.Intern();
        var type = (TypeObject)self.Ref!;
        Value onMeta = type.Type.Lookup(text);
        TypeObject? metaDescriptor = onMeta.IsUnbound ? null : onMeta.Ref?.Type;
        bool hasGet = metaDescriptor is not null && metaDescriptor.Slot(SpecialMethod.Get).IsDefined;
        if (hasGet && (metaDescriptor!.Slot(SpecialMethod.Set).IsDefined || metaDescriptor.Slot(SpecialMethod.Delete).IsDefined))
        {
            return Descriptors.Get(thread, onMeta.Ref!, self, type.Type);
        }

        Value found = type.Lookup(text);
        if (!found.IsUnbound)
        {
            return found.Ref is { } attribute && !found.IsFloat ? Descriptors.Get(thread, attribute, Value.Unbound, type) : found;
        }

        if (hasGet)
        {
            return Descriptors.Get(thread, onMeta.Ref!, self, type.Type);
        }

        return onMeta.IsUnbound ? Attributes.Missing(thread, self, text) : thread.Retain(onMeta);
    }

    [PyMethod("__setattr__")]
    public static Value SetAttribute(ThreadState thread, Value self, Value name, Value value) => Change(thread, (TypeObject)self.Ref!, name, value);

    [PyMethod("__delattr__")]
    public static Value DeleteAttribute(ThreadState thread, Value self, Value name) => Change(thread, (TypeObject)self.Ref!, name, Value.Unbound);

    [PyMethod("mro", Doc = "The order in which attributes are looked for in the class and its bases.")]
    public static Value Mro(ThreadState thread, TypeObject self) =>
        MethodResolution.Linearize(thread, self, self.Bases) is { } order ? Value.Of(ListObject.Of(thread, Array.ConvertAll(order, static t => Value.Of(t)))) : Value.Error;

    [PyMethod("__subclasses__", Doc = "The direct subclasses that are alive.")]
    public static Value Subclasses(ThreadState thread, TypeObject self) =>
        Value.Of(ListObject.Of(thread, [.. Types.Subclasses.Of(thread, self).Select(static t => Value.Of(t))]));

    [PyMethod("__instancecheck__", Doc = "Whether an object is an instance of the class.")]
    public static Value InstanceCheck(ThreadState thread, TypeObject self, Value instance) => Inheritance.PlainInstance(thread, instance, self);

    [PyMethod("__subclasscheck__", Doc = "Whether a class is a subclass of this one.")]
    public static Value SubclassCheck(ThreadState thread, TypeObject self, Value candidate) => Inheritance.PlainSubclass(thread, candidate, Value.Of(self));

    [PyClassMethod("__prepare__", Doc = "The namespace in which the body of a class runs.")]
    public static Value Prepare(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new DictObject(thread));

    [PyMethod("__dir__", Doc = "The attributes of the class and its bases.")]
    public static Value Dir(ThreadState thread, TypeObject self)
    {
        var names = new DictObject(thread);
        for (int i = self.Mro.Length - 1; i >= 0; i--)
        {
            DictKeys keys = self.Mro[i].Namespace.Keys;
            for (int j = 0; j < keys.Count; j++)
            {
                if (keys.Entries[j].Content is not null && keys.Entries[j].Key.Ref is StrObject name)
                {
                    names.SetName(thread, name, Value.None);
                }
            }
        }

        var list = new ListObject(thread);
        for (int i = 0; i < names.Keys.Count; i++)
        {
            list.Add(names.Keys.Entries[i].Key);
        }

        RefCount.Release(thread, names);
        return Value.Of(list);
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, other, self);

    /// <summary>The value of __module__ as text.</summary>
    internal static string ModuleName(TypeObject type) =>
        type.IsHeap ? (type.Namespace.GetName(Names.Module).Ref as StrObject)?.ToString() ?? "" : type.Module;

    private static Value Change(ThreadState thread, TypeObject type, Value name, Value value)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        text = text.Intern();
        if (!type.IsHeap)
        {
            return thread.TypeError($"cannot set '{text}' attribute of immutable type '{type.Name}'");
        }

        Value onMeta = type.Type.Lookup(text);
        if (onMeta.Ref is { } descriptor && !onMeta.IsUnbound)
        {
            SpecialMethod slot = value.IsUnbound ? SpecialMethod.Delete : SpecialMethod.Set;
            if (descriptor.Type.Slot(slot).IsDefined)
            {
                bool done = value.IsUnbound ? Descriptors.Delete(thread, descriptor, Value.Of(type)) : Descriptors.Set(thread, descriptor, Value.Of(type), value);
                return done ? Value.None : Value.Error;
            }
        }

        // One change of a class at a time: version, caches and slots belong together.
        using CriticalSection.Scope section = CriticalSection.Enter(thread, BuiltinTypes.Type);
        if (value.IsUnbound)
        {
            // The old value is released last: its finaliser may look at the class again.
            int position = type.Namespace.Keys.FindName(text, text.Hash);
            if (position < 0)
            {
                return thread.AttributeError($"type object '{type.Name}' has no attribute '{text}'", Value.Of(type), text);
            }

            type.Namespace.TakeAt(position, out object? content);
            Types.Subclasses.Changed(thread, type, text);
            ReleaseDisplaced(thread, Slot.Peek(content));
            return Value.None;
        }

        Value old = thread.Retain(type.Namespace.GetName(text));
        type.Namespace.SetName(thread, text, thread.Retain(value));
        if (!ClassVariables.Assigned(type, text, old, value))
        {
            Types.Subclasses.Changed(thread, type, text);
        }

        ReleaseDisplaced(thread, old);
        return Value.None;
    }

    /// <summary>
    /// What a class had. Slots and call sites borrow functions and descriptors of classes: where another thread may be about to call
    /// one, it is left to the host's collector.
    /// </summary>
    private static void ReleaseDisplaced(ThreadState thread, Value old)
    {
        if (!FreeThreading.AreSeveral || old.Ref is not (FunctionObject or PropertyObject or StaticMethodObject or ClassMethodObject))
        {
            thread.Release(old);
        }
    }
}

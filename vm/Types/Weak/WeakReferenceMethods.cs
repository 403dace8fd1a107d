using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>weakref.ref.</summary>
[PyType("ref", typeof(WeakReferenceObject), Field = nameof(BuiltinTypes.WeakReference))]
internal static class WeakReferenceMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length - keywords.Count < 1 || arguments[0].Ref is not TypeObject type)
        {
            return thread.TypeError("weakref.ReferenceType.__new__(): not enough arguments");
        }

        if (!keywords.IsEmpty && ReferenceEquals(type, BuiltinTypes.WeakReference))
        {
            return thread.TypeError("ref() takes no keyword arguments");
        }

        int count = arguments.Length - keywords.Count - 1;
        if (count is < 1 or > 2)
        {
            return thread.TypeError(count < 1 ? $"__new__ expected at least 1 argument, got {count}" : $"__new__ expected at most 2 arguments, got {count}");
        }

        return WeakReferenceMaking.Make(thread, type, arguments[1], count > 1 ? arguments[2] : Value.None);
    }

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, WeakReferenceObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!keywords.IsEmpty)
        {
            return thread.TypeError("ref() takes no keyword arguments");
        }

        return arguments.Length is 1 or 2
            ? Value.None
            : thread.TypeError(arguments.Length < 1 ? "__init__ expected at least 1 argument, got 0" : $"__init__ expected at most 2 arguments, got {arguments.Length}");
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, WeakReferenceObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!keywords.IsEmpty)
        {
            return thread.TypeError("weakref() takes no keyword arguments");
        }

        if (arguments.Length != 0)
        {
            return thread.TypeError($"weakref expected 0 arguments, got {arguments.Length}");
        }

        return self.Retain(thread) is { } target ? Value.Of(target) : Value.None;
    }

    [PyMethod("__hash__")]
    public static long? Hash(ThreadState thread, WeakReferenceObject self)
    {
        if (self.CachedHash is { } known)
        {
            return known;
        }

        if (self.Retain(thread) is not { } target)
        {
            thread.TypeError("weak object has gone away");
            return null;
        }

        bool hashed = Hashing.TryHash(thread, Value.Of(target), out long hash);
        RefCount.Release(thread, target);
        self.CachedHash = hashed ? hash : null;
        return self.CachedHash;
    }

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, WeakReferenceObject self, Value other) => Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value NotEqual(ThreadState thread, WeakReferenceObject self, Value other) => Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, WeakReferenceObject self) => WeakReferenceMaking.Repr(thread, self, "weakref");

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => GenericAliases.Make(thread, Value.Of(type), key);

    [PyGetter("__callback__")]
    public static Value Callback(ThreadState thread, WeakReferenceObject self) => thread.Retain(self.Callback);

    /// <summary>Live referents are compared; dead references by identity.</summary>
    private static Value Compare(ThreadState thread, SpecialMethod slot, WeakReferenceObject self, Value other)
    {
        if (other.Ref is not WeakReferenceObject reference || !reference.Type.IsSubtypeOf(BuiltinTypes.WeakReference))
        {
            return Value.NotImplemented;
        }

        PyObject? mine = self.Retain(thread);
        PyObject? theirs = reference.Retain(thread);
        Value result = mine is null || theirs is null
            ? Value.Bool(ReferenceEquals(self, reference) == (slot == SpecialMethod.Eq))
            : Comparison.Compare(thread, slot, Value.Of(mine), Value.Of(theirs));
        if (mine is not null)
        {
            RefCount.Release(thread, mine);
        }

        if (theirs is not null)
        {
            RefCount.Release(thread, theirs);
        }

        return result;
    }
}

/// <summary>Making weak references and proxies.</summary>
internal static class WeakReferenceMaking
{
    /// <summary>A weak reference of the type; without a callback the present one is given again. Arguments borrowed.</summary>
    public static Value Make(ThreadState thread, TypeObject type, Value target, Value callback)
    {
        if (target.Ref is not { } referent || !CanRefer(target))
        {
            return thread.TypeError($"cannot create weak reference to '{TypeNames.Full(target.Type)}' object");
        }

        bool isReusable = callback.IsNone && !type.IsHeap;
        if (isReusable)
        {
            foreach (WeakReferenceObject present in WeakReferences.Of(referent))
            {
                if (present.IsReusable && ReferenceEquals(present.Type, type) && RefCount.TryRetain(thread, present))
                {
                    return Value.Of(present);
                }
            }
        }

        return Value.Of(new WeakReferenceObject(thread, type, referent, thread.Retain(callback)) { IsReusable = isReusable });
    }

    public static Value Repr(ThreadState thread, WeakReferenceObject self, string kind)
    {
        string address = ObjectMethods.Address(Value.Of(self));
        if (self.Retain(thread) is not { } target)
        {
            return Value.Str($"<{kind} at {address}; dead>");
        }

        Value referent = Value.Of(target);
        string name = "";
        if (kind == "weakref")
        {
            Value attribute = Attributes.TryGet(thread, referent, Names.Name);
            if (attribute.IsError)
            {
                RefCount.Release(thread, target);
                return attribute;
            }

            if (attribute.Ref is StrObject text)
            {
                name = $" ({text})";
            }

            if (!attribute.IsUnbound)
            {
                thread.Release(attribute);
            }
        }

        Value repr = Value.Str($"<{kind} at {address}; to '{TypeNames.Full(target.Type)}' at {ObjectMethods.Address(referent)}{name}>");
        RefCount.Release(thread, target);
        return repr;
    }

    private static bool CanRefer(Value target) => !target.IsFloat && (target.Type.Flags & TypeFlags.HasWeakReferences) != 0;
}

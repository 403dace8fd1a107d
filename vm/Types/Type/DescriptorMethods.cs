using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("getset_descriptor", typeof(GetSetDescriptor), Field = nameof(BuiltinTypes.GetSetDescriptor))]
internal static unsafe class GetSetDescriptorMethods
{
    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, GetSetDescriptor self, Value instance, Value owner)
    {
        if (instance.IsNone && !ReferenceEquals(self.Owner, BuiltinTypes.NoneType) && !ReferenceEquals(self.Owner, BuiltinTypes.Object))
        {
            return Value.Of(self);
        }

        return instance.Type.IsSubtypeOf(self.Owner)
            ? self.Getter(thread, instance)
            : thread.TypeError($"descriptor '{self.Name}' for '{self.Owner.Name}' objects doesn't apply to a '{instance.Type.Name}' object");
    }

    [PyMethod("__set__")]
    public static Value Set(ThreadState thread, GetSetDescriptor self, Value instance, Value value) => Change(thread, self, instance, value);

    [PyMethod("__delete__")]
    public static Value Delete(ThreadState thread, GetSetDescriptor self, Value instance) => Change(thread, self, instance, Value.Unbound);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, GetSetDescriptor self) => $"<attribute '{self.Name}' of '{self.Owner.Name}' objects>";

    [PyGetter("__name__")]
    public static string Name(ThreadState thread, GetSetDescriptor self) => self.Name;

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, GetSetDescriptor self) => $"{self.Owner.ShortName}.{self.Name}";

    [PyGetter("__objclass__")]
    public static Value ObjectClass(ThreadState thread, GetSetDescriptor self) => Value.Of(self.Owner);

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, GetSetDescriptor self) => self.Doc is { } doc ? Value.Str(doc) : Value.None;

    private static Value Change(ThreadState thread, GetSetDescriptor self, Value instance, Value value)
    {
        if (!instance.Type.IsSubtypeOf(self.Owner))
        {
            return thread.TypeError($"descriptor '{self.Name}' for '{self.Owner.Name}' objects doesn't apply to a '{instance.Type.Name}' object");
        }

        if (self.Setter == null)
        {
            return thread.Raise(ExceptionTypes.AttributeError, $"attribute '{self.Name}' of '{self.Owner.Name}' objects is not writable");
        }

        return self.Setter(thread, instance, value) ? Value.None : Value.Error;
    }
}

[PyType("member_descriptor", typeof(MemberDescriptor), Field = nameof(BuiltinTypes.MemberDescriptor))]
internal static class MemberDescriptorMethods
{
    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, MemberDescriptor self, Value instance, Value owner)
    {
        if (instance.IsNone)
        {
            return Value.Of(self);
        }

        if (!instance.Type.IsSubtypeOf(self.Owner))
        {
            return thread.TypeError($"descriptor '{self.Name}' for '{self.Owner.Name}' objects doesn't apply to a '{instance.Type.Name}' object");
        }

        Value value = instance.Ref?.Attributes is { } attributes && self.Index < attributes.Length ? Slot.Load(thread, attributes[self.Index]) : Value.Unbound;
        return value.IsUnbound
            ? thread.AttributeError($"'{FullName(instance.Type)}' object has no attribute '{self.Name}'", instance, self.Name)
            : value;
    }

    /// <summary>module.qualname, without builtins and __main__ (CPython's %T).</summary>
    private static string FullName(TypeObject type)
    {
        string name = GenericAliases.ModuleAndName(type);
        return name.StartsWith("__main__.", StringComparison.Ordinal) ? name["__main__.".Length..] : name;
    }

    [PyMethod("__set__")]
    public static Value Set(ThreadState thread, MemberDescriptor self, Value instance, Value value)
    {
        if (!instance.Type.IsSubtypeOf(self.Owner))
        {
            return thread.TypeError($"descriptor '{self.Name}' for '{self.Owner.Name}' objects doesn't apply to a '{instance.Type.Name}' object");
        }

        PyObject target = instance.Ref!;
        object?[]? attributes = target.Attributes;
        if (attributes is null || self.Index >= attributes.Length)
        {
            var grown = new object?[Math.Max(target.Type.Keys.FirstIndex, self.Index + 1)];
            attributes?.CopyTo(grown, 0);
            target.Attributes = attributes = grown;
        }

        Slot.Store(thread, ref attributes[self.Index], thread.Retain(value));
        return Value.None;
    }

    [PyMethod("__delete__")]
    public static Value Delete(ThreadState thread, MemberDescriptor self, Value instance)
    {
        if (!instance.Type.IsSubtypeOf(self.Owner))
        {
            return thread.TypeError($"descriptor '{self.Name}' for '{self.Owner.Name}' objects doesn't apply to a '{instance.Type.Name}' object");
        }

        if (instance.Ref?.Attributes is not { } attributes || self.Index >= attributes.Length || attributes[self.Index] is not { } content)
        {
            // Deleting an empty member says its name and no more.
            return thread.AttributeError(self.Name.ToString(), instance, self.Name);
        }

        attributes[self.Index] = null;
        Slot.ReleaseContent(thread, content);
        return Value.None;
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, MemberDescriptor self) => $"<member '{self.Name}' of '{self.Owner.Name}' objects>";

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, MemberDescriptor self) => Value.Of(self.Name);

    [PyGetter("__objclass__")]
    public static Value ObjectClass(ThreadState thread, MemberDescriptor self) => Value.Of(self.Owner);

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, MemberDescriptor self) => $"{self.Owner.QualifiedName ?? self.Owner.ShortName}.{self.Name}";

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, MemberDescriptor self) => Value.None;
}

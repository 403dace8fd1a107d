using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A named field of a struct sequence's class; to programs a member_descriptor.</summary>
public sealed class StructFieldObject(TypeObject owner, StrObject name, int index, string? doc) : PyObject(Class)
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "member_descriptor", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    internal TypeObject Owner { get; } = owner;

    internal StrObject Name { get; } = name;

    internal int Index { get; } = index;

    internal string? Doc { get; } = doc;
}

[PyType("member_descriptor", typeof(StructFieldObject))]
internal static class StructFieldMethods
{
    internal static TypeObject Type => StructFieldObject.Class;

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, StructFieldObject self, Value instance, [Optional("None")] Value owner)
    {
        if (instance.IsNone)
        {
            return Value.Of(self);
        }

        return instance.Ref is StructSequenceObject sequence && ReferenceEquals(instance.Type, self.Owner)
            ? thread.Retain(sequence.Field(self.Index))
            : thread.TypeError($"descriptor '{self.Name}' for '{StructSequenceType.FullName(self.Owner)}' objects doesn't apply to a '{instance.Type.Name}' object");
    }

    [PyMethod("__set__")]
    public static Value Set(ThreadState thread, StructFieldObject self, Value instance, Value value) =>
        thread.Raise(ExceptionTypes.AttributeError, "readonly attribute");

    [PyMethod("__delete__")]
    public static Value Delete(ThreadState thread, StructFieldObject self, Value instance) =>
        thread.Raise(ExceptionTypes.AttributeError, "readonly attribute");

    [PyMethod("__repr__")]
    public static string Repr(StructFieldObject self) => $"<member '{self.Name}' of '{StructSequenceType.FullName(self.Owner)}' objects>";

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, StructFieldObject self) => Value.Of(self.Name);

    [PyGetter("__qualname__")]
    public static string QualName(StructFieldObject self) => $"{self.Owner.ShortName}.{self.Name}";

    [PyGetter("__objclass__")]
    public static Value ObjectClass(ThreadState thread, StructFieldObject self) => Value.Of(self.Owner);

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, StructFieldObject self) => self.Doc is { } doc ? Value.Str(doc) : Value.None;
}

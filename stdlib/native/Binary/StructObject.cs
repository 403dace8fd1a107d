using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A compiled format, struct.Struct.</summary>
public sealed class StructObject : PyObject
{
    internal StructObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>Null before __init__.</summary>
    internal StructFormat? Format { get; set; }
}

/// <summary>The methods of struct.Struct.</summary>
[PyType("Struct", typeof(StructObject), Module = "_struct", Doc = "Struct(fmt) --> compiled struct object")]
internal static class StructMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "Struct", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasWeakReferences) { Module = "_struct" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new StructObject(thread, cls));

    [PyMethod("__init__")]
    public static bool Init(ThreadState thread, StructObject self, [Keyword] Value format)
    {
        // A format that cannot be read leaves the object as it was.
        if (StructFormat.Of(thread, format) is not { } read)
        {
            return false;
        }

        self.Format = read;
        return true;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, StructObject self) =>
        IsReady(thread, self) ? Value.Str($"{self.Type.ShortName}({VM.Text.Literals.ReprText(self.Format!.Text)})") : Value.Error;

    [PyGetter("format", Doc = "struct format string")]
    public static Value Format(ThreadState thread, StructObject self) => IsReady(thread, self) ? Value.Str(self.Format!.Text) : Value.Error;

    [PyGetter("size", Doc = "struct size in bytes")]
    public static Value Size(ThreadState thread, StructObject self) => Value.Int(self.Format?.Size ?? -1);

    [PyMethod("pack", Doc = "S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values v1, v2, ... packed according to the format\nstring S.format.")]
    public static Value Pack(ThreadState thread, StructObject self, ReadOnlySpan<Value> values) =>
        IsReady(thread, self) ? StructModule.Pack(thread, self.Format!, values) : Value.Error;

    [PyMethod("pack_into", Doc = "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... and write the packed bytes into the writable buffer,\nstarting at offset.")]
    public static Value PackInto(ThreadState thread, StructObject self, ReadOnlySpan<Value> arguments) =>
        IsReady(thread, self) ? StructModule.PackInto(thread, self.Format!, arguments) : Value.Error;

    [PyMethod("unpack", Doc = "Return a tuple containing unpacked values.\n\nThe buffer's size in bytes must be Struct.size.")]
    public static Value Unpack(ThreadState thread, StructObject self, Value buffer) =>
        IsReady(thread, self) ? StructModule.Unpack(thread, self.Format!, buffer) : Value.Error;

    [PyMethod("unpack_from", Doc = "Return a tuple containing unpacked values.\n\nValues are unpacked from the offset on.")]
    public static Value UnpackFrom(ThreadState thread, StructObject self, [Keyword] Value buffer, [Keyword] long offset = 0) =>
        IsReady(thread, self) ? StructModule.UnpackFrom(thread, self.Format!, buffer, offset) : Value.Error;

    [PyMethod("iter_unpack", Doc = "Return an iterator yielding tuples.\n\nTuples are unpacked from the given bytes source, like a repeated invocation of\nunpack_from().")]
    public static Value IterUnpack(ThreadState thread, StructObject self, Value buffer) =>
        IsReady(thread, self) ? UnpackIteratorObject.Make(thread, self.Format!, buffer) : Value.Error;

    [PyMethod("__sizeof__", Doc = "S.__sizeof__() -> size of S in memory, in bytes")]
    public static long SizeOf(StructObject self) => 56 + (32L * (self.Format?.Fields.Length ?? 0));

    private static bool IsReady(ThreadState thread, StructObject self)
    {
        if (self.Format is not null)
        {
            return true;
        }

        thread.RuntimeError("Struct object is not initialized");
        return false;
    }
}

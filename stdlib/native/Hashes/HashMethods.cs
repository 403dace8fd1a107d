using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The methods of hash objects.</summary>
[PyType("HASH", typeof(HashObject), Module = "_hashes", Doc = "A hash is an object used to calculate a checksum of a string of information.")]
internal static class HashMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "HASH", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_hashlib" };

    [PyMethod("update", Doc = "Update this hash object's state with the provided string.")]
    public static Value Update(ThreadState thread, HashObject self, Value data) =>
        self.TryAppend(thread, data) ? Value.None : Value.Error;

    [PyMethod("digest", Doc = "Return the digest value as a bytes object.")]
    public static Value Digest(ThreadState thread, HashObject self) => Value.Of(BytesObject.Of(self.Current(self.Kind.Size)));

    [PyMethod("hexdigest", Doc = "Return the digest value as a string of hexadecimal digits.")]
    public static string HexDigest(ThreadState thread, HashObject self) => Convert.ToHexStringLower(self.Current(self.Kind.Size));

    [PyMethod("copy", Doc = "Return a copy of the hash object.")]
    public static Value Copy(ThreadState thread, HashObject self) => Value.Of(self.Copy());

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, HashObject self) =>
        ReferenceEquals(self.Type.Base, BuiltinTypes.Object) || self.Kind.IsExtendable
            ? $"<{self.Kind.Name} {self.Type.Name} object @ {ObjectMethods.Address(Value.Of(self))}>"
            : $"<{self.Type.Name} object at {ObjectMethods.Address(Value.Of(self))}>";

    [PyGetter("name")]
    public static string Name(ThreadState thread, HashObject self) => self.Kind.Name;

    [PyGetter("digest_size")]
    public static long DigestSize(ThreadState thread, HashObject self) => self.Kind.Size;

    [PyGetter("block_size")]
    public static long BlockSize(ThreadState thread, HashObject self) => self.Kind.BlockSize;
}

/// <summary>The methods of hash objects whose digest is of any length: SHAKE.</summary>
[PyType("HASHXOF", typeof(HashObject), Module = "_hashes", Doc = "A hash is an object used to calculate a checksum of a string of information.")]
internal static class ExtendableHashMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "HASHXOF", HashMethods.Type, TypeFlags.DisallowInstantiation) { Module = "_hashlib" };

    [PyMethod("digest", Doc = "Return the digest value as a bytes object.")]
    public static Value Digest(ThreadState thread, HashObject self, [Keyword] long length) =>
        Take(self, length) is { } digest ? Value.Of(BytesObject.Of(digest)) : thread.MemoryError();

    [PyMethod("hexdigest", Doc = "Return the digest value as a string of hexadecimal digits.")]
    public static Value HexDigest(ThreadState thread, HashObject self, [Keyword] long length) =>
        Take(self, length) is { } digest ? Value.Str(Convert.ToHexStringLower(digest)) : thread.MemoryError();

    /// <summary>Null when it would be too long: half of what a str can hold, as it may be asked for in hexadecimal digits.</summary>
    private static byte[]? Take(HashObject self, long length) =>
        length is < 0 or > StrObject.MaxLength / 2 ? null : self.Current((int)length);
}

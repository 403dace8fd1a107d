using System.Buffers.Binary;
using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The constructor of blake2b.</summary>
[PyType("blake2b", typeof(HashObject), Module = "_hashes", Doc = "Return a new BLAKE2b hash object.")]
internal static class Blake2bMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "blake2b", HashMethods.Type, TypeFlags.None) { Module = "_blake2" };

    private static readonly Blake2Form<ulong> s_form = new(
        [
            0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
            0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
        ],
        [32, 24, 16, 63],
        12);

    [PyConstant("SALT_SIZE")]
    public static long SaltSize => 16;

    [PyConstant("PERSON_SIZE")]
    public static long PersonSize => 16;

    [PyConstant("MAX_KEY_SIZE")]
    public static long MaxKeySize => 64;

    [PyConstant("MAX_DIGEST_SIZE")]
    public static long MaxDigestSize => 64;

    [PyStaticMethod("__new__")]
    public static Value New(
        ThreadState thread,
        TypeObject cls,
        [Keyword, Optional("b''")] Value data,
        [KeywordOnly] long digestSize = 64,
        ReadOnlySpan<byte> key = default,
        ReadOnlySpan<byte> salt = default,
        ReadOnlySpan<byte> person = default,
        long fanout = 1,
        long depth = 1,
        BigInteger leafSize = default,
        BigInteger nodeOffset = default,
        long nodeDepth = 0,
        long innerSize = 0,
        bool lastNode = false,
        bool usedforsecurity = true) =>
        new Blake2Parameters("blake2b", 64, 128, digestSize, fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize, lastNode).Start(thread, Type, s_form, data, key, salt, person);
}

/// <summary>The constructor of blake2s.</summary>
[PyType("blake2s", typeof(HashObject), Module = "_hashes", Doc = "Return a new BLAKE2s hash object.")]
internal static class Blake2sMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "blake2s", HashMethods.Type, TypeFlags.None) { Module = "_blake2" };

    private static readonly Blake2Form<uint> s_form = new(
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
        [16, 12, 8, 7],
        10);

    [PyConstant("SALT_SIZE")]
    public static long SaltSize => 8;

    [PyConstant("PERSON_SIZE")]
    public static long PersonSize => 8;

    [PyConstant("MAX_KEY_SIZE")]
    public static long MaxKeySize => 32;

    [PyConstant("MAX_DIGEST_SIZE")]
    public static long MaxDigestSize => 32;

    [PyStaticMethod("__new__")]
    public static Value New(
        ThreadState thread,
        TypeObject cls,
        [Keyword, Optional("b''")] Value data,
        [KeywordOnly] long digestSize = 32,
        ReadOnlySpan<byte> key = default,
        ReadOnlySpan<byte> salt = default,
        ReadOnlySpan<byte> person = default,
        long fanout = 1,
        long depth = 1,
        BigInteger leafSize = default,
        BigInteger nodeOffset = default,
        long nodeDepth = 0,
        long innerSize = 0,
        bool lastNode = false,
        bool usedforsecurity = true) =>
        new Blake2Parameters("blake2s", 32, 64, digestSize, fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize, lastNode).Start(thread, Type, s_form, data, key, salt, person);
}

/// <summary>What the constructors are given besides bytes; checked with the texts of CPython (Modules/blake2module.c).</summary>
/// <param name="MaxSize">Bytes of the longest digest, and of the longest key.</param>
internal sealed record Blake2Parameters(
    string Name,
    int MaxSize,
    int BlockSize,
    long DigestSize,
    long Fanout,
    long Depth,
    BigInteger LeafSize,
    BigInteger NodeOffset,
    long NodeDepth,
    long InnerSize,
    bool IsLastNode)
{
    /// <summary>A hash with these parameters that has seen the data.</summary>
    public Value Start<TWord>(ThreadState thread, TypeObject type, Blake2Form<TWord> form, Value data, ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> person)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        int ownSize = MaxSize / 4;
        if (Refusal(key.Length, salt.Length, person.Length, ownSize) is { } refusal)
        {
            return thread.ValueError(refusal);
        }

        // BLAKE2s keeps the last two bytes of the offset's eight for the node's depth and the inner size.
        bool isWide = MaxSize == 64;
        if (LeafSize > uint.MaxValue || NodeOffset > ulong.MaxValue || (!isWide && NodeOffset >= 1L << 48))
        {
            return thread.OverflowError(
                LeafSize > uint.MaxValue ? "leaf_size is too large" : NodeOffset > ulong.MaxValue ? "Python int too large for C unsigned long long" : "node_offset is too large");
        }

        Span<byte> block = stackalloc byte[MaxSize];
        block.Clear();
        block[0] = (byte)DigestSize;
        block[1] = (byte)key.Length;
        block[2] = (byte)Fanout;
        block[3] = (byte)Depth;
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], (uint)LeafSize);
        BinaryPrimitives.WriteUInt64LittleEndian(block[8..], (ulong)NodeOffset);
        int at = isWide ? 16 : 14;
        block[at] = (byte)NodeDepth;
        block[at + 1] = (byte)InnerSize;
        salt.CopyTo(block[^(2 * ownSize)..]);
        person.CopyTo(block[^ownSize..]);
        var hash = new HashObject(type, new HashKind(Name, default, (int)DigestSize, BlockSize, false), new Blake2<TWord>(form, block, key, IsLastNode));
        return hash.TryAppend(thread, data) ? Value.Of(hash) : Value.Error;
    }

    private string? Refusal(int key, int salt, int person, int ownSize) =>
        DigestSize < 1 || DigestSize > MaxSize ? $"digest_size for B{Name[1..]} must be between 1 and {MaxSize} bytes, here it is {DigestSize}"
        : salt > ownSize ? $"maximum salt length is {ownSize} bytes"
        : person > ownSize ? $"maximum person length is {ownSize} bytes"
        : Fanout is < 0 or > 255 ? "fanout must be between 0 and 255"
        : Depth is < 1 or > 255 ? "depth must be between 1 and 255"
        : LeafSize.Sign < 0 || NodeOffset.Sign < 0 ? "Cannot convert negative int"
        : NodeDepth is < 0 or > 255 ? "node_depth must be between 0 and 255"
        : InnerSize < 0 || InnerSize > MaxSize ? $"inner_size must be between 0 and is {MaxSize}"
        : key > MaxSize ? $"maximum key length is {MaxSize} bytes"
        : null;
}

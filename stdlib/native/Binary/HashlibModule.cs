using System.Security.Cryptography;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _hashlib: the hash functions that .NET has; hashlib names them.</summary>
[PyModule("_hashlib")]
internal static class HashlibModule
{
    [PyConstant("HASH")]
    public static TypeObject Hash => HashMethods.Type;

    /// <summary>The names for new() on this system.</summary>
    [PyFunction("names")]
    public static Value Names(ThreadState thread) =>
        Value.Of(TupleObject.Of(thread, [.. HashKind.All.Select(static kind => Value.Str(kind.Name))]));

    [PyFunction("new", Doc = "Return a new hash object using the named algorithm.")]
    public static Value New(ThreadState thread, string name, ReadOnlySpan<byte> data)
    {
        if (HashKind.All.FirstOrDefault(kind => kind.Name == name) is not { } kind)
        {
            return thread.ValueError($"unsupported hash type {name}");
        }

        var hash = new HashObject(kind, kind.Start());
        hash.Append(thread, data);
        return Value.Of(hash);
    }

    [PyFunction("hmac_digest", Doc = "Single-shot HMAC.")]
    public static Value HmacDigest(ThreadState thread, ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, string digest)
    {
        if (HashKind.All.FirstOrDefault(kind => kind.Name == digest) is not { IsSupported: true } kind)
        {
            return thread.ValueError($"unsupported hash type {digest}");
        }

        using var state = IncrementalHash.CreateHMAC(kind.Algorithm, key);
        if (message.Length < HashObject.LeastUnlocked)
        {
            state.AppendData(message);
            return Value.Of(BytesObject.Of(state.GetHashAndReset()));
        }

        thread.BeginBlocking();
        try
        {
            state.AppendData(message);
        }
        finally
        {
            thread.EndBlocking();
        }

        return Value.Of(BytesObject.Of(state.GetHashAndReset()));
    }

    [PyFunction("pbkdf2_hmac", Doc = "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function.")]
    public static Value Pbkdf2(ThreadState thread, [Keyword] string hashName, [Keyword] ReadOnlySpan<byte> password, [Keyword] ReadOnlySpan<byte> salt, [Keyword] int iterations, [Keyword] int dklen = 0)
    {
        if (HashKind.All.FirstOrDefault(kind => kind.Name == hashName) is not { IsSupported: true } kind)
        {
            return thread.ValueError($"unsupported hash type {hashName}");
        }

        if (iterations < 1)
        {
            return thread.ValueError("iteration value must be greater than 0.");
        }

        // Slow by design, and numbers alone: nothing here needs the lock.
        byte[] derived;
        thread.BeginBlocking();
        try
        {
            derived = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, kind.Algorithm, dklen > 0 ? dklen : kind.Size);
        }
        finally
        {
            thread.EndBlocking();
        }

        return Value.Of(BytesObject.Of(derived));
    }

    [PyFunction("compare_digest", Doc = "Return 'a == b', in a time that does not tell where they differ.")]
    public static Value CompareDigest(ThreadState thread, Value a, Value b)
    {
        if (a.Ref is StrObject one && b.Ref is StrObject other)
        {
            return one.ToString().All(char.IsAscii) && other.ToString().All(char.IsAscii)
                ? Value.Bool(CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(one.ToString()), System.Text.Encoding.ASCII.GetBytes(other.ToString())))
                : thread.TypeError("comparing strings with non-ASCII characters is not supported");
        }

        if (a.Ref is null or StrObject || b.Ref is null or StrObject)
        {
            return thread.TypeError($"unsupported operand types(s) or combination of types: '{a.Type.Name}' and '{b.Type.Name}'");
        }

        return Bind.TryBytes(thread, a, out ReadOnlySpan<byte> left) && Bind.TryBytes(thread, b, out ReadOnlySpan<byte> right)
            ? Value.Bool(CryptographicOperations.FixedTimeEquals(left, right))
            : Value.Error;
    }
}

/// <summary>A hash function.</summary>
/// <param name="Name">Its name in hashlib.</param>
/// <param name="Algorithm">Its name in .NET.</param>
/// <param name="Size">Bytes of a digest.</param>
/// <param name="BlockSize">Bytes of a block.</param>
/// <param name="IsSupported">True when .NET has it on this system, and with it HMAC and PBKDF2.</param>
/// <param name="Own">Starts this library's own, for systems without it.</param>
internal sealed record HashKind(string Name, HashAlgorithmName Algorithm, int Size, int BlockSize, bool IsSupported, Func<HashState>? Own = null)
{
    public static readonly HashKind[] All =
    [
        new("md5", HashAlgorithmName.MD5, 16, 64, true),
        new("sha1", HashAlgorithmName.SHA1, 20, 64, true),
        new("sha224", default, 28, 64, false, static () => new Sha224()),
        new("sha256", HashAlgorithmName.SHA256, 32, 64, true),
        new("sha384", HashAlgorithmName.SHA384, 48, 128, true),
        new("sha512", HashAlgorithmName.SHA512, 64, 128, true),
        new("sha3_224", default, 28, 144, false, static () => new Keccak(28)),
        new("sha3_256", HashAlgorithmName.SHA3_256, 32, 136, SHA3_256.IsSupported, static () => new Keccak(32)),
        new("sha3_384", HashAlgorithmName.SHA3_384, 48, 104, SHA3_384.IsSupported, static () => new Keccak(48)),
        new("sha3_512", HashAlgorithmName.SHA3_512, 64, 72, SHA3_512.IsSupported, static () => new Keccak(64)),
    ];

    /// <summary>A new computation.</summary>
    public HashState Start() => IsSupported ? new SystemHash(Algorithm) : Own!();
}

/// <summary>A hash that is being computed. Uncounted.</summary>
public sealed class HashObject : PyObject
{
    /// <summary>Hashing less takes less time than to let go of the lock and get it back (CPython's HASHLIB_GIL_MINSIZE).</summary>
    internal const int LeastUnlocked = 2048;

    internal HashObject(HashKind kind, HashState state)
        : base(HashMethods.Type)
    {
        Kind = kind;
        State = state;
    }

    internal HashKind Kind { get; }

    internal HashState State { get; }

    /// <summary>What was hashed, for copies: .NET cannot duplicate a hash. Null once it is too much to keep.</summary>
    internal MemoryStream? Seen { get; private set; } = new();

    /// <summary>Hashes more; large data without the interpreter's lock.</summary>
    internal void Append(ThreadState thread, ReadOnlySpan<byte> data)
    {
        if (data.Length < LeastUnlocked)
        {
            lock (State)
            {
                Append(data);
            }

            return;
        }

        thread.BeginBlocking();
        try
        {
            lock (State)
            {
                Append(data);
            }
        }
        finally
        {
            thread.EndBlocking();
        }
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        const int Limit = 16 << 20;
        State.Append(data);
        if (Seen is { } seen)
        {
            if (seen.Length + data.Length > Limit)
            {
                Seen = null;
            }
            else
            {
                seen.Write(data);
            }
        }
    }
}

/// <summary>The methods of hash objects.</summary>
[PyType("HASH", typeof(HashObject), Doc = "A hash is an object used to calculate a checksum of a string of information.")]
internal static class HashMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "HASH", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_hashlib" };

    [PyMethod("update", Doc = "Update this hash object's state with the provided string.")]
    public static void Update(ThreadState thread, HashObject self, ReadOnlySpan<byte> data)
    {
        self.Append(thread, data);
    }

    [PyMethod("digest", Doc = "Return the digest value as a bytes object.")]
    public static Value Digest(ThreadState thread, HashObject self) => Value.Of(BytesObject.Of(Current(self)));

    [PyMethod("hexdigest", Doc = "Return the digest value as a string of hexadecimal digits.")]
    public static string HexDigest(ThreadState thread, HashObject self) => Convert.ToHexStringLower(Current(self));

    [PyMethod("copy", Doc = "Return a copy of the hash object.")]
    public static Value Copy(ThreadState thread, HashObject self)
    {
        byte[]? seen;
        lock (self.State)
        {
            seen = self.Seen?.ToArray();
        }

        if (seen is null)
        {
            return thread.ValueError("hash objects that have seen more than 16 MB cannot be copied");
        }

        var copy = new HashObject(self.Kind, self.Kind.Start());
        copy.Append(thread, seen);
        return Value.Of(copy);
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, HashObject self) => $"<{self.Kind.Name} _hashlib.HASH object @ {ObjectMethods.Address(Value.Of(self))}>";

    [PyGetter("name")]
    public static string Name(ThreadState thread, HashObject self) => self.Kind.Name;

    [PyGetter("digest_size")]
    public static long DigestSize(ThreadState thread, HashObject self) => self.Kind.Size;

    [PyGetter("block_size")]
    public static long BlockSize(ThreadState thread, HashObject self) => self.Kind.BlockSize;

    private static byte[] Current(HashObject self)
    {
        lock (self.State)
        {
            return self.State.Current();
        }
    }
}

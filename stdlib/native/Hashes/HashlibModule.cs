using System.Security.Cryptography;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _hashes: the hash functions; hashlib names them.</summary>
[PyModule("_hashes")]
internal static class HashlibModule
{
    [PyConstant("HASH")]
    public static TypeObject Hash => HashMethods.Type;

    [PyConstant("HASHXOF")]
    public static TypeObject ExtendableHash => ExtendableHashMethods.Type;

    [PyConstant("blake2b")]
    public static TypeObject Blake2b => Blake2bMethods.Type;

    [PyConstant("blake2s")]
    public static TypeObject Blake2s => Blake2sMethods.Type;

    /// <summary>The names for new().</summary>
    [PyFunction("names")]
    public static Value Names(ThreadState thread) =>
        Value.Of(TupleObject.Of(thread, [.. HashKind.All.Select(static kind => Value.Str(kind.Name))]));

    /// <summary>The names for pbkdf2_hmac() and hmac_digest() on this system.</summary>
    [PyFunction("keyed_names")]
    public static Value KeyedNames(ThreadState thread) =>
        Value.Of(TupleObject.Of(thread, [.. HashKind.All.Where(static kind => kind.IsSupported).Select(static kind => Value.Str(kind.Name))]));

    [PyFunction("new", Doc = "Return a new hash object using the named algorithm.")]
    public static Value New(ThreadState thread, string name, Value data)
    {
        if (HashKind.All.FirstOrDefault(kind => kind.Name == name) is not { } kind)
        {
            return thread.ValueError($"unsupported hash type {name}");
        }

        var hash = new HashObject(kind.IsExtendable ? ExtendableHashMethods.Type : HashMethods.Type, kind, kind.Start());
        return hash.TryAppend(thread, data) ? Value.Of(hash) : Value.Error;
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
    public static Value Pbkdf2(ThreadState thread, [Keyword] string hashName, [Keyword] ReadOnlySpan<byte> password, [Keyword] ReadOnlySpan<byte> salt, [Keyword] int iterations, [Keyword, NoneAsDefault] int dklen = 0)
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

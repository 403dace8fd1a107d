using System.Security.Cryptography;

namespace Pyl.Stdlib.Native;

/// <summary>A hash function.</summary>
/// <param name="Name">Its name in hashlib.</param>
/// <param name="Algorithm">Its name in .NET.</param>
/// <param name="Size">Bytes of a digest; 0 when they are as many as one asks for.</param>
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
        new("shake_128", default, 0, 168, false, static () => new Keccak(16, isExtendable: true)),
        new("shake_256", default, 0, 136, false, static () => new Keccak(32, isExtendable: true)),
    ];

    /// <summary>Its digest is of any length.</summary>
    public bool IsExtendable => Size == 0;

    /// <summary>A new computation.</summary>
    public HashState Start() => IsSupported ? new SystemHash(IncrementalHash.CreateHash(Algorithm)) : Own!();
}

using System.Security.Cryptography;

namespace Pyl.Stdlib.Native;

/// <summary>A hash function at work: .NET's where it has it, else one of this library's own.</summary>
internal abstract class HashState
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The digest of all that was appended so far; more can follow.</summary>
    public abstract byte[] Current();
}

/// <summary>A hash function of .NET.</summary>
internal sealed class SystemHash(HashAlgorithmName algorithm) : HashState
{
    private readonly IncrementalHash _state = IncrementalHash.CreateHash(algorithm);

    public override void Append(ReadOnlySpan<byte> data) => _state.AppendData(data);

    public override byte[] Current() => _state.GetCurrentHash();
}

using System.Security.Cryptography;

namespace Pyl.Stdlib.Native;

/// <summary>A hash function at work: .NET's where it has it, else one of this library's own.</summary>
internal abstract class HashState
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The digest of all that was appended so far; more can follow.</summary>
    /// <param name="length">Its bytes; the function's own number unless it gives any number.</param>
    public abstract byte[] Current(int length);

    /// <summary>Another that goes on from here.</summary>
    public abstract HashState Copy();
}

/// <summary>A hash function of .NET.</summary>
internal sealed class SystemHash(IncrementalHash state) : HashState
{
    public override void Append(ReadOnlySpan<byte> data) => state.AppendData(data);

    public override byte[] Current(int length) => state.GetCurrentHash();

    public override HashState Copy() => new SystemHash(state.Clone());
}

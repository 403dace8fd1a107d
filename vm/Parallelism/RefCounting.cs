namespace Pyl.VM.Parallelism;

/// <summary>How reference counts are kept without an interpreter lock (DESIGN 1).</summary>
public enum RefCounting
{
    /// <summary>PEP 703: plain for the owner, atomic for the others.</summary>
    Biased,

    /// <summary>Every count is atomic: the naive removal of the lock.</summary>
    Atomic,

    /// <summary>Every thread counts as if it were the owner: counts race, on purpose.</summary>
    Unsafe,
}

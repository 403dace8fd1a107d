using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>No interpreter lock (PEP 703): each thread owns what it makes, containers have locks of their own.</summary>
public sealed class FreeThreadedMode : ParallelismMode
{
    private readonly RefCounting _counting;
    private readonly int _oneForAll = OwnerIds.Next();

    /// <param name="counting">How counts are kept; the other two are there to be measured and to be seen failing.</param>
    public FreeThreadedMode(RefCounting counting = RefCounting.Biased)
    {
        FreeThreading.Require();
        _counting = counting;
    }

    public override string Name => "free";

    public override bool HasLock => false;

    public override RefCounting Counting => _counting;

    public override GlobalLock? LockFor(InterpreterState interpreter) => null;

    public override int OwnerIdFor(InterpreterState interpreter) => _counting switch
    {
        RefCounting.Unsafe => _oneForAll,
        _ => OwnerIds.Next(),
    };
}

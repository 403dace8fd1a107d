using Xunit;

namespace Pyl.Parallel.Tests;

/// <summary>All interleavings of two and three threads on the interpreter's lock: one holder at a time, and nobody sleeps for ever.</summary>
public class GlobalLockTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Every_interleaving_gives_the_lock_to_one_thread_after_another(int threads, int rounds)
    {
        (int states, string? fault) = GlobalLockModel.Explore(threads, rounds);
        Assert.Null(fault);
        Assert.True(states > 100);
    }

    [Theory]
    [InlineData(nameof(GlobalLockModel.Mistake.LooksBeforeFreeing))]
    [InlineData(nameof(GlobalLockModel.Mistake.CountsSleeperLate))]
    [InlineData(nameof(GlobalLockModel.Mistake.CountsTurnWaiterLate))]
    public void The_walk_finds_a_lost_wake_up(string mistake)
    {
        (_, string? fault) = GlobalLockModel.Explore(2, 3, Enum.Parse<GlobalLockModel.Mistake>(mistake));
        Assert.NotNull(fault);
    }
}

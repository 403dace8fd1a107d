using Xunit;

namespace Pyl.Parallel.Tests;

/// <summary>All interleavings of two and three threads: finalised exactly once, never in use, never revived.</summary>
public class CountProtocolTests
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Every_interleaving_finalises_the_object_exactly_once(int threads, bool isShareable)
    {
        int walked = 0;
        foreach (int references in (ReadOnlySpan<int>)[0, 1, 2])
        {
            foreach (int retains in (ReadOnlySpan<int>)[0, 1])
            {
                int[] held = [1 + references, .. Enumerable.Repeat(references, threads - 1)];
                int[] more = [.. Enumerable.Repeat(retains, threads)];
                int[] tries = [0, .. Enumerable.Repeat(isShareable ? 2 : 1, threads - 1)];
                (int states, string? fault) = CountProtocolModel.Explore(new CountProtocolModel.Setting(held, more, tries, isShareable, new int[threads], threads == 2 ? [2, 2] : [1, 1, 0]));
                Assert.Null(fault);
                walked += states;
            }
        }

        Assert.True(walked > 100);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void References_that_are_counted_in_advance_change_nothing(int threads, bool isShareable)
    {
        int walked = 0;
        foreach (int references in (ReadOnlySpan<int>)(threads == 2 ? [0, 1, 2] : [0, 1]))
        {
            foreach (int batches in (ReadOnlySpan<int>)(threads == 2 ? [1, 2] : [1]))
            {
                int[] held = [1 + references, .. Enumerable.Repeat(references, threads - 1)];
                int[] more = [0, .. Enumerable.Repeat(1, threads - 1)];
                int[] tries = [0, .. Enumerable.Repeat(isShareable ? 1 : 0, threads - 1)];
                (int states, string? fault) = CountProtocolModel.Explore(
                    new CountProtocolModel.Setting(held, more, tries, isShareable, [.. Enumerable.Repeat(batches, threads)], threads == 2 ? [2, 2] : [1, 1, 0]));
                Assert.Null(fault);
                walked += states;
            }
        }

        Assert.True(walked > 100);
    }
}

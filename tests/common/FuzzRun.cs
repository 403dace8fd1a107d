using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Pyl.Tests;

/// <summary>
/// One run of a fuzzer: rounds with numbers that follow from a seed, for a bounded time. <c>PYL_FUZZ_SECONDS</c> sets how long each
/// fuzzer runs, <c>PYL_FUZZ_SEED</c> repeats a run, <c>PYL_FUZZ_ROUND</c> repeats one round of it. See docs/internals/fuzzing.md.
/// </summary>
internal static class FuzzRun
{
    /// <summary>A round that takes longer is a hang: the longest seen takes a tenth of a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a round is, for the report when it fails.</summary>
    public sealed class Round(Random random)
    {
        /// <summary>The numbers of this round.</summary>
        public Random Random { get; } = random;

        /// <summary>What is tried, printed when it fails.</summary>
        public string Subject { get; set; } = "";
    }

    /// <summary>Runs rounds until the time is up. A round that throws or does not end fails the test with seed and subject.</summary>
    public static void For(int seconds, Action<Round> attempt)
    {
        int seed = Number("PYL_FUZZ_SEED", 20260314);
        int only = Number("PYL_FUZZ_ROUND", -1);
        var limit = TimeSpan.FromSeconds(Number("PYL_FUZZ_SECONDS", seconds));
        var clock = Stopwatch.StartNew();
        string? failure = null;
        Round current = new(new Random(0));
        int number = Math.Max(only, 0);
        var worker = new Thread(() =>
        {
            for (; failure is null && clock.Elapsed < limit; Interlocked.Increment(ref number))
            {
                Volatile.Write(ref current, new Round(new Random(HashCode.Of(seed, number))));
                try
                {
                    attempt(current);
                }
                catch (Exception fault)
                {
                    failure = fault.ToString();
                    return;
                }

                if (only >= 0)
                    return;
            }
        }, 16 << 20)
        { IsBackground = true };
        worker.Start();
        int seen = -1;
        while (!worker.Join(Patience))
        {
            int now = Volatile.Read(ref number);
            if (now == seen)
            {
                failure = "does not end";
                break;
            }

            seen = now;
        }

        Assert.True(failure is null, $"PYL_FUZZ_SEED={seed} PYL_FUZZ_ROUND={number}: {failure}\n{Escape(current.Subject)}");
        Assert.True(only >= 0 || number > 10, $"only {number} rounds");
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is '\n' or (>= ' ' and < '\x7f') ? c.ToString() : $"\\u{(int)c:x4}"));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : otherwise;

    private static class HashCode
    {
        // Not System.HashCode, which differs from process to process.
        public static int Of(int seed, int number) => unchecked((int)((((uint)seed * 0x9E3779B1u) ^ (uint)number) * 0x85EBCA6Bu));
    }
}

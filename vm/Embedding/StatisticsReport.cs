using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Embedding;

/// <summary>What --stats and the broken ways of counting print when the program has ended.</summary>
public static class StatisticsReport
{
    /// <summary>A line for each thread of the interpreter, which has ended; times in milliseconds.</summary>
    public static string Of(InterpreterState interpreter)
    {
        var text = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"pyl statistics: mode {interpreter.Parallelism.Name}, counts {interpreter.Parallelism.Counting.ToString().ToLowerInvariant()}\n");
        text.Append("thread      cpu ms   held ms   wait ms  switches   forced   created  finalised       local    shared    atomic   merges  contended\n");
        int number = 0;
        foreach ((bool isMain, long created, long finalised, ThreadStatistics s) in interpreter.Threads.Ended.OrderByDescending(static t => t.IsMain))
        {
            string name = isMain ? "main" : $"#{++number}";
            text.Append(culture, $"{name,-9}{s.CpuTime / 1e6,9:F1}{Milliseconds(s.LockHeld),10:F1}{Milliseconds(s.LockWaited),10:F1}{s.Switches,10}{s.ForcedSwitches,9}{created,10}{finalised,11}{s.LocalOperations,12}{s.SharedOperations,10}{s.Atomics,10}{s.Merges,9}{s.Contentions,11}\n");
        }

        long all = interpreter.Threads.Created;
        long gone = interpreter.Threads.Finalised;
        text.Append(culture, $"objects: {all} made, {gone} finalised by their counts, {all - gone} left to the host's collector\n");
        text.Append(culture, $"host collections: {GC.CollectionCount(0)} of generation 0, {GC.CollectionCount(1)} of 1, {GC.CollectionCount(2)} of 2, {GC.GetTotalPauseDuration().TotalMilliseconds:F1} ms\n");
        return text.ToString();
    }

    /// <summary>What went wrong with --refcount unsafe; empty in other runs.</summary>
    public static string OfDamage(InterpreterState interpreter)
    {
        return interpreter.Parallelism.Counting == RefCounting.Unsafe ? OfUnsafe(interpreter) : "";
    }

    /// <summary>On its own: other runs need no LINQ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string OfUnsafe(InterpreterState interpreter)
    {
        long dead = interpreter.Threads.Ended.Sum(static t => t.Statistics.UsedDead + t.Statistics.ReleasedTwice);
        long never = Math.Max(0, interpreter.Threads.Created - interpreter.Threads.Finalised);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"pyl --refcount unsafe: {dead} uses of objects that had been finalised, {never} objects never finalised\n");
    }

    private static double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency;
}

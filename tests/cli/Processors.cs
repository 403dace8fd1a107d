using System.Diagnostics;
using System.Security.Cryptography;

namespace Pyl.Cli.Tests;

/// <summary>
/// What the machine gives to two threads at the moment. Two processors of a virtual machine may be the halves of one core,
/// or others may use them; no program can gain more than that. Measured with work like the examples': a loop that only waits
/// gains two times even where the halves of a core share everything that computes.
/// </summary>
internal static class Processors
{
    /// <summary>Two threads that gain less than this over one have not got two processors.</summary>
    public const double Both = 1.6;

    // About 30 ms each on one thread; nothing that allocates, so that the host's collector has no part in it.
    private static readonly Action[] s_work = [Hash, Sines, Sort];

    /// <summary>
    /// What two threads gain over one with the kind of work that gains least: 2 on an idle machine with two processors, about
    /// 1 when others use it.
    /// </summary>
    public static double Gain() => s_work.Min(static work => Math.Clamp(2 * Seconds(work, 1) / Seconds(work, 2), 1, 2));

    private static double Seconds(Action work, int threads)
    {
        var watch = Stopwatch.StartNew();
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => work()))];
        foreach (Thread thread in all)
        {
            thread.Start();
        }

        foreach (Thread thread in all)
        {
            thread.Join();
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static void Hash() => Rfc2898DeriveBytes.Pbkdf2("secret"u8, "salt"u8, 200_000, HashAlgorithmName.SHA256, 32);

    private static void Sines()
    {
        double sum = 0;
        for (int i = 0; i < 3_000_000; i++)
        {
            sum += Math.Sin(i);
        }

        GC.KeepAlive(sum);
    }

    private static void Sort()
    {
        int[] numbers = new int[400_000];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (int)(i * 2654435761L % 1_000_003);
        }

        Array.Sort(numbers);
    }
}

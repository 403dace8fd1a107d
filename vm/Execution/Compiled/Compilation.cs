using System.Diagnostics;
using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled.Emission;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Makes a body and puts it in place.</summary>
internal static class Compilation
{
    /// <summary>Enough for every thread that runs a loop of the body before.</summary>
    private const int Handovers = 64;

    private static readonly bool s_traces = Environment.GetEnvironmentVariable("PYL_TIER_TRACE") is "1" or "2";
    private static readonly Dictionary<string, int>? s_exits = Environment.GetEnvironmentVariable("PYL_TIER_TRACE") == "2" ? [] : null;

    /// <summary>With PYL_TIER_TRACE=2: counts exits by place and tells of every tenth, hundredth and so on.</summary>
    public static void TraceExit(CodeProfile profile, int pc, int site, CodeProfile root)
    {
        if (s_exits is null)
        {
            return;
        }

        lock (s_exits)
        {
            string place = $"{root.Code.Code.QualifiedName}: {profile.Code.Code.QualifiedName} {site} {profile.Original[site].Op}{(pc == site ? "" : " after")}{(profile.Reached[site] ? "" : " new")}";
            int count = s_exits[place] = s_exits.GetValueOrDefault(place) + 1;
            if (count is 10 or 100 or 1000 or 10_000 or 100_000 or 1_000_000)
            {
                Console.Error.WriteLine($"{count} exits {place} left {profile.Left[site]} right {profile.Right[site]} result {profile.Result[site]}");
            }
        }
    }

    /// <summary>Compiles code; any thread.</summary>
    public static void Run(CodeProfile profile)
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            profile.Compilations++;
            CompiledBody body = BodyCompiler.Compile(profile);
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            body.Cost = (int)taken.TotalMilliseconds;
            body.Handovers = profile.IsRenewed ? Handovers : 0;
            profile.IsRenewed = false;
            profile.Body = body;
            for (int pc = 0; pc < body.Entries.Length; pc++)
            {
                if (body.Entries[pc] && profile.Code.Instructions[pc].Op != Opcode.EnterCompiled)
                {
                    Tier.Patch(profile, pc);
                }
            }

            if (s_traces)
            {
                Console.Error.WriteLine($"compiled {profile.Code.Code.QualifiedName}:{profile.Code.Code.FirstLine} ({profile.Compilations}) in {taken.TotalMilliseconds:F1} ms, {body.Written} instructions for {body.Entries.Length}, {body.Size} bytes of IL, entries {string.Join(",", Enumerable.Range(0, body.Entries.Length).Where(i => body.Entries[i]))}");
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A fault of the compiler must not end the program: the code stays interpreted.
            profile.GiveUp();
            if (s_traces)
            {
                Console.Error.WriteLine($"not compiled: {profile.Code.Code.QualifiedName}: {fault}");
            }

            if (Tier.IsSynchronous && fault is not NotSupportedException)
            {
                // A test's mode: there a fault is to be seen.
                throw;
            }
        }
        finally
        {
            Volatile.Write(ref profile.Queued, 0);
        }
    }
}

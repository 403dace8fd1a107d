using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled.Emission;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Makes a body and puts it in place.</summary>
internal static class Compilation
{
    private static readonly bool s_traces = Environment.GetEnvironmentVariable("PYL_TIER_TRACE") == "1";

    /// <summary>Compiles code; any thread.</summary>
    public static void Run(CodeProfile profile)
    {
        try
        {
            profile.Compilations++;
            CompiledBody body = BodyCompiler.Compile(profile);
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
                Console.Error.WriteLine($"compiled {profile.Code.Code.QualifiedName}:{profile.Code.Code.FirstLine} ({profile.Compilations}) entries {string.Join(",", Enumerable.Range(0, body.Entries.Length).Where(i => body.Entries[i]))}");
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A fault of the compiler must not end the program: the code stays interpreted.
            profile.GiveUp();
            if (s_traces || Tier.IsSynchronous)
            {
                Console.Error.WriteLine($"not compiled: {profile.Code.Code.QualifiedName}: {fault}");
            }
        }
        finally
        {
            Volatile.Write(ref profile.Queued, 0);
        }
    }
}

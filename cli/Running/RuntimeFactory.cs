using Pyl.Cli.CommandLine;
using Pyl.Cli.Commands;
using Pyl.Compiler;
using Pyl.Stdlib;
using Pyl.VM.Embedding;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.Cli.Running;

/// <summary>Puts an interpreter together: compiler, standard library, settings, parallelism (DESIGN 8: only the host knows them all).</summary>
internal static class RuntimeFactory
{
    /// <summary>The interpreter; <see cref="UsageException"/> for settings that cannot be.</summary>
    /// <param name="options">The parsed command line.</param>
    /// <param name="arguments">The command line as it was, for sys.orig_argv.</param>
    public static PylRuntime Create(CommandLineOptions options, IReadOnlyList<string> arguments)
    {
        if (options.ShowStatistics)
        {
            CountStatistics.Require();
        }

        if (options.ExtraOptions.TryGetValue("tier", out string? tier))
        {
            TierSettings.Mode = TierSettings.Parse(tier) ?? throw new UsageException($"-X tier={tier}: it is 0, 1, force or eager");
        }

        // The compiler is made when something has to be compiled: most runs find all their code in the cache.
        var compiler = new DeferredCompiler();
        var runtime = new PylRuntime(ModeSelection.Create(options), compiler, SettingsBuilder.Build(options, arguments), new StandardLibrary(compiler));
        runtime.Interpreter.CodeCache = new FileCodeCache(CompilerFingerprint.Value, ScriptCacheFolder.Find());
        return runtime;
    }
}

using System.Runtime.CompilerServices;
using Pyl.Cli.CommandLine;
using Pyl.VM.Parallelism;

namespace Pyl.Cli.Commands;

/// <summary>From --mode and --refcount to a parallelism model: the one place where the command knows their names.</summary>
internal static class ModeSelection
{
    private static readonly string[] s_schemes = ["biased", "atomic", "unsafe"];

    /// <summary>The model; <see cref="UsageException"/> for names that there are none of.</summary>
    public static ParallelismMode Create(CommandLineOptions options)
    {
        string? mode = options.Mode ?? FromLock(options);
        string? countScheme = options.CountScheme;
        Check("--mode", mode, ParallelismModes.Names);
        Check("--refcount", countScheme, s_schemes);
        if (countScheme is not (null or "biased") && mode != "free")
        {
            throw new UsageException($"--refcount {countScheme} needs --mode free");
        }

        RefCounting counting = countScheme switch
        {
            "atomic" => RefCounting.Atomic,
            "unsafe" => RefCounting.Unsafe,
            _ => RefCounting.Biased,
        };
        return ParallelismModes.Make(mode ?? ParallelismModes.Default, counting);
    }

    /// <summary>CPython's own switch, -X gil and PYTHON_GIL.</summary>
    private static string? FromLock(CommandLineOptions options)
    {
        string? text = options.ExtraOptions.GetValueOrDefault("gil") ?? new EnvironmentOptions(options.IgnoreEnvironment).Text("PYTHON_GIL");
        return text switch
        {
            null => null,
            "0" => "free",
            "1" => "gil",
            _ => throw new UsageException("PYTHON_GIL / -X gil must be \"0\" or \"1\"", showUsage: false),
        };
    }

    private static void Check(string option, string? name, IReadOnlyList<string> names)
    {
        if (name is not null)
        {
            CheckGiven(option, name, names);
        }
    }

    /// <summary>On its own: most runs name nothing and need no LINQ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckGiven(string option, string name, IReadOnlyList<string> names)
    {
        if (!names.Contains(name))
        {
            throw new UsageException($"{option} must be one of {string.Join(", ", names)}, not '{name}'");
        }
    }
}

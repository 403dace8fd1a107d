using System.Globalization;
using Pyl.VM.Embedding;
using Pyl.VM.Runtime;

namespace Pyl.Cli.CommandLine;

/// <summary>From the command line and the environment to the settings of an interpreter (CPython Python/initconfig.c).</summary>
internal static class SettingsBuilder
{
    /// <summary>The least that int_max_str_digits may be, 0 aside.</summary>
    private const int LeastDigitLimit = 640;

    /// <summary>The settings; <see cref="UsageException"/> for a value that cannot be.</summary>
    /// <param name="options">The parsed command line.</param>
    /// <param name="arguments">The command line as it was.</param>
    public static RuntimeSettings Build(CommandLineOptions options, IReadOnlyList<string> arguments)
    {
        var environment = new EnvironmentOptions(options.IgnoreEnvironment);
        string executable = Executable();
        (string? encoding, string? errors) = StreamEncoding(environment);
        bool development = options.ExtraOptions.ContainsKey("dev") || environment.IsSet("PYTHONDEVMODE");
        bool safePath = options.SafePath || environment.IsSet("PYTHONSAFEPATH");
        bool inspect = options.Inspect || environment.IsSet("PYTHONINSPECT");
        return new RuntimeSettings
        {
            Statistics = options.ShowStatistics || options.CountScheme == "unsafe" || options.StatisticsFile is not null,
            Arguments = Joined(Argument0(options), options.ProgramArguments),
            OriginalArguments = Joined(executable, arguments),
            SearchPath = SearchPath(options, environment, safePath),
            Executable = executable,
            Optimize = environment.Count("PYTHONOPTIMIZE", options.Optimize),
            Verbose = environment.Count("PYTHONVERBOSE", options.Verbose),
            Debug = environment.Count("PYTHONDEBUG", options.Debug),
            BytesWarning = options.BytesWarning,
            Inspect = inspect,
            Interactive = options.Inspect,
            Quiet = options.Quiet,
            Unbuffered = options.Unbuffered || environment.IsSet("PYTHONUNBUFFERED"),
            DontWriteBytecode = options.DontWriteBytecode || environment.IsSet("PYTHONDONTWRITEBYTECODE"),
            IgnoreEnvironment = options.IgnoreEnvironment,
            Isolated = options.Isolated,
            SafePath = safePath,
            NoUserSite = options.NoUserSite || environment.IsSet("PYTHONNOUSERSITE"),
            NoSite = options.NoSite,
            DevelopmentMode = development,
            HashRandomization = HasRandomHashes(environment),
            WarningOptions = WarningOptions(options, environment, development),
            ExtraOptions = options.ExtraOptions,
            IntMaxStrDigits = DigitLimit(options, environment),
            StreamEncoding = encoding,
            StreamErrors = errors,
            BytecodeCacheFolder = options.ExtraOptions.GetValueOrDefault("pycache_prefix") ?? environment.Text("PYTHONPYCACHEPREFIX"),
        };
    }

    /// <summary>A list as there are others: to spread into an IReadOnlyList has the compiler write one, half a millisecond of the start.</summary>
    private static List<string> Joined(string first, IReadOnlyList<string> rest)
    {
        var all = new List<string>(rest.Count + 1) { first };
        for (int i = 0; i < rest.Count; i++)
        {
            all.Add(rest[i]);
        }

        return all;
    }

    /// <summary>The program that runs Pyl, so that a script can start it again; "" when it cannot be told.</summary>
    public static string Executable()
    {
        // What stands beside the program first: to ask the system for the process's file takes .NET three milliseconds, because it decodes the answer.
        string own = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "pyl.exe" : "pyl");
        return SystemFiles.IsReadable(own) || File.Exists(own) ? own : Environment.ProcessPath ?? "";
    }

    private static string Argument0(CommandLineOptions options) => options.Kind switch
    {
        ProgramKind.Code => "-c",
        ProgramKind.Module => "-m",
        _ => options.Program,
    };

    /// <summary>sys.path: the program's folder unless the path is to be safe, then PYTHONPATH.</summary>
    private static List<string> SearchPath(CommandLineOptions options, EnvironmentOptions environment, bool safePath)
    {
        var folders = new List<string>();
        if (options.Kind == ProgramKind.File && !SystemFiles.IsReadable(options.Program) && Directory.Exists(options.Program))
        {
            // What is asked for by its folder is imported from there, whatever -P says.
            folders.Add(Absolute(options.Program));
        }
        else if (!safePath)
        {
            folders.Add(options.Kind switch
            {
                ProgramKind.File => Path.GetDirectoryName(Resolve(options.Program)) ?? "/",
                ProgramKind.Module => SystemFiles.CurrentDirectory(),
                _ => "",
            });
        }

        if (environment.IsSet("PYTHONPATH"))
        {
            AddAll(folders, environment.Folders("PYTHONPATH"));
        }

        return folders;
    }

    private static void AddAll(List<string> folders, IEnumerable<string> given)
    {
        foreach (string folder in given)
        {
            folders.Add(Absolute(folder));
        }
    }

    /// <summary>The path with its start made absolute; "." and ".." in it stay, as in CPython's __file__ (_Py_abspath).</summary>
    public static string Absolute(string path) =>
        Path.IsPathRooted(path) ? path : path.Length == 0 || path == "." ? SystemFiles.CurrentDirectory() : Path.Combine(SystemFiles.CurrentDirectory(), path);

    /// <summary>The file itself, should the path be a symbolic link to it.</summary>
    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(Absolute(path));
        return SystemFiles.IsNoLink(full) ? full : Followed(full);
    }

    /// <summary>Where a link leads, or the path itself.</summary>
    private static string Followed(string full)
    {
        try
        {
            return (File.GetAttributes(full) & FileAttributes.ReparsePoint) == 0 ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }

    private static (string? Encoding, string? Errors) StreamEncoding(EnvironmentOptions environment)
    {
        return environment.Text("PYTHONIOENCODING") is { } text ? StreamEncoding(text) : (null, null);
    }

    private static (string? Encoding, string? Errors) StreamEncoding(string text)
    {
        string[] parts = text.Split(':', 2);
        return (parts[0].Length == 0 ? null : parts[0], parts.Length < 2 || parts[1].Length == 0 ? null : parts[1]);
    }

    private static List<string> WarningOptions(CommandLineOptions options, EnvironmentOptions environment, bool development)
    {
        var filters = new List<string>();
        if (development)
        {
            filters.Add("default");
        }

        if (environment.IsSet("PYTHONWARNINGS"))
        {
            filters.AddRange(environment.List("PYTHONWARNINGS"));
        }

        filters.AddRange(options.WarningOptions);

        if (options.BytesWarning > 0)
        {
            filters.Add(options.BytesWarning > 1 ? "error::BytesWarning" : "default::BytesWarning");
        }

        return filters;
    }

    private static bool HasRandomHashes(EnvironmentOptions environment)
    {
        if (environment.Text("PYTHONHASHSEED") is not { } text || text == "random")
        {
            return true;
        }

        return IsNotZero(text);
    }

    private static bool IsNotZero(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint seed)
            ? seed != 0
            : throw new UsageException("PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]", showUsage: false);

    private static int? DigitLimit(CommandLineOptions options, EnvironmentOptions environment)
    {
        const string Option = "int_max_str_digits";
        if (options.ExtraOptions.TryGetValue(Option, out string? given))
        {
            return DigitLimit($"-X {Option}", given);
        }

        return environment.Text("PYTHONINTMAXSTRDIGITS") is { } text ? DigitLimit("PYTHONINTMAXSTRDIGITS", text) : null;
    }

    private static int DigitLimit(string source, string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && (limit == 0 || limit >= LeastDigitLimit)
            ? limit
            : throw new UsageException($"{source}: invalid limit; must be >= {LeastDigitLimit} or 0 for unlimited.", showUsage: false);
}

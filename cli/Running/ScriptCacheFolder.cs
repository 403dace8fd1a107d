namespace Pyl.Cli.Running;

/// <summary>Where the compiled code of scripts is kept: in the user's cache folder, as the platform has it.</summary>
internal static class ScriptCacheFolder
{
    /// <summary>The folder, which need not exist; null when the user has no home.</summary>
    public static string? Find()
    {
        string? cache = OperatingSystem.IsWindows() ? Set("LOCALAPPDATA")
            : OperatingSystem.IsMacOS() ? Below(Set("HOME"), "Library", "Caches")
            : Set("XDG_CACHE_HOME") ?? Below(Set("HOME"), ".cache", "");
        return Below(cache, "pyl", "scripts");
    }

    /// <summary>XDG Base Directory Specification: a relative path counts as not set.</summary>
    private static string? Set(string name) => Environment.GetEnvironmentVariable(name) is { } path && Path.IsPathFullyQualified(path) ? path : null;

    private static string? Below(string? folder, string first, string second) => folder is null ? null : Path.Combine(folder, first, second);
}

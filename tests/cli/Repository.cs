namespace Pyl.Cli.Tests;

/// <summary>Where things are in this checkout.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static readonly string Tests = Path.Combine(Root, "tests");

    /// <summary>The built command, of the configuration these tests were built with.</summary>
    public static readonly string Program = Path.Combine(Root, "cli", "bin", Configuration, "net10.0", OperatingSystem.IsWindows() ? "pyl.exe" : "pyl");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Toolchain.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("Toolchain.sln is nowhere above " + AppContext.BaseDirectory);
    }

    /// <summary>bin/CONFIGURATION/net10.0/ is where the test assembly lies.</summary>
    public static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
}

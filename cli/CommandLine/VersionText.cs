using System.Reflection;

namespace Pyl.Cli.CommandLine;

/// <summary>What --version prints.</summary>
internal static class VersionText
{
    /// <summary>The version of Python first, because that is what scripts which call this look for.</summary>
    public static string Of(bool isLong)
    {
        string own = typeof(VersionText).Assembly.GetName().Version?.ToString(3) ?? "0";
        string text = $"Python 3.14.0 (Pyl {own})";
        return isLong ? $"{text} [.NET {Environment.Version}] on {(OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}" : text;
    }
}

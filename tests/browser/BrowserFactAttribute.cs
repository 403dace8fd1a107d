using Xunit;

namespace Pyl.Browser.Tests;

/// <summary>A test that needs a browser: skipped, and saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser is null)
        {
            Skip = "there is no chromium here (apt-get install chromium, or CHROMIUM=PATH): pages are not tried in a browser";
        }
    }

    /// <summary>The browser's program; null where there is none.</summary>
    public static string? Browser { get; } = Find();

    private static string? Find()
    {
        string? chosen = Environment.GetEnvironmentVariable("CHROMIUM");
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> candidates = chosen is null
            ? ((string[])["chromium", "chromium-browser", "google-chrome"]).SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            : [chosen];
        return candidates.FirstOrDefault(File.Exists);
    }
}

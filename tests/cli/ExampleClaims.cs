using System.Globalization;
using System.Text.RegularExpressions;

namespace Pyl.Cli.Tests;

/// <summary>What each example claims, read from the table that it prints. Null when the claim holds, else what is wrong.</summary>
internal static class ExampleClaims
{
    private static readonly Dictionary<string, Func<Evidence, string?>> s_claims = new()
    {
        ["01"] = e => e.Mode == "free" ? e.Below("lost ([\\d,]+)", 600_000) : e.Between("lost ([\\d,]+)", -1, 300_000),
        ["02"] = e => e.Between("lost updates ([\\d,]+)", -1, 0.5) ?? e.Between("finalised (\\d+) time", 0.5, 1.5),
        ["03"] = e => e.HasLock ? e.Below(@"^ +2 +[\d.]+ +([\d.]+)$", 1.4) : e.SpeedsUp(@"^ +2 +[\d.]+ +([\d.]+)$"),
        ["04"] = e => e.Above(@"speed-up\s+([\d.]+)", 2),
        ["05"] = e => e.SpeedsUp(@"speed-up\s+([\d.]+)") ?? e.Above(@"memory of a process\s+(\d+)", 1),
        ["06"] = e => e.Overlaps(@"^native +[\d.]+ +[\d.]+ +([\d.]+)$") ?? (e.HasLock ? e.Above(@"^bytecode +[\d.]+ +[\d.]+ +([\d.]+)$", 1.4) : e.Overlaps(@"^bytecode +[\d.]+ +[\d.]+ +([\d.]+)$")),
        ["07"] = e => (e.HasLock ? e.Below(@"^two threads +[\d.]+ +([\d.]+)$", 1.5) : e.SpeedsUp(@"^two threads +[\d.]+ +([\d.]+)$"))
            ?? (e.Mode == "gil" ? e.Below(@"^two interpreters +[\d.]+ +([\d.]+)$", 1.5) : e.SpeedsUp(@"^two interpreters +[\d.]+ +([\d.]+)$")),
        ["08"] = e => e.Greater(@"^Process\w+ +([\d.]+)", @"^Interpreter\w+ +([\d.]+)", 3) ?? e.Greater(@"^Process\w+ +[\d.]+ +[\d.]+ +([\d.]+)", @"^Interpreter\w+ +[\d.]+ +[\d.]+ +([\d.]+)", 4),
        ["09"] = e => (e.Output.Contains("nothing lost", StringComparison.Ordinal) ? null : "something was lost") ?? (e.HasLock ? e.Below(@"speed-up ([\d.]+)", 1.5) : e.SpeedsUp(@"speed-up ([\d.]+)")),
        ["10"] = e => e.Above(@"^three references more +\w+ +(\d+)", 3) ?? (e.Mode != "free" ? e.Below(@"^seen by another thread +\w+ +\d+ +(\d+)", 1) : e.Above(@"^seen by another thread +\w+ +\d+ +(\d+)", 0)),
        ["11"] = e => e.Greater(@"^ *10000000 .* ([\d.]+) us$", @"^ *10000 .* ([\d.]+) us$", 5),
        ["13"] = e => e.Greater(@"^called directly .* ([\d.]+)$", @"^thread pool .* ([\d.]+)$", 2) ?? e.Greater(@"^called directly .* ([\d.]+)$", @"^interpreter pool .* ([\d.]+)$", 2),
        ["14"] = e => (e.Output.Contains("fetching", StringComparison.Ordinal) ? null : "fetching is no bottleneck") ?? e.Above(@"^fetched together .* ([\d.]+)$", 1.5),
        ["19"] = e => (e.HasLock ? e.Below(@"^threads .* ([\d.]+)$", 1.4) : e.SpeedsUp(@"^threads .* ([\d.]+)$"))
            ?? (e.Mode == "gil" ? e.Below(@"^interpreters .* ([\d.]+)$", 1.4) : e.SpeedsUp(@"^interpreters .* ([\d.]+)$"))
            ?? e.SpeedsUp(@"^processes .* ([\d.]+)$")
            ?? e.Greater(@"^none +[\d.]+ +[\d.]+ +[\d.]+ +([\d.]+)", @"^processes +[\d.]+ +[\d.]+ +[\d.]+ +([\d.]+)", 1.5),
        ["wo"] = e => e.Above(@"^(\d+) primes below 1600000$", 121126),
        ["15"] = e => e.SpeedsUp(@"^sort .* ([\d.]+)$") ?? e.SpeedsUp(@"^sin.* ([\d.]+)$") ?? (e.HasLock ? e.Below(@"^loop .* ([\d.]+)$", 1.4) : e.SpeedsUp(@"^loop .* ([\d.]+)$")),
        ["16"] = e => e.SpeedsUp(@"^passwords .* ([\d.]+)$") ?? e.SpeedsUp(@"^large .* ([\d.]+)$") ?? (e.HasLock ? e.Below(@"^short .* ([\d.]+)$", 1.5) : e.SpeedsUp(@"^short .* ([\d.]+)$")),
        ["17"] = e => (e.HasLock ? e.Below(@"^threads .* ([\d.]+)$", 1.4) : e.SpeedsUp(@"^threads .* ([\d.]+)$"))
            ?? (e.Mode == "gil" ? e.Below(@"^interpreters .* ([\d.]+)$", 1.4) : e.SpeedsUp(@"^interpreters .* ([\d.]+)$"))
            ?? e.SpeedsUp(@"^processes .* ([\d.]+)$"),
        ["18"] = e => e.Above(@"^(\d+) of 10 as known$", 9),
        ["12"] = e => e.HasLock ? e.Below(@"([\d.]+) times alone", 1.4) : e.SpeedsUp(@"([\d.]+) times alone"),
    };

    /// <summary>The claim of an example in a mode, as what it printed shows; <paramref name="given"/> is what the machine gave to two threads then.</summary>
    public static string? Check(string example, string mode, string output, Lazy<double> given) =>
        s_claims.TryGetValue(example[..2], out Func<Evidence, string?>? claim) ? claim(new Evidence(mode, output, given)) : output.Length > 0 ? null : "nothing was printed";

    /// <summary>A run's output and what can be read from it.</summary>
    private sealed record Evidence(string Mode, string Output, Lazy<double> Given)
    {
        public bool HasLock => Mode != "free";

        public string? Above(string pattern, double bound) => Between(pattern, bound, double.MaxValue);

        public string? Below(string pattern, double bound) => Between(pattern, double.MinValue, bound);

        public string? Between(string pattern, double low, double high) =>
            Read(pattern) is not { } shown ? $"no {pattern}" : shown > low && shown < high ? null : $"{pattern} shows {shown}, not between {low} and {high}";

        /// <summary>Half of what the machine gives beyond one processor at least.</summary>
        public string? SpeedsUp(string pattern) => Above(pattern, 1 + ((Given.Value - 1) * 0.5) - 0.1);

        /// <summary>Twice the work in less than twice the time.</summary>
        public string? Overlaps(string pattern) => Below(pattern, 2.1 - ((Given.Value - 1) * 0.5));

        public string? Greater(string greater, string smaller, double factor) =>
            Read(greater) is { } a && Read(smaller) is { } b ? a > factor * b ? null : $"{a} is not {factor} times {b}" : $"no {greater} or {smaller}";

        private double? Read(string pattern)
        {
            Match match = Regex.Match(Output, pattern, RegexOptions.Multiline);
            return match.Success ? double.Parse(match.Groups[1].Value.Replace(",", ""), CultureInfo.InvariantCulture) : null;
        }
    }
}

using System.Runtime.CompilerServices;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>What the speed of the parser rests on.</summary>
public sealed class GrammarShapeTests
{
    /// <summary>
    /// One decision that needs more than a token would bring in ANTLR's prediction: milliseconds at every cold start, and
    /// caches that threads share.
    /// </summary>
    [Fact]
    public void OneTokenDecidesEverything() =>
        Assert.DoesNotContain("AdaptivePredict", File.ReadAllText(GeneratedParser()), StringComparison.Ordinal);

    private static string GeneratedParser([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../grammar/Generated/PylParser.cs");
}

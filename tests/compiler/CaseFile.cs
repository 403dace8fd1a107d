using System.Text.Json;

namespace Pyl.Compiler.Tests;

/// <summary>Tables of CPython 3.14's answers: one JSON object a line.</summary>
internal static class CaseFile
{
    /// <summary>The objects of a table.</summary>
    public static IReadOnlyList<JsonElement> Read(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cases", name))
            .Select(line => JsonDocument.Parse(line).RootElement)];
}

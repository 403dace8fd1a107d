using System.Text.Json;
using Pyl.Compiler.Parsing;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>
/// What the passes behind the parser refuse or warn about gets CPython's text and place: scopes, jumps, patterns, literals.
/// </summary>
public sealed class SemanticErrorTests
{
    /// <summary>Sources where the answer differs on purpose: CPython has lost the place when it has left a block inside the clause.</summary>
    private static readonly HashSet<string> Different =
    [
        "for z in y:\n try:\n  pass\n except* A:\n  with x:\n   continue",
        "for z in y:\n try:\n  pass\n except* A:\n  try: continue\n  finally: pass",
    ];

    [Fact]
    public void ErrorsAndWarningsEqualThoseOfCPython()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var line in CaseFile.Read("semantic.jsonl"))
        {
            var source = line.GetProperty("source").GetString()!;
            count++;
            var expected = Expected(line);
            var actual = Actual(source);
            if (Different.Contains(source))
            {
                if (actual == expected)
                    wrong.Add($"{source}: no longer different, take it off the list");
            }
            else if (actual != expected)
            {
                wrong.Add($"{source}\n  expected {expected}\n  actual   {actual}");
            }
        }

        Assert.True(count > 400);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count}\n" + string.Join("\n", wrong));
    }

    private static string Expected(JsonElement line)
    {
        var kind = line.GetProperty("kind").GetString();
        var text = kind == "OK" ? kind : $"{kind}: {line.GetProperty("message").GetString()} [{string.Join(", ",
            line.GetProperty("at").EnumerateArray().Select(n => n.GetInt32()))}]";
        return line.TryGetProperty("warnings", out var warnings)
            ? text + string.Concat(warnings.EnumerateArray().Select(w => " / " + w.GetString()))
            : text;
    }

    private static string Actual(string source)
    {
        var warnings = new List<SyntaxWarning>();
        string text;
        try
        {
            PylCompiler.CompileModule(source, "f", warnings: warnings);
            text = "OK";
        }
        catch (PylSyntaxException fault)
        {
            text = Outcome.Describe(fault);
        }

        return text + string.Concat(warnings.Select(w => $" / {w.Line}: {w.Message}"));
    }
}

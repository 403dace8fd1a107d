using System.Text.Json;
using Pyl.Compiler.Parsing;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>Mistakes get CPython's exception, text and place.</summary>
public sealed class SyntaxErrorTests
{
    /// <summary>
    /// Sources where the answer differs on purpose or for good: another rule of CPython's grammar happens to run first, or
    /// its range ends where its parser happened to have read to.
    /// </summary>
    private static readonly HashSet<string> Different =
    [
        "for (a in b) in c: pass",
        "{a: *b for c in d}",
        "class A[T: pass",
        "type X[] = 1",
        "x = f\"{a:{b}",
        "x = a < b = c",
        "del *",
        "a, b = 1, 2 = c",
        "\ta\n  b",
    ];

    [Fact]
    public void ErrorsEqualThoseOfCPython()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var line in CaseFile.Read("errors.jsonl"))
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

        Assert.True(count > 1200);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("x = (1,\n")]
    [InlineData("if x:\n")]
    [InlineData("if x:\n    y\n")]
    [InlineData("def f():\n    '''a\n")]
    [InlineData("@a\n")]
    [InlineData("x = \\\n")]
    [InlineData("try:\n    x\n")]
    [InlineData("f'''{a}\n")]
    public void PromptAsksForMore(string source) =>
        Assert.Equal(SyntaxErrorKind.IncompleteInput,
            Assert.Throws<PylSyntaxException>(() => SourceParser.ParseInteractive(source, "f", allowIncomplete: true)).Kind);

    [Theory]
    [InlineData("x\n")]
    [InlineData("x = 1; y\n")]
    [InlineData("if x:\n    y\n\n")]
    [InlineData("")]
    [InlineData("# comment\n")]
    public void PromptTakesWholeStatements(string source) =>
        SourceParser.ParseInteractive(source, "f", allowIncomplete: true);

    [Theory]
    [InlineData("x y\n")]
    [InlineData("if x:\n  y\n z\n")]
    [InlineData("x = 'a\n")]
    [InlineData("x = \n")]
    public void PromptRefusesWhatNothingCanComplete(string source) =>
        Assert.NotEqual(SyntaxErrorKind.IncompleteInput,
            Assert.Throws<PylSyntaxException>(() => SourceParser.ParseInteractive(source, "f", allowIncomplete: true)).Kind);

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
            SourceParser.ParseModule(source, "f", warnings);
            text = "OK";
        }
        catch (PylSyntaxException fault)
        {
            text = Outcome.Describe(fault);
        }

        return text + string.Concat(warnings.Select(w => " / " + w.Message));
    }
}

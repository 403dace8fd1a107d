using Pyl.Compiler.Parsing;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>Every form of the language gives CPython's tree, positions included.</summary>
public sealed class TreeTests
{
    [Fact]
    public void TreesEqualThoseOfCPython()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var line in CaseFile.Read("trees.jsonl"))
        {
            count++;
            var source = line.GetProperty("source").GetString()!;
            var expected = line.GetProperty("tree").GetString();
            var actual = AstDumper.Dump(SourceParser.ParseModule(source, "f"));
            if (actual != expected)
                wrong.Add($"{source}\n  expected {expected}\n  actual   {actual}");
        }

        Assert.True(count > 250);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("a, b", "Tuple@1:0-1:4")]
    [InlineData("a,", "Tuple@1:0-1:2")]
    [InlineData("(a)\n\n", "Name@1:1-1:2")]
    [InlineData("a if b else c", "IfExp@1:0-1:13")]
    public void ExpressionsParseAlone(string source, string start) =>
        Assert.StartsWith(start, AstDumper.Dump(SourceParser.ParseExpression(source, "f").Body), StringComparison.Ordinal);

    [Theory]
    [InlineData("x = 'a\r\nb'\r\n", "x = 'a\nb'\n")]
    [InlineData("x = '''a\r\nb'''\ry = 1\r", "x = '''a\nb'''\ny = 1\n")]
    [InlineData("\fx = 1\n\f  \n", "x = 1\n")]
    public void NewlinesAndFormFeedsAreNormal(string source, string same) =>
        Assert.Equal(Outcome.Of(same), Outcome.Of(source).Replace("@1:1-1:2", "@1:0-1:1").Replace("@1:5-1:6", "@1:4-1:5")
            .Replace("@1:1-1:6", "@1:0-1:5"));
}

using Pyl.Compiler.Parsing;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>Misspelt keywords get CPython's suggestion when the error is printed.</summary>
public sealed class KeywordSuggestionTests
{
    [Fact]
    public void SuggestionsEqualThoseOfCPython()
    {
        var wrong = new List<string>();
        foreach (var line in CaseFile.Read("suggestions.jsonl"))
        {
            var source = line.GetProperty("source").GetString()!;
            var at = line.GetProperty("at").EnumerateArray().Select(n => n.GetInt32()).ToArray();
            var expected = $"{line.GetProperty("message").GetString()} [{at[0]}, {at[1]}]";
            var fault = Assert.Throws<PylSyntaxException>(() => SourceParser.ParseModule(source, "f"));
            var shown = KeywordSuggestions.Improve(fault, source) ?? fault;
            var actual = $"{shown.Message} [{shown.Offset}, {shown.EndOffset}]";
            if (actual != expected)
                wrong.Add($"{source}\n  expected {expected}\n  actual   {actual}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}

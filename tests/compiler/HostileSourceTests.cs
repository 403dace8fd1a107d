using Pyl.Compiler.Parsing;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>Sources that try the parser's stack, memory or patience.</summary>
public sealed class HostileSourceTests
{
    private const int Many = 100_000;

    public static TheoryData<string, string, string, string, string> Refused => new()
    {
        // opening, middle, closing (each of the outer two repeated), exception, message
        { "(", "", "", "SyntaxError", "too many nested parentheses" },
        { "[", "", "]", "SyntaxError", "too many nested parentheses" },
        { "{", "", "", "SyntaxError", "too many nested parentheses" },
        { "f\"{", "", "", "SyntaxError", "too many nested f-strings or t-strings" },
        { "-", "1", "", "MemoryError", "Parser stack overflowed - Python source too complex to parse" },
        { "not ", "1", "", "MemoryError", "Parser stack overflowed - Python source too complex to parse" },
        { "lambda: ", "1", "", "MemoryError", "Parser stack overflowed - Python source too complex to parse" },
        { "2**", "1", "", "MemoryError", "Parser stack overflowed - Python source too complex to parse" },
        { "1 if 1 else ", "1", "", "MemoryError", "Parser stack overflowed - Python source too complex to parse" },
        { "", "if a: pass\n", "elif a: pass\n", "MemoryError", "Parser stack overflowed - Python source too complex to parse" },
        { "*", "", "", "SyntaxError", "invalid syntax" },
        { "if ", "", "", "SyntaxError", "invalid syntax" },
        { "\"\"\"", "", "\"\"\"\"", "SyntaxError", "unterminated triple-quoted string literal (detected at line 1)" },
        { "f'{", "1+", "1+", "SyntaxError", "too many nested f-strings or t-strings" },
    };

    public static TheoryData<string, string, string, int> Accepted => new()
    {
        { "(", "", ")", 199 },
        { "f(", "", ")", 199 },
        { "{1: ", "1", "}", 199 },
        { "[a for a in ", "b", "]", 199 },
        { "(lambda: ", "1", ")", 199 },
        { "f'{", "1", "}'", 149 },
        { "1 + ", "1", "", 20_000 },
        { "a < ", "b", "", Many },
        { "a and ", "b", "", Many },
        { "a = ", "b", "", Many },
        { "", "a", ".b", 20_000 },
        { "", "a", "(b)", 20_000 },
        { "", "a", "[b]", 20_000 },
        { "a; ", "b", "", Many },
        { "'a' ", "'b'", "", Many },
        { "1 if 1 else ", "1", "", 400 },
        { "lambda: ", "1", "", 400 },
        { "- ", "1", "", 3000 },
        { "", "if a: pass\n", "elif a: pass\n", 3000 },
        { "\\\n", "x", "", Many },
        { "\n", "x", "#\n", Many },
        { "@a\n", "def f(): pass", "", 10_000 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void IsRefusedWithACleanError(string opening, string middle, string closing, string kind, string message)
    {
        var source = Repeat(opening, Many) + middle + Repeat(closing, Many);
        var fault = Assert.Throws<PylSyntaxException>(() => SourceParser.ParseModule(source, "f"));
        Assert.Equal(kind, fault.Kind.ToString());
        Assert.Equal(message, fault.Message);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void IsParsed(string opening, string middle, string closing, int count) =>
        SourceParser.ParseModule(Repeat(opening, count) + middle + Repeat(closing, count) + "\n", "f");

    [Fact]
    public void DeepTreesAreRefusedOnASmallStackToo()
    {
        Exception? seen = null;
        var thread = new Thread(() =>
        {
            try
            {
                SourceParser.ParseModule(Repeat("lambda: ", 2000) + "1", "f");
            }
            catch (Exception fault)
            {
                seen = fault;
            }
        }, maxStackSize: 192 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(SyntaxErrorKind.MemoryError, Assert.IsType<PylSyntaxException>(seen).Kind);
    }

    [Fact]
    public void IndentationIsBounded()
    {
        var source = string.Concat(Enumerable.Range(0, 101).Select(i => new string(' ', i) + "if 1:\n"));
        var fault = Assert.Throws<PylSyntaxException>(() => SourceParser.ParseModule(source, "f"));
        Assert.Equal((SyntaxErrorKind.IndentationError, "too many levels of indentation", 101),
            (fault.Kind, fault.Message, fault.Line));
    }

    [Fact]
    public void AVeryLongLineIsParsed()
    {
        SourceParser.ParseModule("x = '" + new string('a', 50_000_000) + "'", "f");
        SourceParser.ParseModule(new string('a', 10_000_000), "f");
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

using System.Text;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>How the bytes of a file become text.</summary>
public sealed class SourceBytesTests
{
    [Theory]
    [InlineData("\u00EF\u00BB\u00BFx = 'a'", "x = 'a'")]
    [InlineData("# coding: latin-1\nx = '\u00E9'", "# coding: latin-1\nx = 'é'")]
    [InlineData("#!x\n# vim: set fileencoding=iso-8859-1 :\nx = '\u00E9'", "\n\nx = 'é'")]
    [InlineData("x\n# coding: latin-1\n", "x\n#\n")]
    [InlineData("# -*- coding: koi8-r -*-\nx = '\u00C1'", "#\nx = 'а'")]
    [InlineData("x = '\u00C3\u00A9'", "x = 'é'")]
    public void EncodingIsFound(string latin, string same) =>
        Assert.Equal(Outcome.Of(same), Outcome.Of(Encoding.Latin1.GetBytes(latin)));

    [Theory]
    [InlineData("x = '\u00FF'", "Non-UTF-8 code starting with '\\xff' in file f on line 1, but no encoding declared; see "
        + "https://peps.python.org/pep-0263/ for details")]
    [InlineData("x\n\ny = '\u00E9'", "Non-UTF-8 code starting with '\\xe9' in file f on line 3")]
    [InlineData("# coding: nonsense\n", "unknown encoding: nonsense")]
    [InlineData("# coding: ascii\nx = '\u00E9'", "'ascii' codec can't decode byte 0xe9")]
    [InlineData("\u00EF\u00BB\u00BF# coding: latin-1\n", "encoding problem: iso-8859-1 with BOM")]
    [InlineData("x\0", "source code cannot contain null bytes")]
    public void BadBytesAreSyntaxErrors(string latin, string message) =>
        Assert.Contains(message, Outcome.Of(Encoding.Latin1.GetBytes(latin)), StringComparison.Ordinal);
}

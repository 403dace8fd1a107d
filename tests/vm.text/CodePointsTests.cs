using Pyl.VM.Numerics;
using Pyl.VM.Text.Codecs;

namespace Pyl.VM.Text.Tests;

/// <summary>The payload of str: canonical forms, and the conversions from and to UTF-16.</summary>
public class CodePointsTests
{
    // Not theories: lone surrogates do not survive in attributes.
    [Fact]
    public void Utf16GoesBothWays()
    {
        AssertBothWays("", 0);
        AssertBothWays("abc", 3);
        AssertBothWays("a\U0001F600b", 3);
        AssertBothWays("\uD83D", 1);
        AssertBothWays("\uDE00\uD83D", 2);
        AssertBothWays("\uD83D\U0001F600", 2);
    }

    private static void AssertBothWays(string text, int length)
    {
        var data = CodePoints.FromUtf16(text);
        Assert.Equal(length, data.Length);
        Assert.Equal(text, data.ToString());
        Assert.Equal(length == text.Length, data.IsNarrow);
    }

    [Fact]
    public void SlicesAreCanonical()
    {
        var data = CodePoints.FromUtf16("a\U0001F600bc");
        Assert.Equal("bc", data.Slice(2).Narrow);
        Assert.Equal(0x1F600, data.Slice(1, 1)[0]);
        Assert.Equal(data, StrData.FromCodePoints([0x61, 0x1F600, 0x62, 0x63]));
        Assert.Equal("ab", StrData.FromCodePoints([0x61, 0x62]).Narrow);
    }

    [Fact]
    public void BuilderWidensOnce()
    {
        var builder = new StrDataBuilder(2);
        builder.Append("ab");
        builder.AppendRepeated('-', 20);
        builder.Append(0x10FFFF);
        builder.Append("cd");
        builder.Append(CodePoints.FromUtf16("x\U0001F600y"), 1, 1);
        Assert.Equal("ab--------------------\U0010FFFFcd\U0001F600", builder.ToStrData().ToString());
        Assert.Equal("", default(StrDataBuilder).ToStrData().Narrow);
    }

    [Theory]
    [InlineData("0", true, 0)]
    [InlineData("-42", true, -42)]
    [InlineData("+999999999999999999", true, 999999999999999999)]
    [InlineData("1000000000000000000", false, 0)]
    [InlineData("-", false, 0)]
    [InlineData("", false, 0)]
    [InlineData("1_0", false, 0)]
    public void SmallIntsAreReadFast(string text, bool fits, long value)
    {
        Assert.Equal(fits, IntParsing.TryParseSmall(text, out var result));
        if (fits)
            Assert.Equal(value, result);
    }

    [Fact]
    public void UnfinishedSequencesWait()
    {
        var fault = CodecRegistry.Utf8.TryDecode([0x61, 0xE2, 0x82], CodecErrorHandlers.StrictDecode, final: false, out var text, out var consumed);
        Assert.Null(fault);
        Assert.Equal("a", text.Narrow);
        Assert.Equal(1, consumed);
    }
}

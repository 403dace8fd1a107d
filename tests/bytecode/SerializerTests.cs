using Pyl.Compiler;
using Xunit;

namespace Pyl.Bytecode.Tests;

/// <summary>Code objects survive being written and read; bytes that are not theirs are refused, whatever they are.</summary>
public sealed class SerializerTests
{
    public static TheoryData<string> Names => [.. Cases.All()];

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeComesBackAsItWas(string name)
    {
        var code = Cases.Compile(name);
        var back = CodeObjectSerializer.DeserializeVerified(CodeObjectSerializer.Serialize(code));
        Assert.Equal(Disassembler.Disassemble(code), Disassembler.Disassemble(back));
        foreach (var (before, after) in Cases.WithNested(code).Zip(Cases.WithNested(back)))
        {
            Assert.Equal(before.Positions.ToArray(), after.Positions.ToArray());
            Assert.Equal(before.LocalKinds.ToArray(), after.LocalKinds.ToArray());
            Assert.Equal(before.Flags, after.Flags);
            Assert.Equal(before.FileName, after.FileName);
        }
    }

    [Fact]
    public void AllKindsOfConstantsComeBack()
    {
        const string Source = "x = (1, -1, 2**63, -2**70, 1.5, float, 1e400, -0.0, 2j, 'a\u00e9\u4e2d\\ud800\\U0001F600', b'\\x00\\xff', None, True, False, ..., ((), (1,)))\n"
            + "y = x in {1, 2, 'a'}\n";
        var code = PylCompiler.CompileModule(Source, "f");
        var back = CodeObjectSerializer.Deserialize(CodeObjectSerializer.Serialize(code));
        Assert.Equal(code.Constants.Select(ConstantText.Of), back.Constants.Select(ConstantText.Of));
        Assert.Equal(code.Constants.Select(constant => constant?.GetType()), back.Constants.Select(constant => constant?.GetType()));
    }

    [Fact]
    public void OtherFilesAreRefused()
    {
        Refused([], "not a file of compiled code");
        Refused("PYLC"u8.ToArray(), "not a file of compiled code");
        Refused(new byte[1000], "not a file of compiled code");
        var good = Good();
        var other = (byte[])good.Clone();
        other[4]++;
        Refused(other, "compiled by another version");
        other = (byte[])good.Clone();
        other[8]++;
        Refused(other, "compiled by another version");
    }

    [Fact]
    public void EveryFlippedByteIsNoticed()
    {
        var good = Good();
        for (var i = 0; i < good.Length; i++)
        {
            var damaged = (byte[])good.Clone();
            damaged[i] ^= 0x10;
            Assert.Throws<InvalidCodeException>(() => CodeObjectSerializer.Deserialize(damaged));
        }
    }

    [Fact]
    public void EveryCutIsNoticed()
    {
        var good = Good();
        for (var length = 0; length < good.Length; length++)
            Assert.Throws<InvalidCodeException>(() => CodeObjectSerializer.Deserialize(good.AsSpan(0, length)));
        Assert.Throws<InvalidCodeException>(() => CodeObjectSerializer.Deserialize([.. good, 0]));
    }

    private static byte[] Good() => CodeObjectSerializer.Serialize(PylCompiler.CompileModule(
        "def f(a, *, b=1):\n    try:\n        return [x + 1.5 for x in a if x not in (1, 'b')]\n    except E as e:\n        return lambda: e\n", "f"));

    private static void Refused(byte[] bytes, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidCodeException>(() => CodeObjectSerializer.Deserialize(bytes)).Message);
}

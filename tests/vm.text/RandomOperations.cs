using Pyl.VM.Numerics;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class RandomOperations
{
    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["random.int"] = a => Draw(g => g.Seed(Integer(a[0]))),
        ["random.str"] = a => Draw(g => g.Seed(Str(a[0]))),
        ["random.bytes"] = a => Draw(g => g.Seed(Bytes(a[0]).AsSpan())),
        ["random.float"] = a => Draw(g => g.SeedByHash(NumericHash.Hash(Double(a[0]), 0))),
        ["random.state"] = a => State(Integer(a[0])),
    };

    private static string Draw(Action<MersenneTwister> seed)
    {
        var g = new MersenneTwister();
        seed(g);
        var first = new object[]
        {
            Show(g.NextDouble()), Show(g.NextDouble()), g.NextBits(1), g.NextBits(31), g.NextBits(32), g.NextBits(33), g.NextBits(64),
            g.NextBigBits(100), g.NextBits(0),
        };
        var copy = new MersenneTwister();
        Assert.Null(copy.TrySetState(g.GetState()));
        var bytes = Convert.ToHexStringLower(copy.NextBigBits(40).ToByteArray(isUnsigned: true));
        return string.Join(";", first) + $";{bytes};{Show(copy.NextDouble())}";
    }

    private static string State(System.Numerics.BigInteger seed)
    {
        var g = new MersenneTwister();
        g.Seed(seed);
        var text = "(" + string.Join(", ", g.GetState()) + ")";
        return $"{text.Length} {text[..20]} {text[^20..]} {text.Select((c, i) => (long)(i % 97 + 1) * c).Sum()}";
    }
}

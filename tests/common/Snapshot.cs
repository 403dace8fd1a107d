using System.Runtime.CompilerServices;
using Xunit;

namespace Pyl.Tests;

/// <summary>
/// Snapshot tests with Verify's conventions: <c>Class.Method.verified.txt</c> beside the test is the expectation, a mismatch
/// leaves <c>*.received.txt</c> there, which is the new expectation when the change was meant. Verify can replace this
/// file once it restores (DESIGN 9).
/// </summary>
internal static class Snapshot
{
    /// <summary>Compares with the snapshot of the calling test, or of <paramref name="name"/> when the test is a helper.</summary>
    public static void Verify(string actual, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{name ?? method}");
        VerifyFile(actual, stem);
    }

    /// <summary>Compares with the snapshot at a path, which is given without <c>.verified.txt</c>.</summary>
    public static void VerifyFile(string actual, string stem)
    {
        string verified = stem + ".verified.txt";
        string received = stem + ".received.txt";
        string expected = File.Exists(verified) ? Normalise(File.ReadAllText(verified)) : "";
        actual = Normalise(actual);
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"{Path.GetFileName(verified)} differs from what was received. If the change was meant: mv '{received}' '{verified}'\n{FirstDifference(expected, actual)}");
    }

    private static string Normalise(string text) => text.Replace("\r\n", "\n").TrimStart('\uFEFF').TrimEnd('\n') + "\n";

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        return $"line {line + 1}\n  verified: {left.ElementAtOrDefault(line)}\n  received: {right.ElementAtOrDefault(line)}";
    }
}

namespace Pyl.Cli.Tests;

/// <summary>The first place where two texts differ, for a person to read.</summary>
internal static class Difference
{
    public static string Of(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        return line == left.Length && line == right.Length
            ? ""
            : $"line {line + 1}\n  expected: {left.ElementAtOrDefault(line)}\n  printed:  {right.ElementAtOrDefault(line)}";
    }
}

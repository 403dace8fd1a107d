namespace Pyl.Cli.Running;

/// <summary>What is done to source text before it is compiled, by options of the command.</summary>
internal static class SourceText
{
    /// <summary>-x: the first line is emptied; its end stays, so that lines keep their numbers.</summary>
    public static byte[] WithoutFirstLine(byte[] source)
    {
        int end = source.AsSpan().IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? [] : source[end..];
    }

    /// <summary>-c: indentation that all lines share goes, so that code may be indented as the script around it is.</summary>
    public static string Dedent(string code)
    {
        string[] lines = code.Split('\n');
        string? margin = null;
        for (int i = 0; i < lines.Length; i++)
        {
            string text = lines[i].TrimStart(' ', '\t');
            if (text.Length == 0)
            {
                // Blanks alone say nothing about the indentation.
                continue;
            }

            string indentation = lines[i][..^text.Length];
            margin = margin is null ? indentation : margin[..Common(margin, indentation)];
        }

        if (string.IsNullOrEmpty(margin))
        {
            return code;
        }

        return string.Join('\n', lines.Select(line => line.StartsWith(margin, StringComparison.Ordinal) ? line[margin.Length..] : line.TrimStart(' ', '\t')));
    }

    private static int Common(string one, string other) => one.AsSpan().CommonPrefixLength(other);
}

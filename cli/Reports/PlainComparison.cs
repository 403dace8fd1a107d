using System.Globalization;
using System.Text;
using Pyl.Cli.Comparing;

namespace Pyl.Cli.Reports;

/// <summary>The table as plain text, for files and pipes.</summary>
internal static class PlainComparison
{
    public static string Of(Comparison comparison, Verdict verdict)
    {
        string[][] rows =
        [
            ["mode", "workers", .. ComparisonText.Columns],
            .. comparison.Configurations.Select(c => (string[])[c.Mode, c.Workers.ToString(CultureInfo.InvariantCulture), .. ComparisonText.Cells(comparison, c)]),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder(ComparisonText.Title(comparison)).Append("\n\n");
        for (int i = 0; i < rows.Length; i++)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                text.Append(column == 0 ? rows[i][column].PadRight(widths[column]) : "  " + rows[i][column].PadLeft(widths[column]));
            }

            string bar = i == 0 ? "" : new string('#', ComparisonText.Bar(comparison, comparison.Configurations[i - 1]));
            text.Append("  ").Append(bar);
            while (text[^1] == ' ')
            {
                text.Length--;
            }

            text.Append('\n');
        }

        text.Append('\n');
        foreach (string note in ComparisonText.Notes(comparison))
        {
            text.Append(note).Append('\n');
        }

        return text.Append('\n').Append(verdict.Sentence).Append('\n').ToString();
    }
}

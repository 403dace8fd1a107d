using System.Globalization;
using Pyl.Cli.Comparing;
using Spectre.Console;

namespace Pyl.Cli.Reports;

/// <summary>The table on a terminal.</summary>
internal static class ComparisonTable
{
    private const int WideEnough = 110;

    public static void Show(IAnsiConsole console, Comparison comparison, Verdict verdict)
    {
        // Eighty columns are enough for everything but frames.
        bool isWide = console.Profile.Width >= WideEnough;
        Table table = new Table().Border(isWide ? TableBorder.Rounded : TableBorder.Simple);
        Padding padding = isWide ? new Padding(1, 0) : new Padding(0, 0, 1, 0);
        table.AddColumn(new TableColumn("mode").NoWrap().Padding(padding));
        foreach (string column in (IEnumerable<string>)["workers", .. ComparisonText.Columns])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap().Padding(padding));
        }

        table.AddColumn(new TableColumn("").NoWrap().Padding(padding));
        console.MarkupLine($"[bold]{Markup.Escape(ComparisonText.Title(comparison))}[/]");
        string previous = comparison.Configurations[0].Mode;
        foreach (Configuration configuration in comparison.Configurations)
        {
            if (configuration.Mode != previous)
            {
                table.AddEmptyRow();
                previous = configuration.Mode;
            }

            string colour = Colour(configuration.Mode);
            string[] cells = ComparisonText.Cells(comparison, configuration);
            if (configuration.HasFailed)
            {
                cells[0] = $"[red]{cells[0]}[/]";
            }

            string bar = new('█', ComparisonText.Bar(comparison, configuration, isWide ? ComparisonText.BarWidth : ComparisonText.BarWidth / 2));
            table.AddRow([$"[{colour}]{configuration.Mode}[/]", configuration.Workers.ToString(CultureInfo.InvariantCulture), .. cells, $"[{colour}]{bar}[/]"]);
        }

        console.Write(table);
        foreach (string note in ComparisonText.Notes(comparison))
        {
            bool isBad = note.Contains("FAILED", StringComparison.Ordinal) || note.Contains("DIFFER", StringComparison.Ordinal);
            console.MarkupLine(isBad ? $"[red]{Markup.Escape(note)}[/]" : $"[grey]{Markup.Escape(note)}[/]");
        }

        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(verdict.Sentence)}[/]");
    }

    private static string Colour(string mode) => mode switch
    {
        "gil" => "yellow",
        "subinterp" => "blue",
        _ => "green",
    };
}

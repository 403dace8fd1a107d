using System.Globalization;
using System.Text;
using Pyl.Cli.Comparing;

namespace Pyl.Cli.Reports;

/// <summary>A page with charts, complete in one file: no scripts, nothing from elsewhere. Light or dark as the reader's system is, or as chosen on the page.</summary>
internal static class ComparisonPage
{
    /// <summary>Colours have at least the contrast of WCAG 2.2 AA against their ground: 4.5 for words, 3 for lines and bars.</summary>
    private const string Style = """
        :root { color-scheme: light dark;
          --ground: light-dark(#ffffff, #14171c); --raised: light-dark(#f5f6f8, #1d2229); --ink: light-dark(#1a1d21, #e8eaed);
          --soft: light-dark(#4b5563, #b3bac5); --rule: light-dark(#d5d9e0, #3a424e); --focus: light-dark(#1d4ed8, #93c5fd);
          --gil: light-dark(#9a3412, #fdba74); --subinterp: light-dark(#1d4ed8, #93c5fd); --free: light-dark(#047857, #6ee7b7);
          --cpu: light-dark(#1e40af, #93c5fd); --waiting: light-dark(#b45309, #fcd34d); --memory: light-dark(#6d28d9, #c4b5fd); --bad: light-dark(#b91c1c, #fca5a5); }
        :root:has(#light:checked) { color-scheme: light; }
        :root:has(#dark:checked) { color-scheme: dark; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
        p { margin: .25rem 0; } .soft { color: var(--soft); }
        .verdict { font-size: 1.1rem; border-left: .3rem solid var(--focus); padding: .5rem 1rem; background: var(--raised); margin: 1rem 0; }
        .bad { border-left: .3rem solid var(--bad); padding: .5rem 1rem; background: var(--raised); } pre { white-space: pre-wrap; margin: 0; font-size: .875rem; }
        fieldset { border: 0; padding: 0; margin: 0 0 1rem; } fieldset label { margin-right: 1rem; } legend { float: left; margin-right: .75rem; color: var(--soft); }
        section { background: var(--raised); border: 1px solid var(--rule); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
        svg { width: 100%; height: auto; display: block; } .label { fill: var(--soft); font: 13px system-ui, sans-serif; } .strong { font-weight: 600; }
        .grid { stroke: var(--rule); } .ideal { stroke: var(--soft); stroke-dasharray: 5 5; fill: none; stroke-width: 1.5; } .line { fill: none; stroke-width: 2.5; }
        .line.gil { stroke: var(--gil); } .line.subinterp { stroke: var(--subinterp); stroke-dasharray: 9 3; } .line.free { stroke: var(--free); }
        text.gil, .mark.gil { fill: var(--gil); } text.subinterp, .mark.subinterp { fill: var(--subinterp); } text.free, .mark.free { fill: var(--free); }
        .part.cpu { fill: var(--cpu); } .part.waiting { fill: var(--waiting); } .part.memory { fill: var(--memory); } .part.wall { fill: var(--cpu); }
        .key { display: inline-block; width: .9rem; height: .9rem; border-radius: .15rem; vertical-align: -.1rem; margin: 0 .35rem 0 1rem; } .key.cpu { background: var(--cpu); margin-left: 0; } .key.waiting { background: var(--waiting); }
        .mark:focus { outline: 3px solid var(--focus); outline-offset: 2px; } :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; } thead th { color: var(--soft); font-weight: 600; }
        """;

    public static string Of(Comparison comparison, Verdict verdict)
    {
        string script = Svg.Escape(string.Join(' ', [Path.GetFileName(comparison.Script), .. comparison.Arguments]));
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>pyl compare: {script}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n{Style}\n</style>\n</head>\n<body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<header>\n<h1>{script}</h1>\n<p class=\"soft\">{Svg.Escape(ComparisonText.Title(comparison))}</p>\n");
        page.Append("<fieldset><legend>Colours</legend>");
        foreach ((string id, string name) in (ReadOnlySpan<(string, string)>)[("auto", "as the system"), ("light", "light"), ("dark", "dark")])
        {
            page.Append(CultureInfo.InvariantCulture, $"<label><input type=\"radio\" name=\"colours\" id=\"{id}\"{(id == "auto" ? " checked" : "")}> {name}</label>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</fieldset>\n</header>\n<main>\n<p class=\"verdict\" id=\"verdict\">{Svg.Escape(verdict.Sentence)}</p>\n");
        foreach (string note in ComparisonText.Notes(comparison))
        {
            bool isBad = note.Contains('\n') || note.Contains("FAILED", StringComparison.Ordinal);
            page.Append(isBad ? $"<div class=\"bad\"><pre>{Svg.Escape(note)}</pre></div>\n" : $"<p class=\"soft\">{Svg.Escape(note)}</p>\n");
        }

        if (comparison.Succeeded.Any())
        {
            AppendCharts(page, comparison);
        }

        AppendTable(page, comparison);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendCharts(StringBuilder page, Comparison comparison)
    {
        if (comparison.Workers.Count > 1)
        {
            AppendChart(page, "Speed-up by workers", $"How many times as fast as with {comparison.Workers.Min()} in the same mode; higher is better.", ComparisonCharts.SpeedUp(comparison));
        }
        else
        {
            AppendChart(page, "Wall time", "In seconds; shorter is better.", ComparisonCharts.Wall(comparison));
        }

        AppendChart(
            page,
            "CPU time and waiting for the GIL",
            "In seconds, all threads together. <span class=\"key cpu\"></span>CPU time<span class=\"key waiting\"></span>waiting for the GIL",
            ComparisonCharts.Waiting(comparison));
        AppendChart(page, "Memory", "The most that a run had, in megabytes.", ComparisonCharts.Memory(comparison));
    }

    private static void AppendChart(StringBuilder page, string title, string caption, Svg chart) =>
        page.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{title}</h2>\n<p class=\"soft\">{caption}</p>\n{chart}\n</section>\n");

    private static void AppendTable(StringBuilder page, Comparison comparison)
    {
        page.Append("<section>\n<h2>All figures</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All figures\">\n<table>\n<thead><tr>");
        foreach (string column in (IEnumerable<string>)["mode", "workers", .. ComparisonText.Columns])
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{column}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (Configuration configuration in comparison.Configurations)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{configuration.Mode}</th><td>{configuration.Workers}</td>");
            foreach (string cell in ComparisonText.Cells(comparison, configuration))
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{cell}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n</section>\n");
    }
}

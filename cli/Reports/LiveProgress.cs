using System.Globalization;
using Pyl.Cli.Comparing;
using Spectre.Console;

namespace Pyl.Cli.Reports;

/// <summary>A bar with the run that is under way, and the time that the rest may take.</summary>
internal sealed class LiveProgress(IAnsiConsole console, Comparison comparison) : IComparisonProgress
{
    private ProgressTask? _task;

    public void Show(Action<IComparisonProgress> work) => console.Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            _task = context.AddTask("starting", maxValue: comparison.Configurations.Count * comparison.Rounds);
            work(this);
        });

    public void Begin(int round, Configuration configuration) =>
        _task!.Description = string.Create(CultureInfo.InvariantCulture, $"round {round} of {comparison.Rounds}: {configuration.Name}");

    public void End(Configuration configuration, Run run) => _task!.Increment(1 + (run.Succeeded ? 0 : comparison.Rounds - configuration.Runs.Count));
}

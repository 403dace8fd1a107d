using System.Globalization;
using Pyl.Cli.Comparing;
using Pyl.Cli.Running;

namespace Pyl.Cli.Reports;

/// <summary>A line for each run.</summary>
internal sealed class PlainProgress(Comparison comparison) : IComparisonProgress
{
    private int _round;

    public void Show(Action<IComparisonProgress> work) => work(this);

    public void Begin(int round, Configuration configuration) => _round = round;

    public void End(Configuration configuration, Run run)
    {
        string end = run.Succeeded ? "" : run.Status is { } status ? $", exit status {status.ToString(CultureInfo.InvariantCulture)}" : ", ended: it took too long";
        CommandOutput.WriteError(string.Create(CultureInfo.InvariantCulture, $"round {_round} of {comparison.Rounds}: {configuration.Name}: {run.Wall:F2} s{end}\n"));
    }
}

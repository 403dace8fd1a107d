using Pyl.Cli.Comparing;

namespace Pyl.Cli.Reports;

/// <summary>Shows how far a comparison has come, on standard error.</summary>
internal interface IComparisonProgress
{
    /// <summary>Runs the comparison and shows it meanwhile.</summary>
    void Show(Action<IComparisonProgress> work);

    /// <summary>A run begins.</summary>
    void Begin(int round, Configuration configuration);

    /// <summary>A run has ended.</summary>
    void End(Configuration configuration, Run run);
}

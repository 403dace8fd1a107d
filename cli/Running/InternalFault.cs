namespace Pyl.Cli.Running;

/// <summary>A .NET exception that nothing has translated: a fault of Pyl, shown as an error of Python's and never as a .NET trace.</summary>
internal static class InternalFault
{
    private const int Status = 1;

    /// <summary>Says it on standard error; the status for the process.</summary>
    public static int Report(Exception fault)
    {
        bool isDebug = Environment.GetEnvironmentVariable("PYL_DEBUG") == "1";
        CommandOutput.WriteError(
            $"SystemError: internal error in Pyl ({fault.GetType().Name}: {fault.Message})\n"
            + (isDebug ? $"{fault}\n" : "Please report it with the program that shows it; PYL_DEBUG=1 shows where it happened.\n"));
        return Status;
    }
}

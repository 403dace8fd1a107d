using Pyl.Cli.Commands;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Running;

namespace Pyl.Cli;

internal static class Program
{
    /// <summary>Natives recurse on the C# stack (repr of nested lists, comparison): the main thread has plenty.</summary>
    private const int StackSize = 256 << 20;

    private static int Main(string[] arguments)
    {
        int status = 0;
        var thread = new Thread(() => status = Run(arguments), StackSize);
        thread.Start();
        thread.Join();
        return status;
    }

    private static int Run(string[] arguments)
    {
        string command = arguments is [DisassembleCommand.Name or CompareCommand.Name, ..] ? arguments[0] : "";
        try
        {
            return command switch
            {
                "" => RunCommand.Run(arguments),
                _ => RunSubcommand(command, arguments),
            };
        }
        catch (UsageException fault)
        {
            if (fault.ShowUsage)
            {
                CommandOutput.WriteError($"{fault.Message}\n{Usage(command)}");
            }
            else
            {
                CommandOutput.Error(fault.Message);
            }

            return fault.Status;
        }
        catch (Exception fault)
        {
            return InternalFault.Report(fault);
        }
    }

    private static int RunSubcommand(string command, string[] arguments) =>
        command == DisassembleCommand.Name ? DisassembleCommand.Run(arguments[1..]) : CompareCommand.Run(arguments[1..]);

    private static string Usage(string command) => command switch
    {
        DisassembleCommand.Name => DisassembleOptions.Usage,
        CompareCommand.Name => ComparisonOptions.Usage,
        _ => HelpText.Usage,
    };
}

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
        bool isDisassembly = arguments is [DisassembleCommand.Name, ..];
        try
        {
            return isDisassembly ? DisassembleCommand.Run(arguments[1..]) : RunCommand.Run(arguments);
        }
        catch (UsageException fault)
        {
            if (fault.ShowUsage)
            {
                CommandOutput.WriteError($"{fault.Message}\n{(isDisassembly ? DisassembleOptions.Usage : HelpText.Usage)}");
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
}

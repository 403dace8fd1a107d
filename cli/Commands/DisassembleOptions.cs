using Pyl.Cli.CommandLine;
using Pyl.Cli.Running;

namespace Pyl.Cli.Commands;

/// <summary>The command line of `pyl dis`.</summary>
internal sealed class DisassembleOptions
{
    /// <summary>--help.</summary>
    public const string Help = $"""
        usage: {CommandOutput.Program} dis [option] ... (FILE | -c CODE | -)

        Show the bytecode that a program is compiled to: for each function and class its
        parameters and locals, its instructions with source line, offset and operands by
        name, and its exception table. Nothing is run, but for --caches.

        Programs:
        FILE            : a script (.pyl or .py)
        -c CODE         : program passed in as string
        -               : program read from stdin

        Options:
        --function NAME : only the function or class of that name (f, Class.method),
                          with what is nested in it
        --caches        : run the program first, then show beside the instructions what
                          their inline caches have learned; its own output comes first
        -O, -OO         : compile as these options of {CommandOutput.Program} do
        -h, --help      : print this help message and exit

        How to read it: t0, t1, ... are temporaries; the first operand is the one that is
        written. L1, L2, ... are places that are jumped to. The effect of every opcode is
        in docs/internals/opcodes.md.

        """;

    /// <summary>What follows a message about a command line that is not valid.</summary>
    public const string Usage = $"""
        usage: {CommandOutput.Program} dis [--function NAME] [--caches] [-O] (FILE | -c CODE | -)
        Try `{CommandOutput.Program} dis --help' for more information.

        """;

    /// <summary>The program, as the command itself would run it.</summary>
    public CommandLineOptions Program { get; } = new() { Kind = ProgramKind.StandardInput };

    /// <summary>--function; null for all.</summary>
    public string? Function { get; private set; }

    /// <summary>--caches.</summary>
    public bool ShowCaches { get; private set; }

    /// <summary>--help.</summary>
    public bool ShowHelp { get; private set; }

    /// <summary>Reads what follows the word dis; <see cref="UsageException"/> for what is not valid.</summary>
    public static DisassembleOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new DisassembleOptions();
        bool hasProgram = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            switch (argument)
            {
                case "-h" or "--help":
                    options.ShowHelp = true;
                    return options;
                case "--caches":
                    options.ShowCaches = true;
                    break;
                case "-O":
                    options.Program.Optimize = 1;
                    break;
                case "-OO":
                    options.Program.Optimize = 2;
                    break;
                case "--function":
                    options.Function = Value(arguments, ref i);
                    break;
                case "-c":
                    options.Program.Program = Value(arguments, ref i);
                    options.SetProgram(ProgramKind.Code, ref hasProgram);
                    break;
                default:
                    if (argument.StartsWith("--function=", StringComparison.Ordinal))
                    {
                        options.Function = argument["--function=".Length..];
                        break;
                    }

                    if (argument.StartsWith('-') && argument != "-")
                    {
                        throw new UsageException($"Unknown option: {argument}");
                    }

                    options.Program.Program = argument;
                    options.SetProgram(argument == "-" ? ProgramKind.StandardInput : ProgramKind.File, ref hasProgram);
                    break;
            }
        }

        return hasProgram ? options : throw new UsageException("A program is expected: FILE, -c CODE or -");
    }

    private static string Value(IReadOnlyList<string> arguments, ref int i) =>
        ++i < arguments.Count ? arguments[i] : throw new UsageException($"Argument expected for the {arguments[i - 1]} option");

    private void SetProgram(ProgramKind kind, ref bool hasProgram)
    {
        if (hasProgram)
        {
            throw new UsageException($"One program only, '{Program.Program}' is a second one");
        }

        hasProgram = true;
        Program.Kind = kind;
    }
}

namespace Pyl.Cli.CommandLine;

/// <summary>What kind of program the command line names.</summary>
internal enum ProgramKind
{
    /// <summary>Standard input: the prompt when that is a terminal, else a program to be read whole.</summary>
    StandardInput,

    /// <summary>A script file, or a folder with __main__.</summary>
    File,

    /// <summary>-c.</summary>
    Code,

    /// <summary>-m.</summary>
    Module,
}

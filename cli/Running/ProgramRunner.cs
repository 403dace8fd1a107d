using Pyl.Cli.CommandLine;
using Pyl.VM.Embedding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Cli.Running;

/// <summary>Runs the program that the command line names in __main__ (CPython Modules/main.c pymain_run_python).</summary>
internal static class ProgramRunner
{
    /// <summary>Runs it; the status for the process.</summary>
    public static int Run(PylRuntime runtime, CommandLineOptions options)
    {
        switch (options.Kind)
        {
            case ProgramKind.Module:
                return runtime.RunModule(options.Program);
            case ProgramKind.StandardInput when runtime.Interpreter.Sys.Namespace.GetName(StrObject.Intern("stdin")).IsNone:
                // The process was started with the descriptor closed; what has its number now is .NET's own.
                return 0;
            case ProgramKind.File when !options.SkipFirstLine:
                string path = SettingsBuilder.Absolute(options.Program);
                Span<byte> head = stackalloc byte[ArchivePath.HeadLength];
                return SystemFiles.IsReadable(path, head) ? ArchivePath.IsArchive(path, head) ? runtime.RunArchive(path) : runtime.RunFile(path)
                    : Directory.Exists(path) ? runtime.RunFolder(path)
                    : !ProgramText.TryOpen(path, out ProgramText? once) ? ProgramText.CannotOpen
                    : once is null ? runtime.RunFile(path)
                    : runtime.RunSource(once.Bytes, once.Name, isFile: true);
            default:
                return ProgramText.Read(options) is { } text
                    ? runtime.RunSource(text.Bytes, text.Name, isFile: options.Kind != ProgramKind.Code)
                    : ProgramText.CannotOpen;
        }
    }
}

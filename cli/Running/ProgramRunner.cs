using System.Text;
using Pyl.Cli.CommandLine;
using Pyl.VM.Embedding;
using Pyl.VM.Runtime;

namespace Pyl.Cli.Running;

/// <summary>Runs the program that the command line names in __main__ (CPython Modules/main.c pymain_run_python).</summary>
internal static class ProgramRunner
{
    /// <summary>The name of code given with -c.</summary>
    private const string CodeName = "<string>";

    /// <summary>The name of a program read from standard input.</summary>
    private const string InputName = "<stdin>";

    /// <summary>The status when the script cannot be opened.</summary>
    private const int CannotOpen = 2;

    private const int NotDirectory = 20;

    /// <summary>Runs it; the status for the process.</summary>
    public static int Run(PylRuntime runtime, CommandLineOptions options) => options.Kind switch
    {
        ProgramKind.Code => RunCode(runtime, options.Program),
        ProgramKind.Module => runtime.RunModule(options.Program),
        ProgramKind.File => RunFile(runtime, options),
        _ => RunInput(runtime, options),
    };

    private static int RunCode(PylRuntime runtime, string code)
    {
        string text = SourceText.Dedent(code) + "\n";
        SourceLines.Register(CodeName, text);
        return runtime.RunSource(Encoding.UTF8.GetBytes(text), CodeName);
    }

    private static int RunInput(PylRuntime runtime, CommandLineOptions options)
    {
        using Stream input = Console.OpenStandardInput();
        using var text = new MemoryStream();
        input.CopyTo(text);
        byte[] source = text.ToArray();
        return runtime.RunSource(options.SkipFirstLine ? SourceText.WithoutFirstLine(source) : source, InputName, isFile: true);
    }

    private static int RunFile(PylRuntime runtime, CommandLineOptions options)
    {
        string path = SettingsBuilder.Absolute(options.Program);
        if (Directory.Exists(path))
        {
            return runtime.RunFolder(path);
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            if (options.SkipFirstLine)
            {
                var source = new MemoryStream();
                file.CopyTo(source);
                return runtime.RunSource(SourceText.WithoutFirstLine(source.ToArray()), path, isFile: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            int errno = IsBelowFile(path) ? NotDirectory : OSErrors.Number(fault);
            CommandOutput.Error($"can't open file '{path}': [Errno {errno}] {OSErrors.Describe(errno)}");
            return CannotOpen;
        }

        return runtime.RunFile(path);
    }

    /// <summary>.NET does not tell a missing folder from a file where a folder should be.</summary>
    private static bool IsBelowFile(string path)
    {
        for (string? folder = Path.GetDirectoryName(path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
            {
                return false;
            }

            if (File.Exists(folder))
            {
                return true;
            }
        }

        return false;
    }
}

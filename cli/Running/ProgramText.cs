using System.Text;
using Pyl.Cli.CommandLine;
using Pyl.VM.Runtime;

namespace Pyl.Cli.Running;

/// <summary>The source of a program that the command line names, with its name in tracebacks.</summary>
/// <param name="Bytes">The text, to be decoded by its encoding line.</param>
/// <param name="Name">Its name in tracebacks.</param>
internal sealed record ProgramText(byte[] Bytes, string Name)
{
    /// <summary>The name of code given with -c.</summary>
    public const string CodeName = "<string>";

    /// <summary>The name of a program read from standard input.</summary>
    public const string InputName = "<stdin>";

    /// <summary>The status when the script cannot be opened.</summary>
    public const int CannotOpen = 2;

    private const int NotDirectory = 20;

    /// <summary>Reads the program; null when it cannot be opened, which is said on standard error.</summary>
    public static ProgramText? Read(CommandLineOptions options)
    {
        ProgramText? text = options.Kind switch
        {
            ProgramKind.Code => OfCode(options.Program),
            ProgramKind.StandardInput => new ProgramText(ReadAll(Console.OpenStandardInput()), InputName),
            _ => OfFile(SettingsBuilder.Absolute(options.Program)),
        };
        return text is not null && options.SkipFirstLine ? text with { Bytes = SourceText.WithoutFirstLine(text.Bytes) } : text;
    }

    /// <summary>False when the file cannot be opened, which is said on standard error.</summary>
    public static bool CanOpen(string path) => TryOpen(path, static file => File.OpenHandle(file).Dispose());

    /// <summary>As <see cref="CanOpen"/>; of what can be read only once, a pipe say, there is the text then.</summary>
    public static bool TryOpen(string path, out ProgramText? text)
    {
        ProgramText? once = null;
        bool isOpen = TryOpen(path, file =>
        {
            using FileStream stream = File.OpenRead(file);
            once = stream.CanSeek ? null : new ProgramText(ReadAll(stream), file);
        });
        text = once;
        return isOpen;
    }

    private static ProgramText OfCode(string code)
    {
        string text = SourceText.Dedent(code) + "\n";
        SourceLines.Register(CodeName, text);
        return new ProgramText(Encoding.UTF8.GetBytes(text), CodeName);
    }

    private static ProgramText? OfFile(string path)
    {
        byte[] bytes = [];
        return TryOpen(path, file => bytes = ReadFile(file)) ? new ProgramText(bytes, path) : null;
    }

    private static bool TryOpen(string path, Action<string> use)
    {
        try
        {
            use(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            int errno = IsBelowFile(path) ? NotDirectory : OSErrors.Number(fault);
            CommandOutput.Error($"can't open file '{path}': [Errno {errno}] {OSErrors.Describe(errno)}");
            return false;
        }
    }

    private static byte[] ReadFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return ReadAll(file);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
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

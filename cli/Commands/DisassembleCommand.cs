using Pyl.Bytecode;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Running;
using Pyl.VM.Embedding;

namespace Pyl.Cli.Commands;

/// <summary>`pyl dis`: shows the bytecode of a program.</summary>
internal static class DisassembleCommand
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "dis";

    private const int Failed = 1;

    /// <summary>Runs it with what follows its name; the status for the process.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        DisassembleOptions options = DisassembleOptions.Parse(arguments);
        if (options.ShowHelp)
        {
            CommandOutput.Write(DisassembleOptions.Help);
            return 0;
        }

        if (ProgramText.Read(options.Program) is not { } text)
        {
            return ProgramText.CannotOpen;
        }

        using PylRuntime runtime = RuntimeFactory.Create(options.Program, arguments);
        if (runtime.Compile(text.Bytes, text.Name) is not { } code)
        {
            return runtime.Exit(runtime.Status(succeeded: false));
        }

        int status = 0;
        Func<CodeObject, int, string?>? notes = null;
        if (options.ShowCaches)
        {
            status = runtime.RunWithCaches(code, out notes);
            status = runtime.Exit(status);
        }

        return Show(code, options.Function, notes) ? status : Failed;
    }

    private static bool Show(CodeObject code, string? function, Func<CodeObject, int, string?>? notes)
    {
        List<CodeObject> chosen = function is null ? [code] : Find(code, function);
        if (chosen.Count == 0)
        {
            CommandOutput.Error($"there is no function or class '{function}' in the program");
            return false;
        }

        using var listing = new StringWriter { NewLine = "\n" };
        for (int i = 0; i < chosen.Count; i++)
        {
            if (i > 0)
            {
                listing.WriteLine();
            }

            Disassembler.Disassemble(chosen[i], listing, includeNested: true, notes);
        }

        CommandOutput.Write(listing.ToString());
        return true;
    }

    /// <summary>The code objects of that qualified name or, if there is none, of that plain name.</summary>
    private static List<CodeObject> Find(CodeObject root, string name)
    {
        var all = new List<CodeObject>();
        var work = new Stack<CodeObject>([root]);
        while (work.TryPop(out CodeObject? code))
        {
            all.Add(code);
            foreach (CodeObject nested in code.Constants.OfType<CodeObject>().Reverse())
            {
                work.Push(nested);
            }
        }

        List<CodeObject> exact = all.FindAll(code => code.QualifiedName == name);
        return exact.Count > 0 ? exact : all.FindAll(code => code.Name == name);
    }
}

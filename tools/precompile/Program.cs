using Pyl.Bytecode;
using Pyl.Compiler;

namespace Pyl.Precompile;

/// <summary>
/// Compiles a folder of modules when the library is built: for each source a file of code in the output folder.
/// Errors are told in the form that MSBuild takes over.
/// </summary>
internal static class Program
{
    private const string SourceSuffix = ".pyl";
    private const string CodeSuffix = ".pylc";
    private const string Init = "__init__";

    private static int Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("usage: Pyl.Precompile SOURCES OUTPUT");
            return 2;
        }

        // Deep nesting needs stack, as in the interpreter.
        int status = 0;
        var thread = new Thread(() => status = CompileAll(arguments[0], arguments[1]), 64 << 20);
        thread.Start();
        thread.Join();
        return status;
    }

    private static int CompileAll(string sources, string output)
    {
        int failures = 0;
        DateTime compiler = Directory.EnumerateFiles(AppContext.BaseDirectory, "Pyl.*.dll").Max(File.GetLastWriteTimeUtc);
        foreach (string source in Directory.EnumerateFiles(sources, "*" + SourceSuffix, SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(sources, source);
            string target = Path.Combine(output, Path.ChangeExtension(relative, CodeSuffix));
            DateTime made = File.GetLastWriteTimeUtc(target);
            if (made > File.GetLastWriteTimeUtc(source) && made > compiler)
            {
                continue;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, Compile(source, ModuleName(relative)));
            }
            catch (SourceException error)
            {
                Console.Error.WriteLine($"{source}({error.Line},{error.Offset}): error PYL0001: {error.Message}");
                failures++;
            }
        }

        return failures == 0 ? 0 : 1;
    }

    private static byte[] Compile(string source, string module)
    {
        var compiler = new SourceCompiler();
        CodeObject code = compiler.Compile(File.ReadAllBytes(source), $"<frozen {module}>", CompileMode.Module, default, new List<CompileWarning>());
        return CodeObjectSerializer.Serialize(code);
    }

    private static string ModuleName(string relative)
    {
        string[] parts = Path.ChangeExtension(relative, null).Split(Path.DirectorySeparatorChar);
        return string.Join('.', parts[^1] == Init ? parts[..^1] : parts);
    }
}

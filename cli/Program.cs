using Pyl.Compiler;
using Pyl.Compiler.Parsing;
using Pyl.Stdlib;
using Pyl.VM.Embedding;
using Pyl.VM.Parallelism;
using Pyl.VM.Text;

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
        CharacterNames.Lookup = static name => UnicodeNames.Find(name) is >= 0 and int point ? char.ConvertFromUtf32(point) : null;
        var compiler = new SourceCompiler();
        using var runtime = new PylRuntime(new SingleThreadedMode(), compiler, new RuntimeSettings(), new StandardLibrary(compiler));
        return runtime.Exit(runtime.RunFile(arguments[0]));
    }
}

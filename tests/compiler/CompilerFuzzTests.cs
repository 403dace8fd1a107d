using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.Compiler.Parsing;
using Pyl.Tests;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>
/// Programs made at random, and real ones with their lines shuffled: the compiler refuses them with a
/// <see cref="PylSyntaxException"/> or makes code that passes the verifier and survives being written and read.
/// </summary>
public sealed class CompilerFuzzTests
{
    [Fact]
    public void RandomProgramsGiveCodeThatVerifies()
    {
        var compiled = 0;
        FuzzRun.For(3, round => compiled += Try(round, new RandomProgram(round.Random).Module()) ? 1 : 0);
        Assert.True(compiled > 0, "no program compiled: the generator is of no use");
    }

    [Fact]
    public void ShuffledScriptsGiveCodeThatVerifies()
    {
        string[] scripts = [.. Directory.EnumerateFiles(Path.Combine(Tests(), "lang"), "*.pyl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(text => text.Length is > 0 and < 4000)];
        FuzzRun.For(3, round =>
        {
            var random = round.Random;
            var source = scripts[random.Next(scripts.Length)];
            Try(round, random.Next(3) == 0
                ? SourceDamage.Characters(source, random)
                : SourceDamage.Lines(source, scripts[random.Next(scripts.Length)], random));
        });
    }

    private static bool Try(FuzzRun.Round round, string source)
    {
        round.Subject = source;
        CodeObject code;
        try
        {
            code = round.Random.Next(4) switch
            {
                0 => PylCompiler.CompileInteractive(source, "f", warnings: []),
                1 => PylCompiler.CompileModule(source, "f", new CompilerOptions { OptimizationLevel = 2 }, []),
                2 => PylCompiler.CompileModule(source, "f", new CompilerOptions { NamesAreGlobals = false }, []),
                _ => PylCompiler.CompileModule(source, "f", warnings: []),
            };
        }
        catch (PylSyntaxException)
        {
            return false;
        }

        var text = Disassembler.Disassemble(code);
        Assert.Empty(Verifier.Verify(code).Select(error => $"{error}"));
        Assert.Equal(text, Disassembler.Disassemble(CodeObjectSerializer.DeserializeVerified(CodeObjectSerializer.Serialize(code))));
        return true;
    }

    private static string Tests([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetDirectoryName(path))!;
}

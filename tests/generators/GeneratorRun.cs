using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pyl.Generators.Tests;

/// <summary>Runs one generator over sources and stand-ins.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] s_references =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    private readonly GeneratorDriverRunResult _result;

    private GeneratorRun(GeneratorDriverRunResult result, Compilation compilation)
    {
        _result = result;
        Errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).ToArray();
    }

    /// <summary>Errors of compiling the sources together with what was generated.</summary>
    public string[] Errors { get; }

    /// <summary>The generator's diagnostics, one a line: id, the text they point to, message.</summary>
    public string Diagnostics => string.Join("\n", _result.Diagnostics.Select(d => $"{d.Id} {d.GetMessage()}").Order(StringComparer.Ordinal));

    public static GeneratorRun Of(IIncrementalGenerator generator, string source, params string[] standins)
    {
        CSharpCompilation compilation = Compile(source, standins);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: s_parseOptions);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return new GeneratorRun(driver.GetRunResult(), output);
    }

    /// <summary>Runs twice, the second time with an unrelated file added, and gives the reasons of the output steps.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> RerunReasons(IIncrementalGenerator generator, string source, string added, params string[] standins)
    {
        CSharpCompilation compilation = Compile(source, standins);
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: s_parseOptions, driverOptions: options);
        driver = driver.RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(added, s_parseOptions)));
        return driver.GetRunResult().Results[0].TrackedOutputSteps
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason)
            .ToArray();
    }

    /// <summary>The text of a generated file.</summary>
    public string File(string name) => _result.GeneratedTrees.Single(t => Path.GetFileName(t.FilePath) == name).ToString();

    private static CSharpCompilation Compile(string source, string[] standins)
    {
        var trees = standins.Select(Resource).Append(source).Select(text => CSharpSyntaxTree.ParseText(text, s_parseOptions));
        return CSharpCompilation.Create(
            "Pyl.Sample",
            trees,
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

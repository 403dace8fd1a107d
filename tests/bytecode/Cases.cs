using System.Runtime.CompilerServices;
using Pyl.Compiler;

namespace Pyl.Bytecode.Tests;

/// <summary>
/// The sources of the snapshots: <c>AREA/CASE.pyl</c> beside this file. A word between the case's name and the ending says how it
/// is compiled: <c>exec</c>, <c>eval</c>, <c>single</c>, <c>O</c>, <c>OO</c>.
/// </summary>
internal static class Cases
{
    /// <summary>The folder of this file.</summary>
    public static string Folder { get; } = FolderOf();

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Folder, "..", ".."));

    /// <summary>Areas and names of the cases, without their ending.</summary>
    public static IEnumerable<string> All() => Directory.EnumerateFiles(Folder, "*.pyl", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')[..^".pyl".Length])
        .Where(name => !name.StartsWith("bin/", StringComparison.Ordinal) && !name.StartsWith("obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The text of a case.</summary>
    public static string SourceOf(string name) => File.ReadAllText(Path.Combine(Folder, name + ".pyl"));

    /// <summary>Compiles a case in its own way.</summary>
    public static CodeObject Compile(string name)
    {
        var source = SourceOf(name);
        var file = Path.GetFileName(name) + ".pyl";
        return Path.GetExtension(name) switch
        {
            ".exec" => PylCompiler.CompileModule(source, file, new CompilerOptions { NamesAreGlobals = false }),
            ".eval" => PylCompiler.CompileExpression(source.TrimEnd(), file, new CompilerOptions { NamesAreGlobals = false }),
            ".single" => PylCompiler.CompileInteractive(source, file),
            ".O" => PylCompiler.CompileModule(source, file, new CompilerOptions { OptimizationLevel = 1 }),
            ".OO" => PylCompiler.CompileModule(source, file, new CompilerOptions { OptimizationLevel = 2 }),
            _ => PylCompiler.CompileModule(source, file),
        };
    }

    /// <summary>A code object and all that are nested in it.</summary>
    public static IEnumerable<CodeObject> WithNested(CodeObject code) =>
        code.Constants.OfType<CodeObject>().SelectMany(WithNested).Prepend(code);

    private static string FolderOf([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

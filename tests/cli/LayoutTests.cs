using System.Xml.Linq;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>Holds the repository to its layout (docs/architecture.md): who may know whom, and files of a size that can be read.</summary>
public class LayoutTests
{
    private const int MostLines = 600;

    /// <summary>Projects and what each may be linked with. What is only built first, or runs inside the C# compiler, is no link.</summary>
    private static readonly Dictionary<string, string[]> s_links = new()
    {
        ["generators"] = [],
        ["grammar"] = [],
        ["bytecode"] = [],
        ["compiler"] = ["grammar", "bytecode"],
        ["vm"] = ["bytecode"],
        ["stdlib"] = ["vm"],
        ["cli"] = ["compiler", "vm", "stdlib"],
        ["examples/embedding"] = ["compiler", "vm", "stdlib"],
        ["tools/precompile"] = ["compiler"],
    };

    /// <summary>Longer files that are to be split: none, and nothing is added.</summary>
    private static readonly string[] s_tooLong = [];

    [Fact]
    public void Projects_know_only_what_they_may()
    {
        var found = new SortedDictionary<string, string>();
        foreach (string project in SourceFiles("*.csproj").Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)))
        {
            string folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
            IEnumerable<string> links = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
                .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
                .Select(r => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Repository.Root, folder, (string)r.Attribute("Include")!)))!).Replace('\\', '/'));
            found[folder] = string.Join(' ', links.Order(StringComparer.Ordinal));
        }

        var allowed = new SortedDictionary<string, string>(s_links.ToDictionary(l => l.Key, l => string.Join(' ', l.Value.Order(StringComparer.Ordinal))));
        Assert.Equal(allowed, found);
    }

    [Fact]
    public void Files_can_be_read_at_a_sitting()
    {
        string[] tooLong = SourceFiles("*.cs").Concat(SourceFiles("*.pyl"))
            .Where(f => !f.StartsWith("grammar/Generated/", StringComparison.Ordinal))
            .Where(f => File.ReadLines(Path.Combine(Repository.Root, f)).Count() > MostLines)
            .Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(s_tooLong, tooLong);
    }

    /// <summary>Kernels run without the interpreter's lock: nothing that is counted may be in their reach (docs/tensor.md).</summary>
    [Fact]
    public void Kernels_know_no_objects()
    {
        string folder = Path.Combine(Repository.Root, "stdlib", "native", "Tensors", "Kernels");
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Assert.DoesNotMatch(@"Pyl\.VM|ThreadState|PyObject", string.Join('\n', File.ReadLines(file).Where(static line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))));
        }
    }

    private static IEnumerable<string> SourceFiles(string pattern) =>
        Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is "obj" or "bin" || part.StartsWith('.')));
}

using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>Runs the cases of the command: options, exit codes, errors on standard error, streams that go away.</summary>
public class CommandCaseTests
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "cli", "cases");

    public static TheoryData<string> Cases()
    {
        var names = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFiles(Folder, "*.case").Order(StringComparer.Ordinal))
        {
            names.Add(Path.GetFileNameWithoutExtension(path));
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Behaves_as_described(string name)
    {
        string problems = await CommandCase.Load(Path.Combine(Folder, name + ".case")).Check();
        Assert.True(problems.Length == 0 || !Ratchet.MustPass("cases/" + name, problems), $"{name}: {problems}");
    }
}

using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>Code kept between runs: when it is used, when it is not, and that nothing in its place can do harm.</summary>
public sealed class CodeCacheTests : IDisposable
{
    private const string ModuleText = "def twice(x):\n    return x * 2\nname = 'helper'\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("pyl-cache").FullName;

    private string Script => Path.Combine(_folder, "main.pyl");

    private string Module => Path.Combine(_folder, "helper.pyl");

    private string CacheFolder => Path.Combine(_folder, "__pylcache__");

    private string ModuleCode => Path.Combine(CacheFolder, "helper.pyl-314.pylc");

    private string UserCache => Path.Combine(_folder, "user");

    private string[] ScriptCodes => Directory.Exists(UserCache) ? Directory.GetFiles(UserCache, "*", SearchOption.AllDirectories) : [];

    public CodeCacheTests()
    {
        File.WriteAllText(Script, "import helper\nprint(helper.twice(21), helper.name)\n");
        File.WriteAllText(Module, ModuleText);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Modules_are_compiled_once()
    {
        Assert.Contains($"# wrote {ModuleCode}", (await Run("42 helper\n", "-v", Script)).Errors);
        DateTime written = File.GetLastWriteTimeUtc(ModuleCode);
        Assert.DoesNotContain("# wrote", (await Run("42 helper\n", "-v", Script)).Errors);
        Assert.Equal(written, File.GetLastWriteTimeUtc(ModuleCode));
        Assert.Equal([ModuleCode], Directory.GetFiles(CacheFolder));
        Assert.False(File.Exists(Path.Combine(CacheFolder, "main.pyl-314.pylc")));
    }

    [Fact]
    public async Task An_edited_module_is_compiled_again_whatever_its_time_says()
    {
        await Run("42 helper\n", Script);
        DateTime time = File.GetLastWriteTimeUtc(Module);
        File.WriteAllText(Module, ModuleText.Replace("* 2", "* 3"));
        File.SetLastWriteTimeUtc(Module, time);
        await Run("63 helper\n", Script);
        await Run("63 helper\n", Script);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut off")]
    [InlineData("grown")]
    [InlineData("flipped header")]
    [InlineData("flipped code")]
    [InlineData("flipped end")]
    [InlineData("other format")]
    [InlineData("other instruction set")]
    [InlineData("text")]
    [InlineData("zeros")]
    public async Task A_damaged_or_foreign_file_is_told_and_replaced(string damage)
    {
        await Run("42 helper\n", Script);
        byte[] good = File.ReadAllBytes(ModuleCode);
        File.WriteAllBytes(ModuleCode, Damaged(good, damage));
        ProgramRun run = await Run("42 helper\n", "-v", Script);
        Assert.Contains($"# bad code in {ModuleCode}: ", run.Errors);
        Assert.Equal(good, File.ReadAllBytes(ModuleCode));
    }

    [Fact]
    public async Task Damage_is_not_told_without_asking()
    {
        await Run("42 helper\n", Script);
        File.WriteAllText(ModuleCode, "not code");
        Assert.Equal("", (await Run("42 helper\n", Script)).Errors);
    }

    [Fact]
    public async Task Code_of_another_source_is_not_used()
    {
        await Run("42 helper\n", Script);
        File.WriteAllText(Path.Combine(_folder, "other.pyl"), "print('other')\n");
        await Run("other\n", "-c", "import other");
        File.Copy(Path.Combine(CacheFolder, "other.pyl-314.pylc"), ModuleCode, overwrite: true);
        await Run("42 helper\n", Script);
    }

    [Fact]
    public async Task Nothing_is_written_with_B()
    {
        await Run("42 helper\n", "-B", Script);
        File.WriteAllText(Script, "import sys\nsys.dont_write_bytecode = True\nimport helper\nprint(helper.name)\n");
        await Run("helper\n", Script);
        Assert.False(Directory.Exists(CacheFolder));
        await Run("helper\n", new RunOptions { Environment = [("XDG_CACHE_HOME", UserCache), ("PYTHONDONTWRITEBYTECODE", "x")] }, "-c", "import helper; print(helper.name)");
        Assert.False(Directory.Exists(CacheFolder));
    }

    [Fact]
    public async Task Where_nothing_can_be_written_nothing_is_said()
    {
        File.WriteAllText(CacheFolder, "a file where the folder should be");
        Assert.Equal("", (await Run("42 helper\n", Script)).Errors);
    }

    [Fact]
    public async Task Levels_of_optimisation_are_kept_apart()
    {
        File.WriteAllText(Module, "def twice(x):\n    assert x < 0\n    return x * 2\nname = __debug__\n");
        await Run("42 False\n", "-O", Script);
        Assert.Equal([Path.Combine(CacheFolder, "helper.pyl-314.opt-1.pylc")], Directory.GetFiles(CacheFolder));
        Assert.Contains("AssertionError", (await Start(new RunOptions { Environment = Normal }, [Script])).Errors);
        await Run("42 False\n", "-O", Script);
    }

    [Fact]
    public async Task The_folder_can_be_elsewhere()
    {
        string prefix = Path.Combine(_folder, "elsewhere");
        await Run("42 helper\n", "-X", "pycache_prefix=" + prefix, Script);
        Assert.False(Directory.Exists(CacheFolder));
        Assert.Equal([Path.Combine(prefix, _folder.TrimStart('/'), "helper.pyl-314.pylc")], Directory.GetFiles(prefix, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Scripts_are_kept_in_the_users_folder()
    {
        await Run("42 helper\n", Script);
        string kept = Assert.Single(ScriptCodes);
        Assert.DoesNotContain("# wrote", (await Run("42 helper\n", "-v", Script)).Errors);
        File.WriteAllText(Script, "print('edited')\n");
        await Run("edited\n", Script);
        await Run("edited\n", Script);
        Assert.Equal([kept], ScriptCodes);
        File.WriteAllBytes(kept, Damaged(File.ReadAllBytes(kept), "flipped code"));
        Assert.Contains("# bad code in", (await Run("edited\n", "-v", Script)).Errors);
    }

    [Fact]
    public async Task A_script_warns_at_every_run()
    {
        File.WriteAllText(Script, "print(1 is 1)\n");
        for (int i = 0; i < 2; i++)
        {
            Assert.Contains("SyntaxWarning", (await Run("True\n", Script)).Errors);
        }

        Assert.Empty(ScriptCodes);
    }

    private IReadOnlyList<(string, string)> Normal => [("XDG_CACHE_HOME", UserCache), ("PYTHONDONTWRITEBYTECODE", "")];

    private static byte[] Damaged(byte[] good, string damage)
    {
        // The key of the source (4 + 16 bytes), then the serializer's header (36), then the code.
        switch (damage)
        {
            case "empty":
                return [];
            case "cut off":
                return good[..^7];
            case "grown":
                return [.. good, 0];
            case "text":
                return "#!/bin/sh\n"u8.ToArray();
            case "zeros":
                return new byte[good.Length];
        }

        var bad = (byte[])good.Clone();
        int place = damage switch
        {
            "flipped header" => 1,
            "flipped code" => good.Length / 2,
            "flipped end" => good.Length - 1,
            "other format" => 24,
            _ => 28,
        };
        bad[place] ^= 0x55;
        return bad;
    }

    private Task<ProgramRun> Run(string expected, params string[] arguments) => Run(expected, new RunOptions { Environment = Normal }, arguments);

    private async Task<ProgramRun> Run(string expected, RunOptions options, params string[] arguments)
    {
        ProgramRun run = await Start(options, arguments);
        Assert.Equal(expected, run.Output);
        return run;
    }

    private Task<ProgramRun> Start(RunOptions options, string[] arguments) => ProgramRun.Start(arguments, _folder, options);
}

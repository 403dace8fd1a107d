using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>pyl compare: what it measures and says, and what it does with scripts that misbehave.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pyl-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("CPU-bound", "total = 0\nfor i in range(4_000_000):\n    total += i % 7\nprint(total)")]
    [InlineData("waiting", "import time\ntime.sleep(1)\nprint('awake')")]
    [InlineData("native", "import hashlib\nprint(hashlib.pbkdf2_hmac('sha256', b'a', b'b', 3_000_000).hex())")]
    public async Task Tells_what_a_script_spends_its_time_on(string kind, string source)
    {
        (ProgramRun run, JsonElement report) = await Compare(source, "--rounds", "1", "--modes", "gil");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(kind, report.GetProperty("verdict").GetProperty("kind").GetString());
        Assert.Contains(report.GetProperty("verdict").GetProperty("sentence").GetString()!, run.Output);
    }

    [Fact]
    public async Task Runs_each_mode_with_each_number_of_workers_in_turn()
    {
        const string Source = "import pyl, sys, threading\nprint('ready')\nprint(pyl.mode, pyl.workers, file=sys.stderr)\nfor t in [threading.Thread(target=print, args=('x',)) for _ in range(2)]: t.start()";
        (ProgramRun run, JsonElement report) = await Compare(Source, "--rounds", "2", "--workers", "1,3");
        Assert.Equal(0, run.ExitCode);
        string[] configurations = ["gil, 1 worker", "gil, 3 workers", "subinterp, 1 worker", "subinterp, 3 workers", "free, 1 worker", "free, 3 workers"];
        string[] lines = run.Errors.TrimEnd().Split('\n');
        Assert.Equal(2 * configurations.Length, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            Assert.StartsWith($"round {(i / 6) + 1} of 2: {configurations[i % 6]}: ", lines[i]);
        }

        Assert.Equal(6, report.GetProperty("configurations").GetArrayLength());
        foreach (JsonElement configuration in report.GetProperty("configurations").EnumerateArray())
        {
            Assert.Equal(2, configuration.GetProperty("runs").GetArrayLength());
            foreach (JsonElement one in configuration.GetProperty("runs").EnumerateArray())
            {
                Assert.True(one.GetProperty("wall").GetDouble() > 0);
                Assert.True(one.GetProperty("cpu").GetDouble() > 0);
                Assert.True(one.GetProperty("memory").GetInt64() > 1_000_000);
                Assert.True(one.GetProperty("threads").GetInt64() >= 3);
                Assert.True(one.GetProperty("switches").GetInt64() > 0 || configuration.GetProperty("mode").GetString() == "free");
            }
        }
    }

    [Fact]
    public async Task Scripts_read_the_number_of_workers()
    {
        string outputs = Path.Combine(_folder, "outputs");
        (_, JsonElement report) = await Compare("import pyl\nprint('#' * pyl.workers)", "--rounds", "1", "--modes", "free", "--workers", "2,5", "--outputs", outputs);
        int[] sizes = [.. report.GetProperty("configurations").EnumerateArray().Select(static c => c.GetProperty("runs")[0].GetProperty("outputBytes").GetInt32())];
        Assert.Equal([3, 6], sizes);
        Assert.Equal("##\n", File.ReadAllText(Path.Combine(outputs, "free-2.txt")));
        Assert.Equal("#####\n", File.ReadAllText(Path.Combine(outputs, "free-5.txt")));
        Assert.Equal("different", report.GetProperty("outputs").GetString());
    }

    [Fact]
    public async Task Numbers_of_workers_that_a_script_does_not_ask_for_are_not_tried()
    {
        (ProgramRun run, JsonElement report) = await Compare("print(1)", "--rounds", "1");
        Assert.Equal(3, report.GetProperty("configurations").GetArrayLength());
        Assert.Contains("does not mention pyl.workers", run.Output);
    }

    [Fact]
    public async Task A_script_that_fails_in_one_mode_is_named_with_its_traceback()
    {
        (ProgramRun run, JsonElement report) = await Compare("import pyl\ndef f():\n    raise ValueError('not here')\nif pyl.mode == 'free': f()", "--rounds", "3");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("free, 1 worker FAILED with exit status 1:\n  Traceback (most recent call last):\n", run.Output);
        Assert.Contains("ValueError: not here", run.Output);
        JsonElement free = report.GetProperty("configurations").EnumerateArray().Single(static c => c.GetProperty("failed").GetBoolean());
        Assert.Equal("free", free.GetProperty("mode").GetString());
        // What has failed once is not run again.
        Assert.Equal(1, free.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task Outputs_that_differ_are_shown_and_fail()
    {
        (ProgramRun run, _) = await Compare("import pyl\nprint('first')\nprint('mode', pyl.mode)", "--rounds", "1", "--modes", "gil,free");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("OUTPUTS DIFFER from line 2 on:\n  gil, 1 worker: mode gil\n  free, 1 worker: mode free\n", run.Output);
    }

    [Fact]
    public async Task Times_in_an_output_may_differ()
    {
        (ProgramRun run, JsonElement report) = await Compare("import time\nprint(f'took {time.perf_counter():12.6f} s')", "--rounds", "2", "--modes", "gil");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("numbers differ", report.GetProperty("outputs").GetString());
    }

    [Fact]
    public async Task Megabytes_of_output_are_compared_not_kept()
    {
        (ProgramRun run, JsonElement report) = await Compare("import sys\nline = 'x' * 999 + '\\n'\nfor _ in range(20_000): sys.stdout.write(line)\nsys.stderr.write('e' * 5_000_000)", "--rounds", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("output: 20,000 lines, the same in all runs\n", run.Output);
        Assert.Equal(20_000_000, report.GetProperty("configurations")[2].GetProperty("runs")[0].GetProperty("outputBytes").GetInt64());
        Assert.True(run.Output.Length < 5000);
    }

    [Fact]
    public async Task Every_run_reads_the_same_input()
    {
        string input = string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"line {i}\n"));
        (ProgramRun run, _) = await Compare("import sys\nlines = sys.stdin.readlines()\nprint(len(lines), lines[-1])\nif len(lines) != 50_000: sys.exit(9)", new RunOptions { Input = input }, "--rounds", "2");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Input_that_never_ends_keeps_nobody()
    {
        string script = Write("print(input())");
        var start = new ProcessStartInfo(Repository.Program, ["compare", "--rounds", "2", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync("hello\n");
        await process.StandardInput.FlushAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("1 line, the same in all runs", output);
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_ended()
    {
        (ProgramRun run, _) = await Compare("import pyl, time\nif pyl.mode == 'free': time.sleep(60)", "--rounds", "1", "--timeout", "3");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("free, 1 worker FAILED: ended after 3", run.Output);
        Assert.Empty(Children());
    }

    [Theory]
    [InlineData("import time\ntime.sleep(60)")]
    [InlineData("print(1)")]
    public async Task Ctrl_C_leaves_no_child(string source)
    {
        // Runs of the second script begin and end all the time: it must not matter when the signal comes.
        ProgramRun run = await ProgramRun.Start(["compare", "--rounds", "500", Write(source)], _folder, new RunOptions { InterruptAfter = TimeSpan.FromSeconds(2) });
        Assert.Equal(130, run.ExitCode);
        Assert.Empty(Children());
    }

    [Fact]
    public async Task Ctrl_C_reaches_processes_of_the_script()
    {
        const string Source = "import sys\nfrom multiprocessing import Process\nimport time\nif __name__ == '__main__':\n    p = Process(target=time.sleep, args=(60,))\n    p.start()\n    p.join()";
        ProgramRun run = await ProgramRun.Start(["compare", Write(Source)], _folder, new RunOptions { InterruptAfter = TimeSpan.FromSeconds(3) });
        Assert.Equal(130, run.ExitCode);
        Assert.Empty(Children());
    }

    [Fact]
    public async Task Output_that_is_no_terminal_is_plain()
    {
        (ProgramRun run, _) = await Compare("print(1)", "--rounds", "1");
        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
        Assert.All(run.Output, static c => Assert.True(c < 128));
    }

    [Fact]
    public async Task The_page_is_complete_in_one_file()
    {
        string page = Path.Combine(_folder, "page.html");
        (ProgramRun run, _) = await Compare("import pyl\nprint(pyl.workers and '<&>')", "--rounds", "1", "--html", page);
        Assert.Equal(0, run.ExitCode);
        string html = File.ReadAllText(page);
        foreach (string foreign in (string[])["http:", "https:", "<script", "@import", "url(", " src="])
        {
            Assert.DoesNotContain(foreign, html);
        }

        foreach (string chart in (string[])["speed-up", "cpu-and-waiting", "memory"])
        {
            Assert.Contains($"<svg id=\"{chart}\"", html);
        }
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_said()
    {
        ProgramRun run = await ProgramRun.Start(["compare", "--rounds", "1", "--modes", "gil", "--html", "/nowhere/page.html", Write("print(1)")], _folder, TimeSpan.FromMinutes(1));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("pyl: cannot write '/nowhere/page.html'", run.Errors);
    }

    [Fact]
    public async Task Json_on_standard_output_stands_alone()
    {
        ProgramRun run = await ProgramRun.Start(["compare", "--rounds", "1", "--json", "-", Write("print(1)")], _folder, TimeSpan.FromMinutes(1));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("same", JsonDocument.Parse(run.Output).RootElement.GetProperty("outputs").GetString());
    }

    private string Write(string source)
    {
        string script = Path.Combine(_folder, "script.pyl");
        File.WriteAllText(script, source);
        return script;
    }

    private Task<(ProgramRun Run, JsonElement Report)> Compare(string source, params string[] options) => Compare(source, new RunOptions { Timeout = TimeSpan.FromMinutes(2) }, options);

    private async Task<(ProgramRun Run, JsonElement Report)> Compare(string source, RunOptions options, params string[] arguments)
    {
        string report = Path.Combine(_folder, "report.json");
        ProgramRun run = await ProgramRun.Start(["compare", "--json", report, .. arguments, Write(source)], _folder, options);
        Assert.True(File.Exists(report), run.Output + run.Errors);
        return (run, JsonDocument.Parse(File.ReadAllText(report)).RootElement);
    }

    /// <summary>The processes that run something of this test's folder.</summary>
    private List<string> Children()
    {
        var found = new List<string>();
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(static f => char.IsDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                string command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
                if (command.Contains(_folder, StringComparison.Ordinal))
                {
                    found.Add(command);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It has just ended.
            }
        }

        return found;
    }
}

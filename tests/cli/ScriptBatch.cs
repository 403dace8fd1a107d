using System.Globalization;

namespace Pyl.Cli.Tests;

/// <summary>
/// Many scripts in one process, each in an interpreter of its own (batch.pyl): a sixth of the time that a process for each takes,
/// which is what makes it possible to run all scripts in all modes.
/// </summary>
/// <param name="Outputs">What the scripts printed, by path; those that did not end well are missing.</param>
/// <param name="Errors">What the process wrote to standard error.</param>
internal sealed record ScriptBatch(IReadOnlyDictionary<string, string> Outputs, string Errors)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>Those that would hang among others: they wait for signals, which only a main interpreter gets.</summary>
    private static readonly HashSet<string> s_alone =
        [.. File.ReadLines(Path.Combine(Repository.Tests, "alone.txt")).Select(static name => Path.Combine(Repository.Tests, name + ".pyl"))];

    /// <summary>Runs the scripts; the command gets the variables of <paramref name="environment"/>.</summary>
    public static async Task<ScriptBatch> Run(string mode, IReadOnlyList<string> all, params (string Name, string Value)[] environment)
    {
        string[] paths = [.. all.Where(static path => !s_alone.Contains(path))];
        string folder = Directory.CreateTempSubdirectory("pyl-batch-").FullName;
        try
        {
            string list = Path.Combine(folder, "list");
            await File.WriteAllLinesAsync(list, paths);
            string begun = Path.Combine(folder, "begun");
            string errors = "";
            int first = 0;
            do
            {
                string[] command = ["--mode", mode, Path.Combine(Repository.Tests, "cli", "batch.pyl"), list, folder, first.ToString(CultureInfo.InvariantCulture)];
                ProgramRun run = await ProgramRun.Start(command, folder, new RunOptions { Timeout = s_limit, Environment = environment });
                errors += run.Errors;

                // A script that has ended the process, or that the process has not got over, is left out.
                first = File.Exists(begun) ? int.Parse(await File.ReadAllTextAsync(begun), CultureInfo.InvariantCulture) + 1 : paths.Length;
                File.Delete(begun);
            }
            while (first < paths.Length);

            var outputs = new Dictionary<string, string>();
            for (int i = 0; i < paths.Length; i++)
            {
                string output = Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture));
                if (File.Exists(output))
                {
                    outputs[paths[i]] = await File.ReadAllTextAsync(output);
                }
            }

            return new ScriptBatch(outputs, errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

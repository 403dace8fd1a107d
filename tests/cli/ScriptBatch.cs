using System.Globalization;

namespace Pyl.Cli.Tests;

/// <summary>
/// Many scripts in one process, each in an interpreter of its own (batch.pyl): a sixth of the time that a process for each takes,
/// which is what makes it possible to run all scripts in all modes.
/// </summary>
internal static class ScriptBatch
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>What the scripts printed, by path; those that did not end well are missing.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Run(string mode, IReadOnlyList<string> paths)
    {
        string folder = Directory.CreateTempSubdirectory("pyl-batch-").FullName;
        try
        {
            string list = Path.Combine(folder, "list");
            await File.WriteAllLinesAsync(list, paths);
            await ProgramRun.Start(["--mode", mode, Path.Combine(Repository.Tests, "cli", "batch.pyl"), list, folder], folder, s_limit);
            var outputs = new Dictionary<string, string>();
            for (int i = 0; i < paths.Count; i++)
            {
                string output = Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture));
                if (File.Exists(output))
                {
                    outputs[paths[i]] = await File.ReadAllTextAsync(output);
                }
            }

            return outputs;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

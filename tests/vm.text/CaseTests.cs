namespace Pyl.VM.Text.Tests;

/// <summary>Runs the tables under <c>cases/</c>, whose answers are CPython 3.14's, through <see cref="OperationTable"/>.</summary>
public class CaseTests
{
    /// <summary>Another folder of tables, made by <c>generate.py 50 SEED FOLDER</c>, for a long comparison.</summary>
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("PYL_TEXT_CASES") ?? Path.Combine(AppContext.BaseDirectory, "cases");

    public static TheoryData<string> Tables => [.. Directory.GetFiles(Folder, "*.tsv").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Tables))]
    public void AnswersAsCPython(string table)
    {
        var failures = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, table + ".tsv")))
        {
            var fields = line.Split('\t');
            var expected = fields[^1];
            string actual;
            try
            {
                actual = OperationTable.Run(fields[0], fields[1..^1]);
            }
            catch (Exception e)
            {
                actual = "threw " + e;
            }
            if (actual != expected)
                failures.Add($"{fields[0]}({string.Join(", ", fields[1..^1])})\n  expected {expected}\n  actual   {actual}");
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {table} differ:\n" + string.Join("\n", failures.Take(40)));
    }
}

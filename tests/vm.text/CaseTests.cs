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
                actual = OperationTable.Run(fields[0].TrimStart('~'), fields[1..^1]);
            }
            catch (Exception e)
            {
                actual = "threw " + e;
            }
            if (actual != expected && !(fields[0][0] == '~' && IsNear(actual, expected, fields[0] == "~math.lgamma" ? 1 : 0)))
                failures.Add($"{fields[0]}({string.Join(", ", fields[1..^1])})\n  expected {expected}\n  actual   {actual}");
        }
        Assert.True(failures.Count == 0, $"{failures.Count} of {table} differ:\n" + string.Join("\n", failures.Take(40)));
    }

    // Operations marked with ~ go through the C library or our own series: some last bits differ. A part of a complex number
    // may differ by as much as the whole number's last bits. CPython's lgamma loses digits around its zeros, ours does not.
    private static bool IsNear(string actual, string expected, double leastSize)
    {
        if (actual.StartsWith('!') || expected.StartsWith('!') || actual.StartsWith("threw") || actual.Contains("nan") || expected.Contains("nan"))
            return false;
        var (a, b) = (actual.Split(' '), expected.Split(' '));
        var size = Math.Max(leastSize, b.Max(part => Math.Abs(CaseText.Double(part))));
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (CaseText.Double(a[i]), CaseText.Double(b[i]));
            if (x == y && double.IsNegative(x) == double.IsNegative(y))
                continue;
            if (!double.IsFinite(x) || !double.IsFinite(y) || Math.Abs(x - y) > 16 * Math.BitIncrement(size) - 16 * size)
                return false;
        }
        return true;
    }
}

namespace Pyl.VM.Text.Tests;

/// <summary>The operations that the case tables name, by group.</summary>
internal static class OperationTable
{
    private static readonly Dictionary<string, Func<string[], string>> Operations = new[]
    {
        FloatOperations.All,
        IntOperations.All,
        FormatOperations.All,
        MathOperations.All,
        RandomOperations.All,
        UnicodeOperations.All,
        CodecOperations.All,
        ArithmeticOperations.All,
    }.SelectMany(group => group).ToDictionary(entry => entry.Key, entry => entry.Value);

    public static string Run(string operation, string[] arguments) => Operations[operation](arguments);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Pyl.Cli.Running;

/// <summary>
/// What the command itself says, as against its program. It does not go through .NET's console, whose set-up costs several
/// milliseconds and changes the terminal. Not inlined, because its library is loaded with the first method that may use it.
/// </summary>
internal static class CommandOutput
{
    /// <summary>The name of the command in its messages.</summary>
    public const string Program = "pyl";

    /// <summary>Writes a message to standard error, after the command's name.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Error(string message) => Write(Console.OpenStandardError(), $"{Program}: {message}\n");

    /// <summary>Writes text to standard error as it is.</summary>
    public static void WriteError(string text)
    {
        // To open a stream for nothing would take a twentieth of the shortest program's time.
        if (text.Length > 0)
        {
            WriteSome(text);
        }
    }

    /// <summary>Writes text to standard output as it is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(string text) => Write(Console.OpenStandardOutput(), text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteSome(string text) => Write(Console.OpenStandardError(), text);

    private static void Write(Stream stream, string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush();
        }
        catch (IOException)
        {
            // Nobody reads: there is nowhere to say it.
        }
    }
}

using Pyl.Cli.Running;
using Pyl.VM.Embedding;

namespace Pyl.Cli.Repl;

/// <summary>Lines of a standard input that is no terminal, or one that cannot do more than show text. Prompts go to standard error, as CPython's.</summary>
internal sealed class PlainLines : ILineSource
{
    /// <summary>Set once there is a session; lines are read through it.</summary>
    public PromptSession? Session { get; set; }

    /// <summary>Tracebacks show these as "&lt;stdin&gt;".</summary>
    public string NameOf(int number) => $"<stdin-{number}>";

    public LineOutcome Read(string prompt, out string line)
    {
        CommandOutput.WriteError(prompt);
        line = "";
        if (!Session!.TryReadLine(out string? read))
        {
            return LineOutcome.Interrupted;
        }

        if (read is null)
        {
            return LineOutcome.End;
        }

        line = read.EndsWith('\n') ? read[..^1] : read;
        return LineOutcome.Line;
    }

    public void Remember(string statement)
    {
        // There is no way back.
    }
}

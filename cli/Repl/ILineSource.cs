namespace Pyl.Cli.Repl;

/// <summary>What came of asking for a line.</summary>
internal enum LineOutcome
{
    /// <summary>There is one.</summary>
    Line,

    /// <summary>The input has ended (Ctrl-D).</summary>
    End,

    /// <summary>The user has dropped what was typed (Ctrl-C).</summary>
    Interrupted,
}

/// <summary>Where the prompt's lines come from: a terminal with an editor, or any other standard input.</summary>
internal interface ILineSource
{
    /// <summary>The file name of the code that is entered as the nth, for tracebacks.</summary>
    string NameOf(int number);

    /// <summary>Shows the prompt and reads a line, which is given without its end.</summary>
    LineOutcome Read(string prompt, out string line);

    /// <summary>A whole statement was entered: what the arrow keys go back to.</summary>
    void Remember(string statement);
}

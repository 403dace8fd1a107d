namespace Pyl.VM.Execution.Compiled;

/// <summary>What a loop was seen to iterate over.</summary>
internal enum IterationKind : byte
{
    Unknown,
    Range,
    List,
    Tuple,

    /// <summary>A str.</summary>
    Characters,
    Other,
}

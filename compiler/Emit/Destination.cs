namespace Pyl.Compiler.Emit;

/// <summary>
/// Where an expression's value is wanted. Numbers from 0 on are registers of locals; such a register is written by the last
/// instruction only, so that it keeps its old value when the expression raises and can be read in the expression itself.
/// </summary>
internal static class Destination
{
    /// <summary>Anywhere: a local is read in place, other values go to the next temporary.</summary>
    public const int Any = -1;

    /// <summary>The next temporary.</summary>
    public const int Push = -2;
}

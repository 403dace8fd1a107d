using System.Reflection.Emit;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>A block of instructions compiled for certain states of the registers.</summary>
internal sealed class BodyVersion(Activation scope, int start, RegisterStates states, Label label)
{
    public readonly Activation Scope = scope;

    /// <summary>Its first instruction.</summary>
    public readonly int Start = start;

    public readonly RegisterStates States = states;

    public readonly Label Label = label;

    public bool IsEmitted;
}

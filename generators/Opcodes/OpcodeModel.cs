using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>One member of the attributed enum Opcode.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">Its number.</param>
/// <param name="A">Member of the enum Operand, as are B and C.</param>
/// <param name="Effect">Register-transfer text.</param>
/// <param name="Flags">The value of OpcodeFlags.</param>
internal sealed record OpcodeModel(string Name, int Value, string A, string B, string C, string Effect, int Flags)
{
    /// <summary>OpcodeFlags.Hot.</summary>
    public bool IsHot => (Flags & 1) != 0;

    /// <summary>The prefix whose handler is generated.</summary>
    public bool IsExtend => Name == "Extend";
}

/// <summary>The instruction set as the attributes declare it; empty when the compilation has no Opcode.</summary>
internal sealed record InstructionSet(EquatableArray<OpcodeModel> Opcodes, EquatableArray<DiagnosticModel> Diagnostics);

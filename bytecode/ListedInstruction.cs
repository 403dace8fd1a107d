namespace Pyl.Bytecode;

/// <summary>An instruction as a listing shows it.</summary>
/// <param name="Instruction">The instruction itself.</param>
/// <param name="Label">Its label, when something jumps to it or a range of the exception table begins or ends at it.</param>
/// <param name="Operands">Its operands, by name where they have one.</param>
public readonly record struct ListedInstruction(DecodedInstruction Instruction, string? Label, string Operands);

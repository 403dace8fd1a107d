using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>An instruction before its operands are packed and its jump is resolved.</summary>
public struct Draft
{
    /// <summary>The opcode; unconditional jumps are <see cref="Opcode.JumpForward"/> until their direction is known.</summary>
    public Opcode Op;

    /// <summary>Operand a, of full width.</summary>
    public int A;

    /// <summary>Operand b, of full width.</summary>
    public int B;

    /// <summary>Operand c, of full width; the jump distance's place when <see cref="Target"/> is set.</summary>
    public int C;

    /// <summary>Where a jump leads.</summary>
    public Label? Target;

    /// <summary>For jumps of the operand kind <see cref="Operand.SenseJump"/>: the truth value on which to jump; else null.</summary>
    public bool? Sense;

    /// <summary>The innermost region that the instruction stands in.</summary>
    public ProtectedRegion? Region;

    /// <summary>The source range, or the default for code without one.</summary>
    public Span Position;

    /// <summary>
    /// A <see cref="Opcode.Nop"/> or jump that stands for a statement without other code: it may go only where trace functions see the line all the same.
    /// </summary>
    public bool KeepsLine;

    /// <summary>Taken out by the optimiser.</summary>
    public bool IsRemoved;
}

namespace Pyl.Bytecode;

/// <summary>What an operand field (a, b or c) of an instruction means.</summary>
public enum Operand : byte
{
    /// <summary>The field is not used and is zero.</summary>
    Unused,

    /// <summary>A register that is written. What it held before is released.</summary>
    Dest,

    /// <summary>A register that is read. A local keeps its value; a temporary is consumed: its reference moves into the instruction.</summary>
    Read,

    /// <summary>A register that is read and keeps its value even when it is a temporary.</summary>
    Keep,

    /// <summary>A register that is read and written in place.</summary>
    Update,

    /// <summary>The first of a run of temporaries that the instruction consumes, produces or both; the text says which.</summary>
    Base,

    /// <summary>An index into the constants.</summary>
    Const,

    /// <summary>An index into the names.</summary>
    Name,

    /// <summary>An index into the free variables of the running function.</summary>
    Free,

    /// <summary>An unsigned number: a count, flags or a selector.</summary>
    Count,

    /// <summary>A signed 16-bit integer that is the operand itself.</summary>
    Immediate,

    /// <summary>A signed jump distance, counted in instructions from the one after this.</summary>
    Jump,

    /// <summary>A signed jump distance shifted left by one; the low bit is the truth value on which to jump.</summary>
    SenseJump,
}

/// <summary>What else is true of an opcode.</summary>
[Flags]
public enum OpcodeFlags : byte
{
    None = 0,

    /// <summary>The handler's body is pasted into the dispatch loop; the others are called (DESIGN 4).</summary>
    Hot = 1,

    /// <summary>Control never reaches the following instruction by falling through.</summary>
    Terminator = 2,

    /// <summary>A generator can be suspended at this instruction.</summary>
    Suspends = 4,

    /// <summary>The handler may replace the running frame: calls, returns, yields.</summary>
    ChangesFrame = 8,
}

/// <summary>
/// The one declaration of an opcode: its operands, what it does as one line of register-transfer text, its flags.
/// The metadata, dispatch loop, disassembler, verifier and documentation are generated from it.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OpAttribute(Operand a, Operand b, Operand c, string effect, OpcodeFlags flags = OpcodeFlags.None) : Attribute
{
    public Operand A { get; } = a;

    public Operand B { get; } = b;

    public Operand C { get; } = c;

    /// <summary>Register-transfer text. R[x] is a register, K[x] a constant, N[x] a name, F[x] a free variable's cell.</summary>
    public string Effect { get; } = effect;

    public OpcodeFlags Flags { get; } = flags;
}

using System.Numerics;

namespace Pyl.Bytecode;

/// <summary>A run of registers.</summary>
public readonly record struct RegisterRange(int First, int Count)
{
    /// <summary>One past the last register.</summary>
    public int End => First + Count;
}

/// <summary>
/// What an instruction does to registers: derived from the operand kinds, and for runs of registers from the opcode. Reading a
/// temporary consumes it.
/// </summary>
public sealed class RegisterEffects
{
    /// <summary>Registers that are read; temporaries among them are empty afterwards.</summary>
    public List<RegisterRange> Consumed { get; } = new(2);

    /// <summary>Registers that are read and keep their value.</summary>
    public List<RegisterRange> Kept { get; } = new(2);

    /// <summary>Registers that hold a value afterwards.</summary>
    public List<RegisterRange> Written { get; } = new(2);

    /// <summary>Registers consumed only when the instruction jumps.</summary>
    public List<RegisterRange> ConsumedOnJump { get; } = new(2);

    /// <summary>Registers consumed only when the instruction does not jump.</summary>
    public List<RegisterRange> ConsumedOnFall { get; } = new(2);

    /// <summary>Registers written only when the instruction jumps.</summary>
    public List<RegisterRange> WrittenOnJump { get; } = new(2);

    /// <summary>Registers written only when the instruction does not jump.</summary>
    public List<RegisterRange> WrittenOnFall { get; } = new(2);

    /// <summary>Locals that are unbound afterwards.</summary>
    public List<RegisterRange> Unbound { get; } = new(2);

    /// <summary>The effects of an instruction.</summary>
    public static RegisterEffects Of(in DecodedInstruction instruction)
    {
        var effects = new RegisterEffects();
        effects.Become(instruction);
        return effects;
    }

    /// <summary>As <see cref="Of"/>, in an object that is used again: nine for each instruction are what a verification would mostly do.</summary>
    public void Become(in DecodedInstruction instruction)
    {
        Consumed.Clear();
        Kept.Clear();
        Written.Clear();
        ConsumedOnJump.Clear();
        ConsumedOnFall.Clear();
        WrittenOnJump.Clear();
        WrittenOnFall.Clear();
        Unbound.Clear();
        if (TrySpecial(instruction))
            return;
        var info = OpcodeMetadata.Of(instruction.Op);
        Add(info.A, instruction.A);
        Add(info.B, instruction.B);
        Add(info.C, instruction.C);
        AddRuns(instruction);
    }

    private static RegisterRange One(int register) => new(register, 1);

    private void Add(Operand kind, int register)
    {
        switch (kind)
        {
            case Operand.Dest:
                Written.Add(One(register));
                break;
            case Operand.Read:
                Consumed.Add(One(register));
                break;
            case Operand.Keep:
                Kept.Add(One(register));
                break;
            case Operand.Update:
                Consumed.Add(One(register));
                Written.Add(One(register));
                break;
        }
    }

    /// <summary>Opcodes whose operand kinds do not tell all.</summary>
    private bool TrySpecial(in DecodedInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.Release:
                Consumed.Add(One(instruction.A));
                return true;
            case Opcode.CheckLocal:
                Written.Add(One(instruction.A));
                return true;
            case Opcode.MakeCell:
                Written.Add(One(instruction.A));
                return true;
            case Opcode.DeleteLocal or Opcode.ClearLocal:
                Unbound.Add(One(instruction.A));
                return true;
            case Opcode.JumpIfTrueOrPop or Opcode.JumpIfFalseOrPop:
                Kept.Add(One(instruction.A));
                ConsumedOnFall.Add(One(instruction.A));
                return true;
            case Opcode.ForIterate:
                Kept.Add(One(instruction.B));
                ConsumedOnJump.Add(One(instruction.B));
                WrittenOnFall.Add(One(instruction.A));
                return true;
            case Opcode.ForIterateBack:
                Kept.Add(One(instruction.B));
                ConsumedOnFall.Add(One(instruction.B));
                WrittenOnJump.Add(One(instruction.A));
                return true;
            case Opcode.WithExceptStart:
                Kept.Add(new RegisterRange(instruction.B, 2));
                Kept.Add(One(instruction.C));
                Written.Add(One(instruction.A));
                return true;
            case Opcode.YieldFrom:
                Consumed.Add(One(instruction.A));
                Consumed.Add(One(instruction.B));
                Written.Add(One(instruction.A));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Operands of the kind <see cref="Operand.Base"/>.</summary>
    private void AddRuns(in DecodedInstruction instruction)
    {
        var (a, b, c) = (instruction.A, instruction.B, instruction.C);
        switch (instruction.Op)
        {
            case Opcode.LoadMethod:
                Written.Add(new RegisterRange(a, 2));
                break;
            case Opcode.BeforeWith or Opcode.BeforeAsyncWith:
                Written.Add(new RegisterRange(a, 4));
                break;
            case Opcode.BuildSlice:
                Consume(b, c);
                break;
            case Opcode.GetSlice:
                Consume(c, 2);
                break;
            case Opcode.SetSlice or Opcode.BuildTemplate or Opcode.FormatWithSpec or Opcode.ImportName or Opcode.PrepareReraiseGroup:
                Consume(b, 2);
                break;
            case Opcode.BuildInterpolation:
                Consume(b, 3);
                break;
            case Opcode.BuildTuple or Opcode.BuildList or Opcode.BuildSet or Opcode.BuildString:
                Consume(b, c);
                break;
            case Opcode.BuildMap:
                Consume(b, 2 * c);
                break;
            case Opcode.UnpackSequence:
                Written.Add(new RegisterRange(b, c));
                break;
            case Opcode.UnpackStarred:
                Written.Add(new RegisterRange(b, (c & 0xFF) + 1 + (c >> 8)));
                break;
            case Opcode.Call or Opcode.CallKeyword:
                Consume(a, b + 1);
                Written.Add(One(a));
                break;
            case Opcode.CallMethod or Opcode.CallMethodKeyword or Opcode.CallStarred:
                Consume(a, b + 2);
                Written.Add(One(a));
                break;
            case Opcode.MakeFunction:
                Consume(a + 1, BitOperations.PopCount((uint)c));
                Written.Add(One(a));
                break;
            case Opcode.CallIntrinsic:
                Consume(b, Intrinsics.ArgumentCount((Intrinsic)c));
                break;
            case Opcode.Raise:
                Consume(a, b);
                break;
            case Opcode.PushHandled:
                Consume(a, 1);
                Written.Add(new RegisterRange(a, 2));
                break;
            case Opcode.MatchExceptionGroup:
                Consume(a, 1);
                Written.Add(new RegisterRange(a, 2));
                break;
            case Opcode.MatchClass:
                Consume(a, 2);
                Written.Add(One(a));
                break;
        }
    }

    private void Consume(int first, int count)
    {
        if (count > 0)
            Consumed.Add(new RegisterRange(first, count));
    }
}

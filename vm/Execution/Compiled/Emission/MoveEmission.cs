using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Constants, copies and moves.</summary>
internal static class MoveEmission
{
    public static bool TryWrite(Il il, in DecodedInstruction instruction)
    {
        int a = instruction.A;
        int b = instruction.B;
        switch (instruction.Op)
        {
            case Opcode.Nop:
                return true;

            case Opcode.LoadInt:
                il.Long(b);
                il.StoreInt(a, b, b);
                return true;

            case Opcode.LoadConst when il.IsTemporary(a) && il.Profile.Code.Constants[b].Ref is Types.StrObject text:
                // Perhaps all that comes is a comparison, which need not find it in the window.
                il.Displace(a);
                il.States.SetKnown(a, text);
                return true;

            case Opcode.LoadConst:
                Constant(il, a, il.Profile.Code.Constants[b]);
                return true;

            case Opcode.LoadNone:
                il.Displace(a);
                il.Address(a);
                il.Call(nameof(Support.PutNone));
                il.States.Set(a, Kind.Plain);
                return true;

            case Opcode.Copy:
                Copy(il, a, b);
                return true;

            case Opcode.Move:
                Move(il, a, b);
                return true;

            case Opcode.Release:
                il.Displace(a);
                il.States.Set(a, il.IsTemporary(a) ? Kind.Empty : Kind.Plain);
                return true;

            case Opcode.CheckLocal when il.States.Kinds[a] is Kind.Int or Kind.Float or Kind.Plain:
                return true;

            case Opcode.CheckLocal when il.States.Kinds[a] == Kind.Any:
                Label exit = il.ExitBefore();
                il.Address(a);
                il.Call(nameof(Support.IsUnbound));
                il.Emit(OpCodes.Brtrue, exit);
                return true;

            case Opcode.ClearLocal:
                if (il.States.Kinds[a] != Kind.Unbound)
                {
                    il.Displace(a);
                    il.Address(a);
                    il.Call(nameof(Support.PutUnbound));
                    il.States.Set(a, Kind.Unbound);
                }

                return true;

            default:
                return false;
        }
    }

    /// <summary>A number, or an uncounted object, into a register.</summary>
    public static void Constant(Il il, int a, Value value)
    {
        if (value.Ref is null)
        {
            il.Long(value.Bits);
            il.StoreInt(a, value.Bits, value.Bits);
        }
        else if (value.IsFloat)
        {
            il.Generator.Emit(OpCodes.Ldc_R8, value.Float);
            il.StoreFloat(a);
        }
        else
        {
            il.Displace(a);
            il.Address(a);
            il.Constant(value.Ref, typeof(PyObject));
            il.Call(nameof(Support.PutObject));
            il.States.Set(a, Kind.Plain);
        }
    }

    private static void Copy(Il il, int a, int b)
    {
        switch (il.States.Kinds[b])
        {
            case Kind.Int:
                (long low, long high) = il.States.Bounds(b);
                il.LoadInt(b);
                il.StoreInt(a, low, high);
                break;

            case Kind.Float:
                il.LoadFloat(b);
                il.StoreFloat(a);
                break;

            default:
                if (a == b)
                {
                    break;
                }

                il.Displace(a);
                if (il.IsTemporary(a) && !il.IsTaken(b))
                {
                    // Perhaps all that comes is a call that borrows it.
                    il.States.SetAlias(a, b);
                    break;
                }

                il.Thread();
                il.Address(a);
                il.Address(b);
                il.Call(nameof(Support.Copy));
                il.States.Set(a, il.States.Kinds[b] == Kind.Plain ? Kind.Plain : Kind.Any);
                break;
        }
    }

    private static void Move(Il il, int a, int b)
    {
        switch (il.States.Kinds[b])
        {
            case Kind.Int or Kind.Float:
                Copy(il, a, b);
                break;

            case var _ when il.States.IsAlias(b):
                Copy(il, a, b);
                break;

            default:
                il.Displace(a);
                il.Address(a);
                il.Address(b);
                il.Call(nameof(Support.Move));
                il.States.Set(a, il.States.Kinds[b] == Kind.Plain ? Kind.Plain : Kind.Any);
                break;
        }

        il.Consumed(b);
    }
}

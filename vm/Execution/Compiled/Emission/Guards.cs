using System.Reflection.Emit;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Numbers out of the window into IL locals, with the test that they are what was seen.</summary>
internal static class Guards
{
    /// <summary>Makes sure that the register is an int in an IL local; leaves otherwise.</summary>
    public static void NeedInt(this Il il, int register)
    {
        if (il.States.Kinds[register] == Kind.Int)
        {
            return;
        }

        Label exit = il.ExitBefore();
        il.LoadRef(register);
        il.Emit(OpCodes.Brtrue, exit);
        il.TakeInt(register);
    }

    /// <summary>The window's value, known to be an int, goes into the IL local.</summary>
    public static void TakeInt(this Il il, int register)
    {
        il.Address(register);
        il.Emit(OpCodes.Ldfld, Members.ValueBits);
        il.Store(il.IntLocal(register));
        bool isAlias = il.States.IsAlias(register);
        il.States.Set(register, Kind.Int);
        il.States.Dirty[register] = isAlias;
    }

    public static void NeedFloat(this Il il, int register)
    {
        if (il.States.Kinds[register] == Kind.Float)
        {
            return;
        }

        Label exit = il.ExitBefore();
        il.LoadRef(register);
        il.Emit(OpCodes.Ldsfld, Members.FloatTag);
        il.Emit(OpCodes.Bne_Un, exit);
        il.TakeFloat(register);
    }

    public static void TakeFloat(this Il il, int register)
    {
        il.Address(register);
        il.Emit(OpCodes.Ldflda, Members.ValueBits);
        il.Emit(OpCodes.Ldind_R8);
        il.Store(il.FloatLocal(register));
        bool isAlias = il.States.IsAlias(register);
        il.States.Set(register, Kind.Float);
        il.States.Dirty[register] = isAlias;
    }

    /// <summary>A value that has come into the window: when only numbers of one kind were seen there, it is taken into an IL local.</summary>
    public static void Guess(this Il il, int register)
    {
        il.States.Set(register, Kind.Any);
        Seen seen = il.Profile.IsGeneric[il.At.Offset] ? Seen.Other : il.Profile.Result[il.At.Offset];
        switch (seen)
        {
            case Seen.Int:
                Label notInt = il.ExitAfter();
                il.LoadRef(register);
                il.Emit(OpCodes.Brtrue, notInt);
                il.TakeInt(register);
                break;
            case Seen.Float:
                Label notFloat = il.ExitAfter();
                il.LoadRef(register);
                il.Emit(OpCodes.Ldsfld, Members.FloatTag);
                il.Emit(OpCodes.Bne_Un, notFloat);
                il.TakeFloat(register);
                break;
        }
    }
}

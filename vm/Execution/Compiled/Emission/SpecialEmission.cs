using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// Methods that an attribute, an item or an operator calls, written into their caller as small functions are: getters and setters of
/// properties, __getitem__ and __setitem__, and the operators of the left operand. Their registers lie behind the caller's, where
/// <see cref="SpecialReturns.Push"/> would put them.
/// </summary>
internal static class SpecialEmission
{
    /// <summary>Writes the call's beginning and goes to the method's first instruction; false when the instruction calls none, or it is to be called.</summary>
    public static bool TryWrite(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        if (il.Root.Profile.IsGenerator || il.Profile.IsGeneric[instruction.Offset])
        {
            return false;
        }

        object? cache = il.CacheOf(instruction);
        switch (instruction.Op)
        {
            case Opcode.GetAttribute when cache is PropertyCache { Next: null } property:
                return Property(il, compiler, instruction, property, [instruction.B], ReturnAction.Replace);
            case Opcode.SetAttribute when cache is PropertyCache { Next: null } property:
                return Property(il, compiler, instruction, property, [instruction.A, instruction.B], ReturnAction.Discard);
            case Opcode.GetItem when il.Profile.Callees[instruction.Offset] is TypeObject type:
                return Method(il, compiler, instruction, type, SpecialMethod.GetItem, [instruction.B, instruction.C], ReturnAction.Replace);
            case Opcode.SetItem when il.Profile.Callees[instruction.Offset] is TypeObject type:
                return Method(il, compiler, instruction, type, SpecialMethod.SetItem, [instruction.A, instruction.B, instruction.C], ReturnAction.Discard);
            case >= Opcode.Add and <= Opcode.Xor when il.Profile.Callees[instruction.Offset] is TypeObject type:
                return Operator(il, compiler, instruction, type);
            default:
                return false;
        }
    }

    /// <summary>True when the instruction's method has been observed and may be written in: its handler is not needed then, mostly.</summary>
    public static bool IsPromising(CodeProfile profile, in DecodedInstruction instruction) => instruction.Op switch
    {
        Opcode.GetAttribute or Opcode.SetAttribute => profile.Code.Caches[instruction.Next - 1] is PropertyCache { Next: null, Function.Code.Profile: not null },
        Opcode.GetItem => MethodOf(profile.Callees[instruction.Offset], SpecialMethod.GetItem, 2) is not null,
        Opcode.SetItem => MethodOf(profile.Callees[instruction.Offset], SpecialMethod.SetItem, 3) is not null,
        >= Opcode.Add and <= Opcode.Xor => MethodOf(profile.Callees[instruction.Offset], BinaryOperation.All[instruction.Op - Opcode.Add].Slot, 2) is not null,
        _ => false,
    };

    /// <summary>True for instructions whose left operand's class is worth noting.</summary>
    public static bool CallsMethods(Opcode op) => op is Opcode.GetItem or Opcode.SetItem or (>= Opcode.Add and <= Opcode.Xor);

    private static FunctionObject? MethodOf(object? type, SpecialMethod slot, int arguments) =>
        type is TypeObject known && SpecialReturns.Pushable(known, slot, arguments) is { Code.Profile: not null } method ? method : null;

    private static bool MayInline(FunctionObject method) =>
        method.OwnerId == RefCount.Uncounted && method.Code.Profile is { } callee && InnerEmission.IsSmall(callee);

    private static bool Property(Il il, BodyCompiler compiler, in DecodedInstruction instruction, PropertyCache property, int[] operands, ReturnAction action)
    {
        if (!IsInWindow(il, operands[0]) || !HasRoom(il, compiler, property.Function))
        {
            return false;
        }

        Label exit = il.ExitBefore();
        il.Address(operands[0]);
        il.Constant(property, typeof(PropertyCache));
        il.Call(nameof(SlotSupport.IsProperty));
        il.Emit(OpCodes.Brfalse, exit);
        Begin(il, compiler, instruction, property.Function, operands, exit, new SpecialCall(action));
        return true;
    }

    private static bool Method(Il il, BodyCompiler compiler, in DecodedInstruction instruction, TypeObject type, SpecialMethod slot, int[] operands, ReturnAction action)
    {
        // Read before the look-up: what another thread changes meanwhile then belongs to a later version.
        object version = type.Version;
        if (!IsInWindow(il, operands[0]) || MethodOf(type, slot, operands.Length) is not { } method || !HasRoom(il, compiler, method))
        {
            return false;
        }

        Label exit = il.ExitBefore();
        TestClass(il, operands[0], type, version, method, exit);
        Begin(il, compiler, instruction, method, operands, exit, new SpecialCall(action));
        return true;
    }

    /// <summary>An operator whose right operand is of the left one's class, or a number: then nobody else is asked.</summary>
    private static bool Operator(Il il, BodyCompiler compiler, in DecodedInstruction instruction, TypeObject type)
    {
        object version = type.Version;
        int number = instruction.Op - Opcode.Add;
        int left = instruction.B;
        int right = instruction.C;
        if (!IsInWindow(il, left) || MethodOf(type, BinaryOperation.All[number].Slot, 2) is not { } method || !HasRoom(il, compiler, method))
        {
            return false;
        }

        TypeObject? rightType = il.States.Kinds[right] switch
        {
            Kind.Int => BuiltinTypes.Int,
            Kind.Float => BuiltinTypes.Float,
            Kind.Any => type,
            _ => null,
        };
        if (rightType is null)
        {
            return false;
        }

        Label exit = il.ExitBefore();
        TestClass(il, left, type, version, method, exit);
        if (ReferenceEquals(rightType, type))
        {
            il.Address(right);
            il.Constant(type, typeof(TypeObject));
            il.Call(nameof(CallSupport.IsOfType));
            il.Emit(OpCodes.Brfalse, exit);
        }

        Begin(il, compiler, instruction, method, [left, right], exit, new SpecialCall(ReturnAction.Binary, number, type, rightType));
        return true;
    }

    private static bool IsInWindow(Il il, int register) => il.States.Kinds[register] is Kind.Any;

    private static bool HasRoom(Il il, BodyCompiler compiler, FunctionObject method) =>
        MayInline(method) && compiler.Written <= InnerEmission.MaxBody && il.Scope.Depth < InnerEmission.MaxDepth
        && il.Scope.End + method.Code.RegisterCount <= compiler.RegisterCount && InnerEmission.Repeats(il.Scope, method.Code) <= 2;

    private static void TestClass(Il il, int register, TypeObject type, object version, FunctionObject method, Label exit)
    {
        il.Address(register);
        il.Constant(type, typeof(TypeObject));
        il.Constant(version, typeof(object));
        il.Constant(method, typeof(FunctionObject));
        il.Constant(method.Code, typeof(ExecutableCode));
        il.Call(nameof(CallSupport.IsInstanceWithMethod));
        il.Emit(OpCodes.Brfalse, exit);
    }

    /// <summary>Goes to the method's first instruction; the operands become its arguments.</summary>
    private static void Begin(Il il, BodyCompiler compiler, in DecodedInstruction instruction, FunctionObject method, int[] operands, Label exit, SpecialCall call)
    {
        il.Thread();
        il.Int(il.Scope.Depth + 1);
        il.Call(nameof(CallSupport.MayCall));
        il.Emit(OpCodes.Brfalse, exit);
        Activation inner = compiler.Special(method, instruction, call);
        for (int i = 0; i < operands.Length; i++)
        {
            Pass(il, operands[i], inner.Base + i);
        }

        InnerEmission.Enter(il, compiler, inner);
    }

    /// <summary>A copy of an operand, or the operand itself where it is a temporary, becomes an argument.</summary>
    private static void Pass(Il il, int operand, int argument)
    {
        switch (il.States.Kinds[operand])
        {
            case Kind.Int:
                (long low, long high) = il.States.Bounds(operand);
                il.LoadInt(operand);
                il.Consumed(operand);
                il.StoreInt(argument, low, high);
                return;
            case Kind.Float:
                il.LoadFloat(operand);
                il.Consumed(operand);
                il.StoreFloat(argument);
                return;
        }

        if (il.States.Kinds[operand] is Kind.Any or Kind.Plain && !il.IsTaken(operand))
        {
            il.Displace(argument);
            il.States.SetAlias(argument, operand);
            il.Consumed(operand);
            return;
        }

        il.Flush(operand);
        Kind kind = il.States.Kinds[operand] == Kind.Any ? Kind.Any : Kind.Plain;
        LocalBuilder value = il.Local(typeof(Value));
        il.Thread();
        il.Address(operand);
        il.Int(il.IsTaken(operand) ? 1 : 0);
        il.Call(nameof(Support.Take));
        il.Store(value);
        il.Consumed(operand);
        il.StoreValue(argument, value);
        il.States.Set(argument, kind);
    }
}

/// <summary>How a method that no call names was called: what its return does, and of an operator what the TypeError says.</summary>
internal sealed record SpecialCall(ReturnAction Action, int Operator = 0, TypeObject? Left = null, TypeObject? Right = null);

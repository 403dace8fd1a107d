using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// Small functions written into their caller: no frame, unless something needs one (a handler that is called, an exit), and
/// then it is made where the call would have made it.
/// </summary>
internal static class InnerEmission
{
    public const int MaxDepth = 4;

    /// <summary>Instructions of a function that may be written into its caller.</summary>
    private const int MaxLength = 60;

    /// <summary>Handlers that it calls: each needs the frame, which is made and taken off again for it.</summary>
    private const int MaxHandlers = 1;

    /// <summary>Instructions of a body after which it takes in no more.</summary>
    public const int MaxBody = 900;

    /// <summary>Writes the call's beginning and goes to the function's first instruction; false when it is to be called.</summary>
    public static bool TryCall(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        int a = ModuleEmission.Callee(il, instruction);
        bool isFree = a != instruction.A;
        StrObject[] names = instruction.Op is Opcode.CallKeyword or Opcode.CallMethodKeyword ? KeywordNames.Of(il.Profile.Code, instruction.C) : [];
        int given = instruction.B + (instruction.Op is Opcode.CallMethod or Opcode.CallMethodKeyword && !isFree ? 1 : 0) - names.Length;
        if (il.Root.Profile.IsGenerator || il.Profile.IsGeneric[instruction.Offset] || compiler.Written > MaxBody || il.Scope.Depth >= MaxDepth)
        {
            return false;
        }

        if (il.States.Kinds[a] is not (Kind.Any or Kind.Plain or Kind.Known))
        {
            return false;
        }

        // f(*items): the tuple's items become its arguments.
        bool isSpread = instruction.Op == Opcode.CallStarred;
        bool hasKeywords = isSpread && instruction.B != 0;
        if (isSpread)
        {
            given = il.Profile.Spreads[instruction.Offset] - 1;
            if (given < 0)
            {
                return false;
            }
        }

        bool isKnown = il.States.Kinds[a] == Kind.Known;
        if ((isKnown ? il.States.Objects[a] : il.Profile.Callees[instruction.Offset]) is TypeObject type)
        {
            return instruction.Op is Opcode.Call or Opcode.CallKeyword && ConstructEmission.TryCall(il, compiler, instruction, type, given, names);
        }

        FunctionObject? bound = isKnown || instruction.Op is not (Opcode.Call or Opcode.CallKeyword) ? null : il.Profile.Callees[instruction.Offset] as FunctionObject;
        if (bound is not null)
        {
            if (bound.OwnerId != RefCount.Uncounted)
            {
                return false;
            }

            given++;
        }

        ExecutableCode? code = isKnown ? (il.States.Objects[a] as FunctionObject)?.Code : bound is not null ? bound.Code : il.Profile.Callees[instruction.Offset] as ExecutableCode;
        FunctionObject? sample = bound ?? (isKnown ? il.States.Objects[a] as FunctionObject : code?.Profile?.Sample);
        if (code?.Profile is not { } callee || sample is null || !IsSmall(callee)
            || a + 1 + Math.Max(code.RegisterCount, given + names.Length) > compiler.RegisterCount || Repeats(il.Scope, code) > 2)
        {
            return false;
        }

        FunctionObject function = isKnown ? (FunctionObject)il.States.Objects[a]! : sample;
        if (ArgumentLayout.Of(function, given, names) is not { } layout)
        {
            return false;
        }

        if (isSpread)
        {
            il.Flush(a + 1);
            if (hasKeywords)
            {
                il.Flush(a + 2);
            }
        }

        Activation inner = compiler.Inner(callee, instruction, function, isKnown || bound is not null, isConstructor: false, isBound: bound is not null, register: a);
        Label exit = il.ExitBefore();
        if (bound is not null)
        {
            il.Flush(a);
            il.Address(a);
            il.Constant(bound, typeof(FunctionObject));
            il.Call(nameof(CallSupport.IsBoundTo));
            il.Emit(OpCodes.Brfalse, exit);
        }

        if (isKnown || bound is not null)
        {
            il.Constant(function, typeof(FunctionObject));
            il.Constant(code, typeof(ExecutableCode));
            if (layout.Defaults is { } defaults)
            {
                il.Constant(defaults, typeof(TupleObject));
                il.Call(nameof(CallSupport.HasCodeAndDefaults));
            }
            else
            {
                il.Call(nameof(CallSupport.HasCode));
            }
        }
        else
        {
            il.Flush(a);
            il.Address(a);
            il.Constant(code, typeof(ExecutableCode));
            il.Constant(function.Globals, typeof(DictObject));
            il.Call(nameof(CallSupport.IsFunctionOf));
            if (layout.Defaults is { } defaults)
            {
                il.Emit(OpCodes.Brfalse, exit);
                il.Address(a);
                il.Constant(defaults, typeof(TupleObject));
                il.Call(nameof(CallSupport.HasDefaults));
            }
        }

        il.Emit(OpCodes.Brfalse, exit);
        il.Thread();
        il.Int(il.Scope.Depth + 1);
        il.Call(nameof(CallSupport.MayCall));
        il.Emit(OpCodes.Brfalse, exit);
        layout.LoadKeywordDefaults(il, exit, isKnown || bound is not null ? null : a);
        if (isSpread)
        {
            il.Address(a + 1);
            il.Int(given);
            il.Int(hasKeywords ? 1 : 0);
            il.Call(nameof(CallSupport.CanSpread));
            il.Emit(OpCodes.Brfalse, exit);
            il.Thread();
            il.Address(a + 1);
            il.Int(hasKeywords ? 1 : 0);
            il.Call(nameof(CallSupport.Spread));
            il.States.Set(a + 1, Kind.Empty);
            if (hasKeywords)
            {
                il.States.Set(a + 2, Kind.Empty);
            }

            for (int i = 0; i < given; i++)
            {
                il.States.Set(a + 1 + i, Kind.Any);
            }
        }

        if (bound is not null)
        {
            il.Thread();
            il.Address(a);
            il.Call(nameof(CallSupport.TakeSelf));
            il.States.Set(a, Kind.Any);
        }

        Begin(il, compiler, inner, layout);
        return true;
    }

    /// <summary>Goes to a function's first instruction, with its arguments in place.</summary>
    public static void Begin(Il il, BodyCompiler compiler, Activation inner, ArgumentLayout layout)
    {
        layout.Arrange(il, inner.Base);
        Enter(il, compiler, inner);
    }

    /// <summary>As <see cref="Begin"/>, with the arguments where the parameters are.</summary>
    public static void Enter(Il il, BodyCompiler compiler, Activation inner)
    {
        il.Scope = inner;
        int count = inner.Base + inner.Profile.Code.ParameterCount;
        for (int r = count; r < inner.FirstTemporary; r++)
        {
            il.States.SetUnbound(r);
        }

        for (int r = inner.FirstTemporary; r < compiler.RegisterCount; r++)
        {
            il.States.Set(r, Kind.Empty);
        }

        compiler.JumpTo(0);
    }

    /// <summary>Hands the value over and goes on behind the call.</summary>
    public static void Return(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        Activation scope = il.Scope;
        if (scope.IsConstructor)
        {
            ConstructEmission.Return(il, compiler, instruction);
            return;
        }

        if (scope.Special is { Action: ReturnAction.Binary } && instruction.Op == Opcode.Return && il.States.Kinds[instruction.A] is Kind.Any or Kind.Plain)
        {
            // NotImplemented: the frame's return knows what to say.
            Label exit = il.ExitBefore();
            il.Address(instruction.A);
            il.Call(nameof(CallSupport.IsNotImplemented));
            il.Emit(OpCodes.Brtrue, exit);
        }

        bool isDiscarded = scope.Special is { Action: ReturnAction.Discard };
        int result = scope.Result;
        LocalBuilder? value = null;
        LocalBuilder? number = null;
        Kind kind = Kind.Plain;
        if (isDiscarded && instruction.Op == Opcode.Return)
        {
            il.Displace(instruction.A);
            il.States.Set(instruction.A, Kind.Plain);
        }
        else if (instruction.Op == Opcode.Return)
        {
            // What it got from its caller stays there.
            int a = OwnerOf(il, instruction.A, scope.Base);
            kind = il.States.Kinds[a];
            switch (kind)
            {
                case Kind.Int:
                    number = il.Local(typeof(long));
                    il.LoadInt(a);
                    il.Store(number);
                    break;
                case Kind.Float:
                    number = il.Local(typeof(double));
                    il.LoadFloat(a);
                    il.Store(number);
                    break;
                default:
                    value = il.Local(typeof(Value));
                    il.Thread();
                    il.Address(a);
                    il.Int(il.States.IsAlias(a) ? 0 : 1);
                    il.Call(nameof(Support.Take));
                    il.Store(value);
                    il.States.Set(a, Kind.Plain);
                    break;
            }
        }

        for (int r = scope.FirstTemporary - 1; r >= scope.Base; r--)
        {
            il.Displace(r);
        }

        for (int r = scope.Base; r < il.States.Kinds.Length; r++)
        {
            il.States.Set(r, Kind.Empty);
        }

        if (isDiscarded)
        {
            il.Scope = scope.Caller!;
            il.At = scope.Call;
            compiler.JumpTo(scope.Call.Next);
            return;
        }

        // The function itself, unless it is known and uncounted; of what no call names, what the register had.
        il.Displace(result);
        if (scope.Special is null)
        {
            il.States.Set(scope.Callee, Kind.Empty);
        }

        il.States.Set(result, Kind.Empty);
        il.Scope = scope.Caller!;
        il.At = scope.Call;
        switch (kind)
        {
            case Kind.Int:
                il.Load(number!);
                il.StoreInt(result);
                break;
            case Kind.Float:
                il.Load(number!);
                il.StoreFloat(result);
                break;
            default:
                if (value is null)
                {
                    il.Address(result);
                    il.Call(nameof(Support.PutNone));
                    il.States.Set(result, Kind.Plain);
                }
                else
                {
                    il.StoreValue(result, value);
                    if (kind == Kind.Plain)
                    {
                        il.States.Set(result, Kind.Plain);
                    }
                }

                break;
        }

        compiler.JumpTo(scope.Call.Next);
    }

    /// <summary>The register that holds a register's value, if it is one of the scope's own.</summary>
    public static int OwnerOf(Il il, int register, int start) => il.States.SourceOf(register) >= start ? il.States.SourceOf(register) : register;

    /// <summary>Short, without loops, protected ranges and variables of its own that others share.</summary>
    public static bool IsSmall(CodeProfile callee)
    {
        CodeObject code = callee.Code.Code;
        if (!callee.CanCompile || callee.IsGenerator || code.ExceptionTable.Length != 0)
        {
            return false;
        }

        int reached = 0;
        foreach (DecodedInstruction instruction in DecodedInstruction.All(code.Instructions))
        {
            if (instruction.Target < instruction.Offset || instruction.Op is Opcode.MakeCell or Opcode.LoadLocals or Opcode.ForIterate)
            {
                return false;
            }

            reached += callee.Reached[instruction.Offset] ? 1 : 0;
        }

        return reached is > 0 and <= MaxLength && Estimate.Handlers(callee) <= MaxHandlers;
    }

    /// <summary>How often the code is in the chain of callers.</summary>
    public static int Repeats(Activation? scope, ExecutableCode code)
    {
        int count = 0;
        for (; scope is not null; scope = scope.Caller)
        {
            count += ReferenceEquals(scope.Profile.Code, code) ? 1 : 0;
        }

        return count;
    }
}

using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Globals, attributes, methods and variables shared by functions: the inline caches, as they are now, become constants.</summary>
internal static class SlotEmission
{
    public static bool TryWrite(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        object? cache = il.Profile.Code.Caches[instruction.Next - 1];
        switch (instruction.Op)
        {
            case Opcode.LoadGlobal when cache is GlobalCache global:
                LoadGlobal(il, instruction, global);
                return true;
            case Opcode.StoreGlobal when cache is GlobalCache && !il.IsInner:
                StoreGlobal(il, instruction);
                return true;
            case Opcode.GetAttribute when cache is SiteCache site and ({ Next: not null } or MethodCache) && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                if (!IsReadable(site))
                {
                    return false;
                }

                Read(il, instruction, site);
                return true;
            case Opcode.GetAttribute when cache is AttributeCache { Index: > 0 } attribute && il.States.Kinds[instruction.B] == Kind.Any:
                GetAttribute(il, instruction, attribute);
                return true;
            case Opcode.GetAttribute when cache is ClassValueCache onClass && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                GetConstant(il, instruction, cache, onClass.Value, nameof(SlotSupport.IsClassValue));
                return true;
            case Opcode.GetAttribute when cache is TypeMemberCache { TakesClass: false } member && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                GetConstant(il, instruction, cache, member.Value, nameof(SlotSupport.IsTypeMember));
                return true;
            case Opcode.GetAttribute when cache is ClassVariableCache variable && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                GetClassVariable(il, instruction, variable);
                return true;
            case Opcode.SetAttribute when cache is ClassVariableCache variable && il.States.Kinds[instruction.A] is Kind.Any or Kind.Plain:
                SetClassVariable(il, instruction, variable);
                return true;
            case Opcode.SetAttribute when cache is AttributeCache { Index: > 0 } attribute && il.States.Kinds[instruction.A] == Kind.Any:
                SetAttribute(il, instruction, attribute);
                return true;
            case Opcode.LoadMethod when cache is MethodCache method && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                LoadMethod(il, compiler, instruction, method);
                return true;
            case Opcode.LoadMethod when cache is TypeMemberCache { TakesClass: true, Value.Ref: FunctionObject { OwnerId: RefCount.Uncounted } function }
                && !il.Profile.IsGeneric[instruction.Offset] && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                LoadClassMethod(il, instruction, cache, nameof(SlotSupport.TryClassOfMember), function);
                return true;
            case Opcode.LoadMethod when cache is InstanceMemberCache { TakesClass: true, Value.Ref: FunctionObject { OwnerId: RefCount.Uncounted } function }
                && !il.Profile.IsGeneric[instruction.Offset] && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                LoadClassMethod(il, instruction, cache, nameof(SlotSupport.TryClassOfInstance), function);
                return true;
            case Opcode.LoadCell or Opcode.LoadFree:
                LoadShared(il, instruction);
                return true;
            case Opcode.StoreCell or Opcode.StoreFree:
                StoreShared(il, instruction);
                return true;
            default:
                return false;
        }
    }

    private static void LoadGlobal(Il il, DecodedInstruction instruction, GlobalCache cache)
    {
        if (cache.Content is PyObject { OwnerId: RefCount.Uncounted } known and (FunctionObject or NativeFunction or TypeObject) && !il.Profile.IsGeneric[instruction.Offset])
        {
            Label exit = il.ExitBefore();
            Cache(il, instruction);
            il.Constant(known, typeof(object));
            il.Call(il.IsInner ? nameof(SlotSupport.IsGlobalIn) : nameof(SlotSupport.IsGlobal));
            il.Emit(OpCodes.Brfalse, exit);
            il.Displace(instruction.A);
            il.States.SetKnown(instruction.A, known);
            return;
        }

        il.FastOrHandler(instruction, slow =>
        {
            void Operands(Type type, out LocalBuilder result)
            {
                result = il.Local(type);
                il.Thread();
                Cache(il, instruction);
                il.Generator.Emit(OpCodes.Ldloca, result);
            }

            Finish(il, instruction.A, slow, Operands, il.IsInner ? "TryGlobalIn" : "TryGlobal");
        });
    }

    private static void StoreGlobal(Il il, DecodedInstruction instruction)
    {
        int b = instruction.B;
        il.FastOrHandler(instruction, slow =>
        {
            if (!il.States.IsTyped(b))
            {
                il.BeforeRelease();
            }

            il.Thread();
            Cache(il, instruction);
            switch (il.States.Kinds[b])
            {
                case Kind.Int:
                    il.LoadInt(b);
                    il.Call(nameof(SlotSupport.TryStoreGlobalInt));
                    break;
                case Kind.Float:
                    il.LoadFloat(b);
                    il.Call(nameof(SlotSupport.TryStoreGlobalFloat));
                    break;
                default:
                    il.Address(b);
                    il.Int(il.IsTaken(b) ? 1 : 0);
                    il.Call(nameof(SlotSupport.TryStoreGlobal));
                    break;
            }

            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(b);
        });
    }

    /// <summary>
    /// Whose globals: the frame's, or the function's that is written into its caller; and the code's inline caches with the place of this
    /// one. Not the entry itself: a program that adds globals makes new ones all over, which the handlers put there.
    /// </summary>
    private static void Cache(Il il, DecodedInstruction instruction)
    {
        if (il.IsInner)
        {
            il.Constant(il.Scope.Function!, typeof(FunctionObject));
        }
        else
        {
            il.Frame();
        }

        il.Constant(il.Profile.Code.Caches, typeof(object[]));
        il.Int(instruction.Next - 1);
    }

    private static void GetAttribute(Il il, DecodedInstruction instruction, AttributeCache cache)
    {
        int b = instruction.B;
        il.FastOrHandler(instruction, slow =>
        {
            void Operands(Type type, out LocalBuilder result)
            {
                result = il.Local(type);
                il.Thread();
                il.Address(b);
                il.Constant(cache.Version, typeof(object));
                il.Int(cache.Index);
                il.Generator.Emit(OpCodes.Ldloca, result);
            }

            Finish(il, instruction.A, slow, Operands, "TryAttribute", b);
        });
    }

    /// <summary>True when each entry of a site says where the value is: none calls anything.</summary>
    public static bool IsReadable(SiteCache site)
    {
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            if (entry is not (AttributeCache or ClassValueCache or ClassVariableCache or MethodCache or TypeMemberCache { TakesClass: false }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An attribute of instances of several classes, or of several classes.</summary>
    private static void Read(Il il, DecodedInstruction instruction, SiteCache site)
    {
        int b = instruction.B;
        bool isOfInstances = true;
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            isOfInstances &= entry is AttributeCache;
        }

        il.FastOrHandler(instruction, slow =>
        {
            void Operands(Type type, out LocalBuilder result)
            {
                result = il.Local(type);
                il.Thread();
                il.Address(b);
                il.Constant(site, isOfInstances ? typeof(AttributeCache) : typeof(SiteCache));
                il.Generator.Emit(OpCodes.Ldloca, result);
            }

            Finish(il, instruction.A, slow, Operands, isOfInstances ? "TryAnyAttribute" : "TryRead", b);
        });
    }

    /// <summary>An attribute that all instances of a class see on the class, or that is read through the class itself.</summary>
    private static void GetConstant(Il il, DecodedInstruction instruction, object cache, Value value, string guard)
    {
        int a = instruction.A;
        int b = instruction.B;
        il.FastOrHandler(instruction, slow =>
        {
            il.Address(b);
            il.Constant(cache, cache.GetType());
            il.Call(guard);
            il.Emit(OpCodes.Brfalse, slow);
            if (value.Ref is null || value.IsFloat)
            {
                il.Consume(b);
                MoveEmission.Constant(il, a, value);
                return;
            }

            if (value.Ref.OwnerId == RefCount.Uncounted)
            {
                il.Consume(b);
                MoveEmission.Constant(il, a, value);

                // What the handler finds may be counted.
                il.States.Set(a, Kind.Any);
                return;
            }

            // Retained while the class still holds it: releasing the operand can run code.
            LocalBuilder result = il.Local(typeof(Value));
            il.Thread();
            il.Constant(value.Ref, typeof(PyObject));
            il.Call(nameof(SlotSupport.Retained));
            il.Store(result);
            il.Consume(b);
            il.StoreValue(a, result);
        });
    }

    /// <summary>Calls the helper for the kind of result that was seen, and takes the result.</summary>
    private static void Finish(Il il, int a, Label slow, OperandWriter operands, string helper, int consumed = -1)
    {
        Kind kind = il.SeenResult();
        operands(kind switch { Kind.Int => typeof(long), Kind.Float => typeof(double), _ => typeof(Value) }, out LocalBuilder result);
        il.Call(helper + (kind switch { Kind.Int => "Int", Kind.Float => "Float", _ => "" }));
        il.Emit(OpCodes.Brfalse, slow);
        if (consumed >= 0)
        {
            il.Consume(consumed);
        }

        switch (kind)
        {
            case Kind.Int:
                il.Load(result);
                il.StoreInt(a);
                break;
            case Kind.Float:
                il.Load(result);
                il.StoreFloat(a);
                break;
            default:
                il.StoreValue(a, result);
                break;
        }
    }

    private static void SetAttribute(Il il, DecodedInstruction instruction, AttributeCache cache)
    {
        int a = instruction.A;
        int b = instruction.B;
        il.FastOrHandler(instruction, slow =>
        {
            bool isNumber = il.States.IsTyped(b);
            if (!isNumber)
            {
                // What is replaced is released: a finaliser may look at this frame.
                il.BeforeRelease();
            }

            il.Thread();
            il.Address(a);
            il.Constant(cache, typeof(AttributeCache));
            switch (il.States.Kinds[b])
            {
                case Kind.Int:
                    il.LoadInt(b);
                    il.Call(nameof(SlotSupport.TrySetAttributeInt));
                    break;
                case Kind.Float:
                    il.LoadFloat(b);
                    il.Call(nameof(SlotSupport.TrySetAttributeFloat));
                    break;
                default:
                    il.Address(b);
                    il.Int(il.IsTaken(b) ? 1 : 0);
                    il.Call(nameof(SlotSupport.TrySetAttribute));
                    break;
            }

            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(b);
            il.Consume(a);
        });
    }

    private static void GetClassVariable(Il il, DecodedInstruction instruction, ClassVariableCache cache)
    {
        int b = instruction.B;
        il.FastOrHandler(instruction, slow =>
        {
            void Operands(Type type, out LocalBuilder result)
            {
                result = il.Local(type);
                il.Thread();
                il.Address(b);
                il.Constant(cache, typeof(ClassVariableCache));
                il.Generator.Emit(OpCodes.Ldloca, result);
            }

            Finish(il, instruction.A, slow, Operands, "TryClassVariable", b);
        });
    }

    private static void SetClassVariable(Il il, DecodedInstruction instruction, ClassVariableCache cache)
    {
        int a = instruction.A;
        int b = instruction.B;
        il.FastOrHandler(instruction, slow =>
        {
            il.Flush(b);
            il.BeforeRelease();
            il.Thread();
            il.Address(a);
            il.Constant(cache, typeof(ClassVariableCache));
            il.Address(b);
            il.Int(il.IsTaken(b) ? 1 : 0);
            il.Call(nameof(SlotSupport.TrySetClassVariable));
            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(b);
            il.Consume(a);
        });
    }

    private static void LoadMethod(Il il, BodyCompiler compiler, DecodedInstruction instruction, MethodCache cache)
    {
        int a = instruction.A;
        int b = instruction.B;
        if (cache.Next is not null && !il.Profile.IsGeneric[instruction.Offset] && KnownMethods(cache) is { } methods)
        {
            LoadKnownMethods(il, compiler, instruction, cache, methods);
            return;
        }

        if (cache.Function.OwnerId == RefCount.Uncounted && cache.Next is null && !il.Profile.IsGeneric[instruction.Offset])
        {
            Label exit = il.ExitBefore();
            il.Address(b);
            if (BuiltinOf(cache) is { } builtin)
            {
                il.Constant(builtin, typeof(TypeObject));
                il.Call(nameof(MethodSupport.IsOfBuiltin));
            }
            else
            {
                il.Constant(cache, typeof(MethodCache));
                il.Call(nameof(MethodSupport.IsMethodOf));
            }

            il.Emit(OpCodes.Brfalse, exit);
            PutSelf(il, b, a);
            il.States.SetKnown(a, cache.Function);
            return;
        }

        il.FastOrHandler(instruction, slow =>
        {
            il.Thread();
            il.Address(b);
            il.Address(a);
            il.Constant(cache, typeof(MethodCache));
            il.Int(il.IsTaken(b) ? 1 : 0);
            il.Call(nameof(MethodSupport.TryMethod));
            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(b);
            il.States.Set(a, Kind.Any);
            il.States.Set(a + 1, Kind.Any);
        });
        il.States.Set(a, Kind.Any);
        il.States.Set(a + 1, Kind.Any);
    }

    /// <summary>The instance goes into the register of the first argument: a temporary itself, of a local an alias. The function's register is written afterwards.</summary>
    private static void PutSelf(Il il, int target, int function)
    {
        int self = function + 1;
        if (target == self)
        {
            return;
        }

        if (!il.IsTaken(target))
        {
            il.States.SetAlias(self, target);
            il.Consumed(target);
            return;
        }

        Kind kind = il.States.Kinds[target];
        il.Thread();
        il.Address(target);
        il.Address(function);
        il.Int(1);
        il.Call(nameof(MethodSupport.PutSelf));
        il.Consumed(target);
        il.States.Set(self, kind);
    }

    /// <summary>The builtin type that a cache's method is for, exactly, when that is all there is to ask: nothing in its instances hides methods, and they are objects.</summary>
    private static TypeObject? BuiltinOf(MethodCache cache) =>
        cache.Function is NativeFunction { Owner: { IsHeap: false } owner } && (owner.Flags & TypeFlags.HasDict) == 0 && ReferenceEquals(owner.Version, cache.Version)
            && !ReferenceEquals(owner, BuiltinTypes.Int) && !ReferenceEquals(owner, BuiltinTypes.Float) ? owner : null;

    /// <summary>The uncounted functions of a site that saw several classes; null when one of them is none, or nothing is won by telling them apart.</summary>
    private static List<FunctionObject>? KnownMethods(MethodCache site)
    {
        var methods = new List<FunctionObject>();
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            if (entry is not MethodCache { Function: FunctionObject { OwnerId: RefCount.Uncounted } function })
            {
                return null;
            }

            if (!methods.Contains(function))
            {
                methods.Add(function);
            }
        }

        return methods.Exists(static method => method.Code.Profile is { } profile && InnerEmission.IsSmall(profile)) ? methods : null;
    }

    /// <summary>The code behind becomes one version for each method, so that each can be written into it.</summary>
    private static void LoadKnownMethods(Il il, BodyCompiler compiler, DecodedInstruction instruction, MethodCache site, List<FunctionObject> methods)
    {
        int a = instruction.A;
        int b = instruction.B;
        Label exit = il.ExitBefore();
        LocalBuilder found = il.Local(typeof(PyObject));
        il.Address(b);
        il.Constant(site, typeof(MethodCache));
        il.Call(nameof(MethodSupport.FindMethod));
        il.Store(found);
        RegisterStates before = il.States;
        for (int i = 0; i < methods.Count; i++)
        {
            bool isLast = i == methods.Count - 1;
            Label other = isLast ? exit : il.DefineLabel();
            il.States = before.Clone();
            il.Load(found);
            il.Constant(methods[i], typeof(object));
            il.Emit(OpCodes.Bne_Un, other);
            PutSelf(il, b, a);
            il.States.SetKnown(a, methods[i]);
            if (!isLast)
            {
                compiler.Split(instruction.Next);
                il.Mark(other);
            }
        }
    }

    /// <summary>A classmethod's function is known; the class goes into the register of its first argument.</summary>
    private static void LoadClassMethod(Il il, in DecodedInstruction instruction, object cache, string guard, FunctionObject function)
    {
        int a = instruction.A;
        int b = instruction.B;
        Label exit = il.ExitBefore();
        LocalBuilder type = il.Local(typeof(Value));
        il.Address(b);
        il.Constant(cache, cache.GetType());
        il.Generator.Emit(OpCodes.Ldloca, type);
        il.Call(guard);
        il.Emit(OpCodes.Brfalse, exit);
        il.Consume(b);
        il.StoreValue(a + 1, type);
        il.States.SetKnown(a, function);
    }

    private static void LoadShared(Il il, DecodedInstruction instruction)
    {
        il.FastOrHandler(instruction, slow =>
        {
            void Operands(Type type, out LocalBuilder result)
            {
                result = il.Local(type);
                il.Thread();
                Cell(il, instruction.Op == Opcode.LoadCell, instruction.B);
                il.Generator.Emit(OpCodes.Ldloca, result);
            }

            Finish(il, instruction.A, slow, Operands, "TryCell");
        });
    }

    private static void StoreShared(Il il, DecodedInstruction instruction)
    {
        int b = instruction.B;
        bool isNumber = il.States.IsTyped(b);
        if (!isNumber)
        {
            il.BeforeRelease();
        }

        il.FastOrHandler(instruction, slow =>
        {
            il.Thread();
            Cell(il, instruction.Op == Opcode.StoreCell, instruction.A);
            switch (il.States.Kinds[b])
            {
                case Kind.Int:
                    il.LoadInt(b);
                    il.Call(nameof(SlotSupport.TrySetCellInt));
                    il.Emit(OpCodes.Brfalse, slow);
                    break;
                case Kind.Float:
                    il.LoadFloat(b);
                    il.Call(nameof(SlotSupport.TrySetCellFloat));
                    il.Emit(OpCodes.Brfalse, slow);
                    break;
                default:
                    il.Address(b);
                    il.Int(il.IsTaken(b) ? 1 : 0);
                    il.Call(nameof(SlotSupport.SetCell));
                    break;
            }

            il.Consumed(b);
        });
    }

    /// <summary>The cell of a variable of the code's own or of one around it.</summary>
    public static void Cell(Il il, bool isOwn, int index)
    {
        if (isOwn)
        {
            il.Address(index);
            il.Call(nameof(SlotSupport.CellIn));
        }
        else
        {
            if (!il.IsInner)
            {
                il.Frame();
                il.Int(index);
                il.Call(nameof(SlotSupport.FreeOf));
                return;
            }

            if (il.Scope.IsFunctionKnown)
            {
                il.Constant(il.Scope.Function!, typeof(FunctionObject));
            }
            else
            {
                il.Address(il.Scope.Callee);
                il.Call(nameof(SlotSupport.FunctionIn));
            }

            il.Int(index);
            il.Call(nameof(SlotSupport.FreeOfFunction));
        }
    }

    private delegate void OperandWriter(Type type, out LocalBuilder result);
}

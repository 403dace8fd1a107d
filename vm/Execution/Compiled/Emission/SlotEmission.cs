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
        object? cache = il.CacheOf(instruction);
        switch (instruction.Op)
        {
            case Opcode.LoadGlobal when cache is GlobalCache global:
                LoadGlobal(il, instruction, global);
                return true;
            case Opcode.StoreGlobal when cache is GlobalCache && !il.IsInner:
                StoreGlobal(il, instruction);
                return true;
            case Opcode.GetAttribute or Opcode.LoadMethod when ModuleEmission.TryWrite(il, instruction):
                return true;
            case Opcode.GetAttribute when cache is SiteCache site and ({ Next: not null } or MethodCache or ModuleCache or ClassValueCache { Held.IsConstant: false } or TypeMemberCache { TakesClass: false, Held.IsConstant: false }) && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
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
                GetConstant(il, instruction, cache, onClass.Held.Value, nameof(SlotSupport.IsClassValue));
                return true;
            case Opcode.GetAttribute when cache is TypeMemberCache { TakesClass: false } member && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                GetConstant(il, instruction, cache, member.Held.Value, nameof(SlotSupport.IsTypeMember));
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
                MethodEmission.Load(il, compiler, instruction, method);
                return true;
            case Opcode.LoadMethod when cache is TypeMemberCache { TakesClass: true, Held.Value.Ref: FunctionObject { OwnerId: RefCount.Uncounted } function }
                && !il.Profile.IsGeneric[instruction.Offset] && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                MethodEmission.LoadOfClass(il, instruction, cache, nameof(SlotSupport.TryClassOfMember), function);
                return true;
            case Opcode.LoadMethod when cache is InstanceMemberCache { TakesClass: true, Value.Ref: FunctionObject { OwnerId: RefCount.Uncounted } function }
                && !il.Profile.IsGeneric[instruction.Offset] && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                MethodEmission.LoadOfClass(il, instruction, cache, nameof(SlotSupport.TryClassOfInstance), function);
                return true;
            case Opcode.BeforeWith when cache is WithCache with && !il.Profile.IsGeneric[instruction.Offset] && il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain:
                MethodEmission.LoadSpecials(il, instruction, with);
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
        if (cache.Content is PyObject { OwnerId: RefCount.Uncounted } known and (FunctionObject or NativeFunction or TypeObject or ModuleObject) && !il.Profile.IsGeneric[instruction.Offset])
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
            void Operands()
            {
                il.Thread();
                Cache(il, instruction);
            }

            Finish(il, instruction.A, slow, Operands, il.IsInner ? "TryGlobalIn" : "TryGlobal", hasObjects: true);
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
            void Operands()
            {
                il.Thread();
                il.Address(b);
                il.Constant(cache.Version, typeof(object));
                il.Int(cache.Index);
            }

            Finish(il, instruction.A, slow, Operands, "TryAttribute", b, hasObjects: true);
        });
    }

    /// <summary>True when each entry of a site says where the value is: none calls anything.</summary>
    public static bool IsReadable(SiteCache site)
    {
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            if (entry is not (AttributeCache or ClassValueCache or ClassVariableCache or MethodCache or ModuleCache or TypeMemberCache { TakesClass: false }))
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
            void Operands()
            {
                il.Thread();
                il.Address(b);
                il.Constant(site, isOfInstances ? typeof(AttributeCache) : typeof(SiteCache));
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
    /// <param name="il">What is written.</param>
    /// <param name="a">The register that gets it.</param>
    /// <param name="slow">Where to go when the helper does not find it, or something else.</param>
    /// <param name="operands">Writes the helper's arguments.</param>
    /// <param name="helper">The name of the helper for any value, with which those for kinds begin.</param>
    /// <param name="consumed">The operand's register; -1 when there is none.</param>
    /// <param name="hasObjects">There is a helper for what is no number.</param>
    private static void Finish(Il il, int a, Label slow, Action operands, string helper, int consumed = -1, bool hasObjects = false)
    {
        Kind kind = il.SeenResult();
        bool isObject = hasObjects && kind == Kind.Any && il.HasSeenObjects();
        LocalBuilder result = il.Local(kind switch { Kind.Int => typeof(long), Kind.Float => typeof(double), _ => isObject ? typeof(PyObject) : typeof(Value) });
        operands();
        if (isObject)
        {
            il.Call(helper + "Object");
            il.Store(result);
            il.Load(result);
        }
        else
        {
            il.Generator.Emit(OpCodes.Ldloca, result);
            il.Call(helper + (kind switch { Kind.Int => "Int", Kind.Float => "Float", _ => "" }));
        }

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
                if (isObject)
                {
                    il.StoreObject(a, result);
                }
                else
                {
                    il.StoreValue(a, result);
                }

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
            void Operands()
            {
                il.Thread();
                il.Address(b);
                il.Constant(cache, typeof(ClassVariableCache));
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

    private static void LoadShared(Il il, DecodedInstruction instruction)
    {
        il.FastOrHandler(instruction, slow =>
        {
            void Operands()
            {
                il.Thread();
                Cell(il, instruction.Op == Opcode.LoadCell, instruction.B);
            }

            Finish(il, instruction.A, slow, Operands, "TryCell", hasObjects: true);
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
}

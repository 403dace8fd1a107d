using System.Reflection;
using System.Reflection.Emit;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>IL as it stands, with the locals that instructions need while they are written and the objects that the body keeps.</summary>
internal abstract class IlWriter(ILGenerator generator)
{
    private readonly List<object> _constants = [];

    /// <summary>IL locals of instructions that have been written, for the next ones: by how many cold pieces deep they were used, which may jump back into what is being written outside of them.</summary>
    private readonly List<LocalPool> _pools = [];

    public ILGenerator Generator { get; } = generator;

    public object[] Constants => [.. _constants];

    /// <summary>How many cold pieces the place lies deep.</summary>
    protected int Depth { get; set; }

    public void Emit(OpCode op) => Generator.Emit(op);

    public void Emit(OpCode op, Label label) => Generator.Emit(op, label);

    public void Emit(OpCode op, FieldInfo field) => Generator.Emit(op, field);

    public void Load(LocalBuilder local) => Generator.Emit(OpCodes.Ldloc, local);

    public void Store(LocalBuilder local) => Generator.Emit(OpCodes.Stloc, local);

    /// <summary>An IL local for the instruction that is being written.</summary>
    public LocalBuilder Local(Type type)
    {
        while (_pools.Count <= Depth)
        {
            _pools.Add(new LocalPool());
        }

        return _pools[Depth].Take(Generator, type);
    }

    /// <summary>An instruction has been written: its IL locals serve the next ones.</summary>
    public void FreeLocals()
    {
        if (Depth < _pools.Count)
        {
            _pools[Depth].FreeAll();
        }
    }

    public Label DefineLabel() => Generator.DefineLabel();

    public void Mark(Label label) => Generator.MarkLabel(label);

    public void Call(string helper) => Generator.Emit(OpCodes.Call, Members.Support(helper));

    public void Call(MethodInfo method) => Generator.Emit(OpCodes.Call, method);

    public void Int(int value) => Generator.Emit(OpCodes.Ldc_I4, value);

    public void Long(long value) => Generator.Emit(OpCodes.Ldc_I8, value);

    public void Thread() => Generator.Emit(OpCodes.Ldarg_1);

    public void Frame() => Generator.Emit(OpCodes.Ldarg_2);

    /// <summary>An object that the body keeps.</summary>
    public void Constant(object value, Type type)
    {
        int index = _constants.FindIndex(known => ReferenceEquals(known, value));
        if (index < 0)
        {
            index = _constants.Count;
            _constants.Add(value);
        }

        Generator.Emit(OpCodes.Ldarg_0);
        Int(index);
        Generator.Emit(OpCodes.Ldelem_Ref);
        if (type != typeof(object))
        {
            Generator.Emit(OpCodes.Call, Members.Cast(type));
        }
    }

    /// <summary>Takes one off the count of an object that the thread owns and has more references to: nothing else can come of it. Goes elsewhere with others.</summary>
    protected void ReleaseOneOfMany(LocalBuilder held, Label other)
    {
        if (Memory.CountStatistics.Decision.IsOn || Memory.RefCount.AssertsCounts)
        {
            Emit(OpCodes.Br, other);
            return;
        }

        Load(held);
        Emit(OpCodes.Ldfld, Members.OwnerId);
        Thread();
        Emit(OpCodes.Ldfld, Members.ThreadOwnerId);
        Emit(OpCodes.Bne_Un, other);
        Load(held);
        Emit(OpCodes.Ldfld, Members.Local);
        Int(1);
        Emit(OpCodes.Ble, other);
        Load(held);
        Load(held);
        Emit(OpCodes.Ldfld, Members.Local);
        Int(1);
        Emit(OpCodes.Sub);
        Emit(OpCodes.Stfld, Members.Local);
    }
}

using System.Reflection;
using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Writes the IL of one body: registers, constants, exits. The families of opcodes build on it.</summary>
internal sealed class Il : IlWriter
{
    /// <summary>Code that is written behind everything else.</summary>
    private readonly Queue<Action> _cold = new();

    private sealed record ExitKey(Activation Scope, int Pc, int Site, string States);

    private readonly Dictionary<ExitKey, Label> _exits = [];
    private readonly LocalBuilder?[] _ints;
    private readonly LocalBuilder?[] _floats;

    private readonly LocalBuilder _registers;
    private readonly LocalBuilder _flow;
    private readonly Label _returnFlow;

    /// <summary>Where the interpreter goes on with the frames that there are.</summary>
    public Label Leave { get; }

    /// <summary>Handlers of exceptions that the body has entries for.</summary>
    public HandlerEntries Handlers { get; } = new();

    /// <summary>Where an exception is in flight and frame.Pc is set.</summary>
    public Label Failed { get; }

    private readonly LocalBuilder _inner;

    /// <param name="method">What is written.</param>
    /// <param name="root">The code that it is the body of.</param>
    /// <param name="count">Registers, with those of functions written into the body.</param>
    public Il(DynamicMethod method, Activation root, int count)
        : base(method.GetILGenerator(16 * 1024))
    {
        Root = Scope = root;
        _ints = new LocalBuilder?[count];
        _floats = new LocalBuilder?[count];
        States = new RegisterStates(count);
        _registers = Generator.DeclareLocal(typeof(Value).MakeByRefType());
        _flow = Generator.DeclareLocal(typeof(Flow));
        _inner = Generator.DeclareLocal(typeof(Frame));
        _returnFlow = Generator.DefineLabel();
        Leave = Generator.DefineLabel();
        Failed = Generator.DefineLabel();
    }

    public Activation Root { get; }

    /// <summary>The inline caches that have been looked at.</summary>
    public CompiledSites Sites { get; } = new();

    /// <summary>The code whose instruction is being written.</summary>
    public Activation Scope { get; set; }

    public CodeProfile Profile => Scope.Profile;

    /// <summary>True in a function that is written into its caller: it has no frame.</summary>
    public bool IsInner => Scope.Caller is not null;

    /// <summary>What is known at the place that is being written.</summary>
    public RegisterStates States { get; set; }

    /// <summary>The instruction that is being written.</summary>
    public DecodedInstruction At { get; set; }

    /// <summary>What the instruction's inline cache holds.</summary>
    public object? CacheOf(in DecodedInstruction instruction) => Sites.Read(Profile.Code.Caches, instruction.Next - 1);

    public bool IsTemporary(int register) => register >= Scope.FirstTemporary;

    /// <summary>True for a temporary that holds its value itself: whoever reads it takes it out of there.</summary>
    public bool IsTaken(int register) => IsTemporary(register) && !States.IsAlias(register);

    // ---- registers -----------------------------------------------------------------------------------------------

    /// <summary>At the start: finds the window.</summary>
    public void Begin()
    {
        Frame();
        Call(nameof(Support.WindowOf));
        Store(_registers);
    }

    /// <summary>The address of register 0.</summary>
    public void Registers() => Load(_registers);

    /// <summary>The address of a register; of an alias, of the one that has its value.</summary>
    public void Address(int register)
    {
        if (States.IsAlias(register))
        {
            register = States.SourceOf(register);
        }

        Load(_registers);
        if (register != 0)
        {
            Int(register * 16);
            Emit(OpCodes.Conv_I);
            Emit(OpCodes.Add);
        }
    }

    public LocalBuilder IntLocal(int register) => _ints[register] ??= Generator.DeclareLocal(typeof(long));

    public LocalBuilder FloatLocal(int register) => _floats[register] ??= Generator.DeclareLocal(typeof(double));

    /// <summary>Loads an int that is in an IL local.</summary>
    public void LoadInt(int register) => Load(IntLocal(register));

    public void LoadFloat(int register) => Load(FloatLocal(register));

    /// <summary>The register's object, which is in the window.</summary>
    public void LoadRef(int register)
    {
        Address(register);
        Emit(OpCodes.Ldfld, Members.ValueRef);
    }

    /// <summary>Takes the int on the stack as the register's value.</summary>
    public void StoreInt(int register, long low = long.MinValue, long high = long.MaxValue)
    {
        Store(IntLocal(register));
        Displace(register);
        States.SetInt(register, low, high);
    }

    public void StoreFloat(int register)
    {
        Store(FloatLocal(register));
        Displace(register);
        States.SetFloat(register);
    }

    /// <summary>A value in an IL local, whose reference moves, goes into the register's place in the window.</summary>
    public void StoreValue(int register, LocalBuilder value)
    {
        Displace(register);
        Address(register);
        Load(value);
        Generator.Emit(OpCodes.Stobj, typeof(Value));
        States.Set(register, Kind.Any);
    }

    /// <summary>An object in an IL local, whose reference moves, goes into the register's place in the window.</summary>
    public void StoreObject(int register, LocalBuilder reference)
    {
        Displace(register);
        Address(register);
        Load(reference);
        Call(nameof(Support.PutObject));
        States.Set(register, Kind.Any);
    }

    /// <summary>What the window has in the register is released, because an IL local takes over.</summary>
    public void Displace(int register)
    {
        if (States.IsAlias(register))
        {
            States.Set(register, Kind.Empty);
            return;
        }

        if (States.Kinds[register] != Kind.Any)
        {
            return;
        }

        Label counted = DefineLabel();
        Label done = DefineLabel();

        // Written out, as it is everywhere: what is inlined costs the JIT much more time.
        LocalBuilder held = Local(typeof(PyObject));
        LoadRef(register);
        Store(held);
        Load(held);
        Emit(OpCodes.Brfalse, done);
        Load(held);
        Emit(OpCodes.Ldfld, Members.OwnerId);
        Int(Memory.RefCount.Uncounted);
        Emit(OpCodes.Beq, done);
        ReleaseOneOfMany(held, counted);
        Address(register);
        Emit(OpCodes.Ldnull);
        Emit(OpCodes.Stfld, Members.ValueRef);
        Mark(done);
        RegisterStates before = States.Clone();
        RegisterStates aliases = States.Clone();
        int pc = At.Next;
        Cold(() =>
        {
            // A finaliser may look at this frame.
            Mark(counted);
            States = before;
            FlushAll();
            if (!IsInner)
            {
                StorePc(pc);
            }

            Thread();
            Address(register);
            Call(nameof(Support.Forget));
            Rejoin(aliases);
            Emit(OpCodes.Br, done);
        });
    }

    /// <summary>On the way back from cold code, which has flushed: the registers that are aliases there give up what they hold.</summary>
    public void Rejoin(RegisterStates there)
    {
        for (int r = 0; r < there.Kinds.Length; r++)
        {
            if (there.IsAlias(r) && !States.IsAlias(r) && States.Kinds[r] == Kind.Any)
            {
                Thread();
                Address(r);
                Call(nameof(Support.Unshare));
            }
        }
    }

    /// <summary>Before a register is written to: its aliases get the value that it has.</summary>
    public void FlushAliases(int register)
    {
        for (int r = 0; r < States.Kinds.Length; r++)
        {
            if (States.SourceOf(r) == register)
            {
                Flush(r);
            }
        }
    }

    /// <summary>An operand that was read: a temporary is empty now. What counted it held has been moved or released.</summary>
    public void Consumed(int register)
    {
        if (IsTemporary(register))
        {
            States.Set(register, Kind.Empty);
        }
    }

    /// <summary>Releases an operand in the window that is a temporary; user code may run.</summary>
    public void Consume(int register)
    {
        if (!IsTemporary(register))
        {
            return;
        }

        Displace(register);
        States.Set(register, Kind.Empty);
    }

    /// <summary>Writes a register's IL local into the window.</summary>
    public void Flush(int register)
    {
        if (States.IsAlias(register))
        {
            int source = States.SourceOf(register);
            States.Set(register, States.Kinds[register]);
            Thread();
            Address(register);
            Address(source);
            // Cold code may be reached from behind the place where the main path has flushed.
            Call(Depth == 0 ? nameof(Support.Copy) : nameof(Support.Share));
            return;
        }

        if (!States.Dirty[register])
        {
            return;
        }

        Address(register);
        switch (States.Kinds[register])
        {
            case Kind.Int:
                Emit(OpCodes.Dup);
                Emit(OpCodes.Ldnull);
                Emit(OpCodes.Stfld, Members.ValueRef);
                LoadInt(register);
                Emit(OpCodes.Stfld, Members.ValueBits);
                break;
            case Kind.Float:
                LoadFloat(register);
                Call(nameof(Support.PutFloat));
                break;
            case Kind.Known:
                Constant(States.Objects[register]!, typeof(PyObject));
                Call(nameof(Support.PutObject));
                break;
            case Kind.Unbound:
                Call(nameof(Support.PutUnbound));
                break;
        }

        States.Dirty[register] = false;
    }

    public void FlushAll() => FlushAllBut(0, 0);

    /// <summary>As <see cref="FlushAll"/>, without the aliases and the known objects among so many registers: a native borrows them.</summary>
    public void FlushAllBut(int first, int count)
    {
        for (int r = 0; r < States.Kinds.Length; r++)
        {
            if (r < first || r >= first + count || !(States.IsAlias(r) || States.Kinds[r] == Kind.Known))
            {
                Flush(r);
            }
        }
    }

    /// <summary>What comes may release something: a finaliser may look at the frame.</summary>
    public void BeforeRelease()
    {
        FlushAll();
        if (!IsInner)
        {
            StorePc(At.Next);
        }
    }

    public void StorePc(int pc)
    {
        CurrentFrame();
        Int(pc);
        Emit(OpCodes.Stfld, Members.FramePc);
    }

    /// <summary>The frame of the scope; of a function written into its caller after <see cref="MakeFrames"/>.</summary>
    public void CurrentFrame()
    {
        if (IsInner)
        {
            Load(_inner);
        }
        else
        {
            Frame();
        }
    }

    /// <summary>Makes the frames of functions written into their caller. The window is up to date.</summary>
    public void MakeFrames() => Scope.MakeFrames(this, _inner);

    /// <summary>Takes the frames off again.</summary>
    public void DropFrames()
    {
        if (IsInner)
        {
            Thread();
            Frame();
            Int(Scope.Depth);
            Call(nameof(CallSupport.DropFrames));
            Emit(OpCodes.Brfalse, Leave);
        }
    }

    // ---- guards and exits ----------------------------------------------------------------------------------------

    /// <summary>Code for later, behind everything else; the states are put back after it.</summary>
    public void Cold(Action write)
    {
        Activation scope = Scope;
        DecodedInstruction at = At;
        int depth = Depth + 1;
        _cold.Enqueue(() =>
        {
            Scope = scope;
            At = at;
            Depth = depth;
            write();
            FreeLocals();
            Depth = 0;
        });
    }

    /// <summary>Writes what was put off.</summary>
    public void WriteCold()
    {
        while (_cold.TryDequeue(out Action? write))
        {
            RegisterStates kept = States;
            Activation scope = Scope;
            write();
            States = kept;
            Scope = scope;
        }
    }

    /// <summary>Where to go when the instruction cannot be done here: the interpreter does it.</summary>
    public Label ExitBefore() => Exit(At.Offset, At.Offset);

    /// <summary>Where to go when the instruction, which is done, has given something unexpected.</summary>
    public Label ExitAfter() => Exit(At.Next, At.Offset);

    /// <summary>The flow on the stack, that of an instruction that goes nowhere, is returned; an error may have its handler here.</summary>
    public void ReturnFlow()
    {
        if (Handlers.IsEmpty)
        {
            Emit(OpCodes.Ret);
            return;
        }

        Store(_flow);
        Emit(OpCodes.Br, _returnFlow);
    }

    /// <summary>The flow on the stack: unless it is Next, it is returned.</summary>
    public void ReturnUnlessNext()
    {
        Store(_flow);
        Load(_flow);
        Emit(OpCodes.Brtrue, _returnFlow);
    }

    public void WriteReturn()
    {
        Mark(_returnFlow);
        if (!Handlers.IsEmpty)
        {
            Load(_flow);
            Int((int)Flow.Error);
            Emit(OpCodes.Beq, Failed);
        }

        Load(_flow);
        Emit(OpCodes.Ret);

        // The interpreter goes on with the frames that there are.
        Mark(Leave);
        Int((int)Flow.Frame);
        Emit(OpCodes.Ret);
        Mark(Failed);
        Handlers.Write(this);
        Int((int)Flow.Error);
        Emit(OpCodes.Ret);
    }

    /// <summary>
    /// Writes a fast way, which goes to the label it is given where it does not apply, and behind everything else a call of the
    /// handler for that case. Both end in the states that the fast way leaves.
    /// </summary>
    public void FastOrHandler(in DecodedInstruction instruction, Action<Label> fast)
    {
        if (!Tier.IsForced && !Profile.HasFailed[instruction.Offset])
        {
            fast(Exit(At.Offset, At.Offset, nameof(Tier.ExitToHandler)));
            return;
        }

        RegisterStates before = States.Clone();
        DecodedInstruction at = instruction;
        Label slow = DefineLabel();
        Label done = DefineLabel();
        fast(slow);
        Mark(done);
        RegisterStates after = States.Clone();
        Cold(() =>
        {
            Mark(slow);
            States = before;
            At = at;
            InstructionWriter.CallHandler(this, at);

            // While it is known what the handler's way has flushed.
            Rejoin(after);
            int a = at.A;
            switch (OpcodeMetadata.Of(at.Op).A == Operand.Dest || Recorder.IsCall(at.Op) ? after.Kinds[a] : Kind.Empty)
            {
                case Kind.Int:
                    States = after.Clone();
                    States.Set(a, Kind.Any);
                    Label notInt = ExitAfter();
                    LoadRef(a);
                    Emit(OpCodes.Brtrue, notInt);
                    this.TakeInt(a);
                    break;
                case Kind.Float:
                    States = after.Clone();
                    States.Set(a, Kind.Any);
                    Label notFloat = ExitAfter();
                    LoadRef(a);
                    Emit(OpCodes.Ldsfld, Members.FloatTag);
                    Emit(OpCodes.Bne_Un, notFloat);
                    this.TakeFloat(a);
                    break;
            }

            Emit(OpCodes.Br, done);
        });
    }

    /// <summary>The number that alone was seen as the instruction's result; Any when there were others.</summary>
    public Kind SeenResult() => Profile.IsGeneric[At.Offset] ? Kind.Any : Profile.Result[At.Offset] switch
    {
        Seen.Int => Kind.Int,
        Seen.Float => Kind.Float,
        _ => Kind.Any,
    };

    /// <summary>True when the instruction has given objects and never a number.</summary>
    public bool HasSeenObjects() =>
        !Profile.IsGeneric[At.Offset] && !Profile.HasFailed[At.Offset] && Profile.Result[At.Offset] is not Seen.Nothing and var seen && (seen & (Seen.Int | Seen.Float)) == 0;

    private Label Exit(int pc, int site, string how = nameof(Tier.Exit))
    {
        var key = new ExitKey(Scope, pc, site, how + States.Key());
        if (_exits.TryGetValue(key, out Label known))
        {
            return known;
        }

        Label label = DefineLabel();
        _exits.Add(key, label);
        RegisterStates states = States.Clone();
        Cold(() =>
        {
            States = states;
            Mark(label);
            FlushAll();
            MakeFrames();
            Thread();
            CurrentFrame();
            Int(pc);
            Int(site);
            Constant(Root.Profile.Origin, typeof(CodeProfile));
            Call(how);
            Emit(OpCodes.Ret);
        });
        return label;
    }
}

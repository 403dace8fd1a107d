using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// Translates a code object to IL. Blocks are compiled for what is known of the registers where control comes from (basic
/// block versioning, Chevalier-Boisvert and Feeley 2015): the first round of a loop, whose variables have no type yet, and the
/// others become different code, and nothing has to be computed beforehand.
/// </summary>
internal sealed class BodyCompiler
{
    /// <summary>Versions of one block; the next one knows nothing.</summary>
    private const int MaxVersions = 4;

    /// <summary>Versions that differ in anything; further ones know nothing of locals that are not read again.</summary>
    private const int PreciseVersions = 2;

    private const int MaxInstructions = 12_000;

    /// <summary>Registers for functions that are written into the body.</summary>
    private const int InnerRegisters = 48;

    private readonly CodeProfile _profile;
    private readonly CodeFlow _flow;
    private readonly Il _il;
    // The keys are classes: tables by tuples have no precompiled code, and the JIT would hold up the first bodies of every program for it.
    private sealed record BlockKey(Activation Scope, int Pc);

    private sealed record InnerKey(Activation Caller, int Call, object Function, SpecialCall? Special = null);

    private readonly Dictionary<BlockKey, List<BodyVersion>> _versions = [];
    private readonly Dictionary<ExecutableCode, CodeFlow> _flows = [];
    private readonly Dictionary<InnerKey, Activation> _inner = [];
    private readonly Stack<BodyVersion> _pending = new();
    private int _written;

    /// <summary>Where to go on when the next instruction has been written with the present one; else -1.</summary>
    private int _continue = -1;

    private BodyCompiler(CodeProfile profile, DynamicMethod method)
    {
        _profile = profile;
        profile = profile.Snapshot();
        _flow = new CodeFlow(profile.Code);
        _flows[profile.Code] = _flow;

        // A generator's window has no room for others.
        RegisterCount = profile.Code.RegisterCount + (profile.IsGenerator ? 0 : InnerRegisters);
        _il = new Il(method, Activation.Root(profile, _flow), RegisterCount);
    }

    /// <summary>Registers of the body, with those of functions written into it.</summary>
    public int RegisterCount { get; }

    /// <summary>Instructions written so far.</summary>
    public int Written => _written;

    /// <summary>The activation of a function that is to be written into its caller at a call.</summary>
    public Activation Inner(CodeProfile callee, in DecodedInstruction call, FunctionObject function, bool isKnown, bool isConstructor = false, bool isBound = false, int? register = null)
    {
        var key = new InnerKey(_il.Scope, call.Offset, isKnown ? function : callee.Code);
        if (!_inner.TryGetValue(key, out Activation? inner))
        {
            CodeFlow flow = FlowOf(callee.Code);
            callee = callee.Snapshot();
            _il.Scope.Flow.AddLeader(call.Next);
            _inner[key] = inner = Activation.Of(callee, flow, _il.Scope, call, register ?? call.A, function, isKnown, isConstructor, isBound);
        }

        return inner;
    }

    /// <summary>The activation of a method that is to be written into its caller at an instruction that is no call.</summary>
    public Activation Special(FunctionObject method, in DecodedInstruction call, SpecialCall special)
    {
        var key = new InnerKey(_il.Scope, call.Offset, method, special);
        if (!_inner.TryGetValue(key, out Activation? inner))
        {
            CodeFlow flow = FlowOf(method.Code);
            _il.Scope.Flow.AddLeader(call.Next);
            _inner[key] = inner = Activation.OfSpecial(method.Code.Profile!.Snapshot(), flow, _il.Scope, call, method, special);
        }

        return inner;
    }

    /// <summary>The shape of code that is to be written in, which is entered at its start.</summary>
    private CodeFlow FlowOf(ExecutableCode code)
    {
        if (!_flows.TryGetValue(code, out CodeFlow? flow))
        {
            _flows[code] = flow = new CodeFlow(code);
        }

        flow.AddLeader(0);
        return flow;
    }

    public static CompiledBody Compile(CodeProfile profile)
    {
        string name = $"pyl_{profile.Code.Code.Name}_{profile.Code.Code.FirstLine}";
        var method = new DynamicMethod(
            name, typeof(Flow), [typeof(object[]), typeof(ThreadState), typeof(Frame), typeof(int)], typeof(BodyCompiler).Module, skipVisibility: true)
        {
            InitLocals = false,
        };
        var compiler = new BodyCompiler(profile, method);
        bool[] entries = compiler.Write();
        var run = (CompiledRun)method.CreateDelegate(typeof(CompiledRun), compiler._il.Constants);
        System.Runtime.CompilerServices.RuntimeHelpers.PrepareDelegate(run);
        return new CompiledBody(run, entries, compiler._il.Sites) { Size = compiler._il.Generator.ILOffset, Written = compiler._written };
    }

    private bool[] Write()
    {
        var entries = new bool[_flow.Length];
        _il.Begin();
        Label refused = _il.DefineLabel();
        KeyValuePair<int, Seen[]>[] points = [.. EntryPoints()];
        foreach ((int pc, _) in points)
        {
            entries[pc] = true;
            _flow.AddLeader(pc);
        }

        foreach ((int pc, Seen[] seen) in points)
        {
            WriteEntry(pc, seen, refused);
        }

        _il.Mark(refused);
        _il.Int((int)Flow.Pause);
        _il.Emit(OpCodes.Ret);
        foreach ((int pc, Seen[] seen) in points)
        {
            if (_profile.IsCaught[pc])
            {
                // The same once more, for exceptions that the body catches itself: it cannot refuse any more.
                Label handler = _il.DefineLabel();
                _il.Mark(handler);
                WriteStart(pc, seen, _il.Leave);
                _il.Handlers.Add(pc, handler);
            }
        }

        while (_pending.TryPop(out BodyVersion? version))
        {
            if (!version.IsEmitted)
            {
                WriteFrom(version);
            }
        }

        _il.WriteCold();

        // Cold code may have asked for further versions.
        while (_pending.TryPop(out BodyVersion? version))
        {
            if (!version.IsEmitted)
            {
                WriteFrom(version);
                _il.WriteCold();
            }
        }

        _il.WriteReturn();
        return entries;
    }

    private IEnumerable<KeyValuePair<int, Seen[]>> EntryPoints()
    {
        KeyValuePair<int, Seen[]>[] seen = _profile.TakeEntries();
        foreach (KeyValuePair<int, Seen[]> entry in seen)
        {
            if (entry.Key != 0 || !_profile.IsGenerator)
            {
                yield return entry;
            }
        }

        foreach (int pc in _profile.Resumptions)
        {
            if (!seen.Any(entry => entry.Key == pc))
            {
                yield return new KeyValuePair<int, Seen[]>(pc, new Seen[_profile.Code.LocalCount]);
            }
        }

        if (Tier.IsForced)
        {
            for (int pc = 1; pc < _flow.Length; pc++)
            {
                if (_flow.IsLoop(pc) && !seen.Any(entry => entry.Key == pc) && !_profile.Resumptions.Contains(pc))
                {
                    yield return new KeyValuePair<int, Seen[]>(pc, new Seen[_profile.Code.LocalCount]);
                }
            }
        }
    }

    /// <summary>Tests the registers' types and goes to the version for them.</summary>
    private void WriteEntry(int pc, Seen[] seen, Label refused)
    {
        Label next = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_3);
        _il.Int(pc);
        _il.Emit(OpCodes.Bne_Un, next);
        WriteStart(pc, seen, refused);
        _il.Mark(next);
    }

    /// <summary>Where control enters, the window up to date: tests the registers, takes numbers out of them and goes on.</summary>
    private void WriteStart(int pc, Seen[] seen, Label refused)
    {
        RegisterStates states = _il.States = new RegisterStates(RegisterCount);
        if (!_profile.IsGenerator)
        {
            _il.Frame();
            _il.Int(RegisterCount);
            _il.Call(nameof(Support.HasRoom));
            _il.Emit(OpCodes.Brfalse, refused);
        }

        for (int r = 0; r < states.Kinds.Length; r++)
        {
            if (_il.IsTemporary(r))
            {
                states.Set(r, pc == 0 || r >= _profile.Code.RegisterCount || !_flow.IsLive(pc, r) ? Kind.Empty : Kind.Any);
            }
            else if (pc == 0 && r >= _profile.Code.ParameterCount)
            {
                states.Set(r, Kind.Unbound);
            }
            else if (seen[r] == Seen.Int)
            {
                _il.LoadRef(r);
                _il.Emit(OpCodes.Brtrue, refused);
                _il.TakeInt(r);
            }
            else if (seen[r] == Seen.Float)
            {
                _il.LoadRef(r);
                _il.Emit(OpCodes.Ldsfld, Members.FloatTag);
                _il.Emit(OpCodes.Bne_Un, refused);
                _il.TakeFloat(r);
            }
        }

        JumpTo(pc);
    }

    /// <summary>Writes a version and what follows it until control goes elsewhere.</summary>
    private void WriteFrom(BodyVersion version)
    {
        int pc = version.Start;
        Begin(version);
        Activation scope = version.Scope;
        while (true)
        {
            DecodedInstruction instruction = scope.Decode(pc);
            _il.FreeLocals();
            _il.Scope = scope;
            _il.At = instruction;
            if (++_written > MaxInstructions)
            {
                throw new NotSupportedException("the body is too long");
            }

            if (!InstructionWriter.Write(_il, this, instruction))
            {
                return;
            }

            pc = _continue >= 0 ? _continue : instruction.Next;
            _continue = -1;
            if (scope.Flow.IsLeader(pc))
            {
                Settle();
                BodyVersion next = VersionFor(pc);
                FlushFor(next);
                if (next.IsEmitted)
                {
                    _il.Emit(OpCodes.Br, next.Label);
                    return;
                }

                Begin(next);
            }
        }
    }

    /// <summary>The instructions up to there have been written with the present one.</summary>
    public void Continue(int pc) => _continue = pc;

    private void Begin(BodyVersion version)
    {
        version.IsEmitted = true;
        _il.Scope = version.Scope;
        _il.Mark(version.Label);
        _il.States = version.States.Clone();
        _il.States.ForgetBounds();
    }

    /// <summary>Control goes to an instruction, from the present states.</summary>
    public void JumpTo(int target)
    {
        Settle();
        BodyVersion version = VersionFor(target);
        FlushFor(version);
        _il.Emit(OpCodes.Br, version.Label);
    }

    /// <summary>The next instruction is written once for each of the states that come to it.</summary>
    public void Split(int next)
    {
        _il.Scope.Flow.AddLeader(next);
        JumpTo(next);
    }

    /// <summary>
    /// Control goes to the target if the condition holds, else it falls through. A jump back is a safe point.
    /// </summary>
    /// <param name="branch">Writes a branch that is taken when the condition is as given.</param>
    /// <param name="target">The instruction to go to.</param>
    /// <param name="onJump">What is to be done to the states on the way there.</param>
    public void JumpIf(Action<bool, Label> branch, int target, Action? onJump = null)
    {
        Label fall = _il.DefineLabel();
        RegisterStates kept = _il.States;
        if (target <= _il.At.Offset)
        {
            branch(false, fall);
            _il.States = kept.Clone();
            onJump?.Invoke();
            SafePoint(target);
            JumpTo(target);
            _il.States = kept;
            _il.Mark(fall);
            return;
        }

        Label jump = _il.DefineLabel();
        branch(true, jump);
        RegisterStates states = kept.Clone();
        _il.Cold(() =>
        {
            _il.States = states;
            _il.Mark(jump);
            onJump?.Invoke();
            JumpTo(target);
        });
    }

    /// <summary>After a jump's handler: control is where frame.Pc says.</summary>
    public void JumpIfDone(int target, Action onJump)
    {
        Label jump = _il.DefineLabel();
        _il.Frame();
        _il.Emit(OpCodes.Ldfld, Members.FramePc);
        _il.Int(target);
        _il.Emit(OpCodes.Beq, jump);
        RegisterStates states = _il.States.Clone();
        _il.Cold(() =>
        {
            _il.States = states;
            _il.Mark(jump);
            onJump();
            JumpTo(target);
        });
    }

    /// <summary>A jump back tests whether somebody wants something of the thread.</summary>
    public void SafePoint(int target)
    {
        Label asked = _il.DefineLabel();
        Label done = _il.DefineLabel();
        _il.Thread();
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, Members.Breaker);
        _il.Emit(OpCodes.Brtrue, asked);
        _il.Mark(done);
        RegisterStates states = _il.States.Clone();
        RegisterStates aliases = states.Clone();
        _il.Cold(() =>
        {
            _il.States = states;
            _il.Mark(asked);
            _il.FlushAll();
            _il.StorePc(target);
            _il.Thread();
            _il.Frame();
            _il.Call(nameof(Support.AtJumpBack));
            _il.ReturnUnlessNext();
            _il.Rejoin(aliases);
            _il.Emit(OpCodes.Br, done);
        });
    }

    /// <summary>The version of a block for the present states; made when there is none.</summary>
    private BodyVersion VersionFor(int pc)
    {
        Activation scope = _il.Scope;
        var key = new BlockKey(scope, pc);
        if (!_versions.TryGetValue(key, out List<BodyVersion>? versions))
        {
            _versions[key] = versions = [];
        }

        RegisterStates states = Prepared(scope, pc);
        BodyVersion? found = versions.Find(known => states.Same(known.States))
            ?? versions.Find(known => states.Fits(known.States, r => IsForgettable(scope, pc, r)))
            ?? versions.Find(known => versions.Count >= MaxVersions && states.Fits(known.States, static _ => true));
        if (found is not null)
        {
            return found;
        }

        if (versions.Count >= MaxVersions)
        {
            for (int r = 0; r < states.Kinds.Length; r++)
            {
                if (states.Kinds[r] != Kind.Empty)
                {
                    states.Set(r, Kind.Any);
                }
            }
        }
        else
        {
            if (versions.Count >= PreciseVersions)
            {
                for (int r = scope.Base; r < scope.FirstTemporary; r++)
                {
                    if (IsForgettable(scope, pc, r))
                    {
                        states.Set(r, Kind.Any);
                    }
                }
            }

            if (scope.Flow.IsLoop(pc))
            {
                MarkWritten(scope, pc, states);
            }
        }

        var version = new BodyVersion(scope, pc, states, _il.DefineLabel());
        versions.Add(version);
        _pending.Push(version);
        return version;
    }

    /// <summary>A local whose value is overwritten before it is read: what it is need not be known.</summary>
    private static bool IsForgettable(Activation scope, int pc, int register) =>
        register >= scope.Base && register < scope.FirstTemporary && !scope.Flow.IsLive(pc, register - scope.Base);

    /// <summary>Numbers that a loop writes may be newer than the window at its head.</summary>
    private static void MarkWritten(Activation scope, int pc, RegisterStates states)
    {
        bool[] written = scope.Flow.WrittenInLoop(pc);
        for (int r = 0; r < written.Length; r++)
        {
            states.Dirty[scope.Base + r] |= states.IsTyped(scope.Base + r) && written[r];
        }
    }

    /// <summary>The present states without what nobody reads any more.</summary>
    private RegisterStates Prepared(Activation scope, int pc)
    {
        RegisterStates states = _il.States.Clone();
        for (int r = scope.FirstTemporary; r < states.Kinds.Length; r++)
        {
            if (r >= scope.End || !scope.Flow.IsLive(pc, r - scope.Base))
            {
                states.Set(r, Kind.Empty);
            }
        }

        return states;
    }

    /// <summary>
    /// Constants that have only been remembered go into the window, and so do the copies of locals that wait for a call: blocks do not become versions by them. Parameters of functions
    /// that are written in stay aliases of what their caller has.
    /// </summary>
    private void Settle()
    {
        for (int r = 0; r < _il.States.Kinds.Length; r++)
        {
            if (_il.States.IsAlias(r) && _il.IsTemporary(r))
            {
                _il.Flush(r);
            }

            if (_il.States.Kinds[r] == Kind.Known && _il.States.Objects[r] is StrObject)
            {
                _il.Flush(r);
                _il.States.Set(r, Kind.Plain);
            }
        }
    }

    /// <summary>Writes back what the version expects in the window.</summary>
    private void FlushFor(BodyVersion version)
    {
        for (int r = 0; r < version.States.Kinds.Length; r++)
        {
            if (!version.States.Dirty[r] && !version.States.IsAlias(r) && version.States.Kinds[r] != Kind.Empty)
            {
                _il.Flush(r);
            }
        }
    }
}

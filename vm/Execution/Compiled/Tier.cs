using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// Decides what is compiled and where control enters compiled code. Calls are counted down (<see cref="ExecutableCode.CallBudget"/>),
/// loops are found by a timer that asks for safe points (<see cref="Sampler"/>). What is warm is observed for a while by the
/// <see cref="Recorder"/>, compiled on the timer's thread, and entered through <see cref="Opcode.EnterCompiled"/>, which takes
/// the place of the entries' instructions.
/// </summary>
internal static class Tier
{
    /// <summary>Calls after which a function is worth a look.</summary>
    public const int CallsUntilWarm = 800;

    /// <summary>Instructions that are observed each time.</summary>
    private const int RecordedSteps = 3000;

    /// <summary>Instructions that are observed after an exit to where the code has never been.</summary>
    private const int StepsAfterExit = 400;

    /// <summary>How often an instruction fails, with operands of kinds that were known, before it is left to its handler.</summary>
    private const int MissesUntilGeneric = 4;

    /// <summary>Exits of a body after which no more is noted while the next one is made.</summary>
    private const int ManyExits = 200;

    /// <summary>Exceptions that are caught in code with a body before a handler becomes an entry.</summary>
    private const int CatchesUntilEntry = 30;

    /// <summary>How many recordings a thread has at a time, in natives that the others have called.</summary>
    private const int NestedRecordings = 4;

    /// <summary>How many resumptions of a generator are observed.</summary>
    private const int ObservedResumptions = 50;

    /// <summary>How many calls of a function are observed, unless they take <see cref="RecordedSteps"/> before: one call shows one way through it.</summary>
    private const int ObservedCalls = 20;

    /// <summary>Exits after which a body is compiled anew the first time; each further time takes twice as many.</summary>
    private const int ExitsUntilAnew = 20;

    /// <summary>Finds of a loop in a body made for other classes before it is compiled anew, at least.</summary>
    private const int FindsUntilRenewed = 20;

    private static readonly TierMode s_mode = TierSettings.Mode;

    /// <summary>The call budget of new code.</summary>
    public static int InitialBudget
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_mode switch { TierMode.On => CallsUntilWarm, TierMode.Eager => 2, _ => 0 };
    }

    public static bool IsForced => s_mode == TierMode.Force;

    /// <summary>True when compilation waits for nothing and runs where it is asked for.</summary>
    public static bool IsSynchronous => s_mode is TierMode.Force or TierMode.Eager;

    public static bool IsOff => s_mode == TierMode.Off;

    public static CodeProfile ProfileOf(ExecutableCode code) =>
        code.Profile ?? Interlocked.CompareExchange(ref code.Profile, new CodeProfile(code), null) ?? code.Profile;

    /// <summary>A call has used up the code's budget: its first instruction will lead to <see cref="Enter"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BecameWarm(ExecutableCode code)
    {
        if (IsSynchronous && IsTestedElsewhere(code))
        {
            return;
        }

        CodeProfile profile = ProfileOf(code);
        if (!profile.CanCompile)
        {
            return;
        }

        if (IsSynchronous || profile.Warmth.TurnEnded())
        {
            Patch(profile, profile.Start);
            if (!IsSynchronous)
            {
                foreach (int pc in profile.Resumptions)
                {
                    Patch(profile, pc);
                }
            }
        }
        else
        {
            code.CallBudget = Warmth.CallsAtATime;
        }
    }

    /// <summary>
    /// The modes for tests compile the library's code in the first interpreter that runs it, and no more in the next ones: of what a batch of
    /// scripts compiled, each in an interpreter of its own, four fifths were `abc` and `os` again and again.
    /// </summary>
    private static bool IsTestedElsewhere(ExecutableCode code) =>
        SourceLines.IsLibrary(code.Code.FileName) && !ReferenceEquals(TestedLibrary.Code.GetOrAdd(code.Code, code), code);

    /// <summary>The handler of <see cref="Opcode.EnterCompiled"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Enter(ThreadState thread, Frame frame)
    {
        int at = frame.Pc - 1;
        CodeProfile profile = ProfileOf(frame.Code);
        CompiledBody? body = profile.Body;
        if (body is null && profile.CanCompile && Volatile.Read(ref profile.Queued) == 0 && CanRecord(thread))
        {
            if (!IsForced)
            {
                frame.Pc = at;
                return Observe(thread, profile);
            }

            profile.NoteEntry(at, []);
            Submit(profile);
            body = profile.Body;
        }

        if (body is not null && body.Entries[at] && StackGuard.HasRoom(thread))
        {
            frame.Pc = at;
            profile.WasEntered[at] = true;
            Flow flow = body.Run(thread, frame, at);
            if (flow == Flow.Error)
            {
                flow = RunHandlers(thread, frame, profile);
                at = frame.Pc;
            }

            if (flow != Flow.Pause)
            {
                // A loop over a compiled generator has no other safe point where it could be found.
                return flow == Flow.Frame && thread.Breaker == SafePoint.Sample && frame.Generator is { Driver: GeneratorDriver.Loop } && ReferenceEquals(thread.CurrentFrame, frame.Back)
                    ? SampledLoop(thread)
                    : flow;
            }
        }

        if (body is not null && (body.Entries[at] || profile.IsCaught[at]))
        {
            profile.NoteEntry(at, frame.Window.AsSpan(frame.Base, frame.Code.RegisterCount));
            if (++profile.Refusals > ExitsUntilAnew << profile.Compilations)
            {
                CompileAnew(profile);
            }

            if (!profile.Reached[at] && CanRecord(thread))
            {
                // The handler of an exception, before which observing had ended.
                frame.Pc = at;
                return Record(thread, profile, StepsAfterExit);
            }
        }

        return Recorder.Execute(thread, frame, DecodedInstruction.At(frame.Code.Code.Instructions, at));
    }

    /// <summary>An exception has left the frame's body: goes on in the frame's handlers for as long as they are compiled. Pause where one is not entered after all.</summary>
    private static Flow RunHandlers(ThreadState thread, Frame frame, CodeProfile profile)
    {
        Flow flow = Flow.Error;
        while (flow == Flow.Error && ReferenceEquals(thread.CurrentFrame, frame) && Unwinder.TryCatch(thread, frame))
        {
            if (profile.Body is not { } body || !body.Entries[frame.Pc])
            {
                return Flow.Frame;
            }

            profile.WasEntered[frame.Pc] = true;
            flow = body.Run(thread, frame, frame.Pc);
        }

        return flow;
    }

    /// <summary>An exception was caught in code that has a body: handlers that are needed again and again become entries of the next one.</summary>
    public static void Caught(CodeProfile profile, int handler)
    {
        if (profile.Code.Instructions[handler].Op != Opcode.EnterCompiled && profile.CanCompile && ++profile.Catches > CatchesUntilEntry && profile.Compilations < CodeProfile.MaxCompilations)
        {
            profile.IsCaught[handler] = true;
            Patch(profile, handler);
        }
    }

    /// <summary>
    /// True when a compiled generator runs, perhaps for others, for a loop that is interpreted: the timer's request stays for that loop, which
    /// has no safe point but the generator's next item (<see cref="SampledLoop"/>), and else would never be found.
    /// </summary>
    public static bool WantsDriverOf(Frame frame)
    {
        int loop = -1;
        while (frame.Generator is { Driver: GeneratorDriver.Loop } generator)
        {
            frame = frame.Back!;
            loop = frame.Pc + generator.ItemJump;
        }

        return loop >= 0 && !(frame.Code.Profile is { } profile && (!profile.CanCompile || Volatile.Read(ref profile.Queued) != 0 || profile.Body?.Entries[loop] == true));
    }

    /// <summary>A compiled generator has given an item to a loop that is interpreted.</summary>
    private static Flow SampledLoop(ThreadState thread)
    {
        SafePoint.Withdraw(thread, SafePoint.Sample);
        Flow flow = Sampled(thread, thread.CurrentFrame);
        return flow == Flow.Next ? Flow.Frame : flow;
    }

    /// <summary>A body that was entered from C# has been left: goes on in others, and in the dispatch loop where there are none; as <see cref="Interpreter.RunLoop"/>.</summary>
    public static Flow GoOn(ThreadState thread, Flow flow)
    {
        while (flow is Flow.Frame or Flow.Error)
        {
            if (flow == Flow.Error && Unwinder.Unwind(thread) is null)
            {
                return Flow.Error;
            }

            // Delegating generators and their delegates resume each other; handlers of exceptions are entered.
            Frame next = thread.CurrentFrame;
            if (thread.IsTraced || next.Code.Profile?.Body is not { } other || !other.Entries[next.Pc])
            {
                break;
            }

            flow = other.Run(thread, next, next.Pc);
        }

        return flow == Flow.Exit ? flow : Interpreter.RunLoop(thread, thread.CurrentFrame);
    }

    /// <summary>The timer's safe point found the frame at the head of a loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Sampled(ThreadState thread, Frame frame)
    {
        CodeProfile profile = ProfileOf(frame.Code);
        int at = frame.Pc;
        if (!profile.CanCompile || Volatile.Read(ref profile.Queued) != 0 || !CanRecord(thread) || thread.IsTraced)
        {
            return Flow.Next;
        }

        if (profile.Body is { } body && body.Entries[at])
        {
            // The loop began before the body was there.
            return Flow.Frame;
        }

        if (!profile.Warmth.WasFound(thread.SampleAskedAt))
        {
            return Flow.Next;
        }

        // A loop in a generator may be long without giving anything.
        profile.Observations += ObservedResumptions / 5;
        profile.NoteEntry(at, frame.Window.AsSpan(frame.Base, frame.Code.RegisterCount));
        return Observe(thread, profile, isLoop: true);
    }

    /// <summary>
    /// The timer found compiled code at a jump back. When the classes that it was made for have become others, it is compiled anew, after about the time that this takes:
    /// however often, for it is never more than a part of the time.
    /// </summary>
    public static Flow SampledBody(Frame frame)
    {
        if (frame.Code.Profile is not { Body: { } body } profile || Volatile.Read(ref profile.Queued) != 0)
        {
            return Flow.Next;
        }

        if (body.Handovers > 0 && body.Entries[frame.Pc])
        {
            body.Handovers--;
            return Flow.Frame;
        }

        if (!body.Sites.AreOutdated())
        {
            return Flow.Next;
        }

        if (profile.OutdatedFinds++ == 0)
        {
            body.Sites.Renew();
        }
        else if (profile.OutdatedFinds > Math.Max(body.Cost, FindsUntilRenewed))
        {
            profile.OutdatedFinds = 0;
            profile.Compilations--;
            profile.IsRenewed = true;
            Submit(profile, isLoop: true);
        }

        return Flow.Next;
    }

    /// <summary>Compiled code is left at an instruction whose short form does not apply. The next body has its handler behind it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow ExitToHandler(ThreadState thread, Frame frame, int pc, int site, CodeProfile root)
    {
        ProfileOf(frame.Code).NoteFailure(site);
        return Exit(thread, frame, pc, site, root);
    }

    /// <summary>Compiled code is left at an instruction because a guess failed; the registers are in the window.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="frame">The running frame.</param>
    /// <param name="pc">Where the interpreter goes on.</param>
    /// <param name="site">The instruction whose guess failed: that one, or the one before it whose result was not as expected.</param>
    /// <param name="root">Whose body it is: the frame's code, or one that it was written into.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Exit(ThreadState thread, Frame frame, int pc, int site, CodeProfile root)
    {
        CodeProfile profile = ProfileOf(frame.Code);
        Compilation.TraceExit(profile, pc, site, root);
        if (++root.Exits > ManyExits && Volatile.Read(ref root.Queued) != 0)
        {
            // The next body is being made: what is noted now would come too late.
            frame.Pc = pc;
            return GoOn(thread, frame, pc);
        }

        Span<Value> registers = frame.Window.AsSpan(frame.Base, frame.Code.RegisterCount);
        DecodedInstruction instruction = DecodedInstruction.At(frame.Code.Code.Instructions, site);
        bool isNew = !profile.Reached[site];
        if (site == pc)
        {
            if (!isNew && Fits(profile, instruction, registers) && !profile.HasFailed[site])
            {
                profile.IsGeneric[site] |= ++profile.Misses[site] > MissesUntilGeneric;
            }

            profile.NoteOperands(instruction, registers);
        }
        else
        {
            Recorder.NoteResult(profile, instruction, registers);
        }

        if (root.Exits > ExitsUntilAnew << root.Compilations)
        {
            CompileAnew(root);
        }

        frame.Pc = pc;
        if (isNew && root.Compilations < CodeProfile.MaxCompilations && CanRecord(thread))
        {
            // Where it has never been: what comes is worth knowing.
            return Record(thread, profile, StepsAfterExit);
        }

        return GoOn(thread, frame, pc);
    }

    /// <summary>The interpreter goes on at an instruction where compiled code was left.</summary>
    private static Flow GoOn(ThreadState thread, Frame frame, int pc)
    {
        if (frame.Code.Instructions[pc].Op != Opcode.EnterCompiled)
        {
            return Flow.Frame;
        }

        // The instruction that leads here has failed there: it must run before compiled code is entered again.
        Flow flow = Recorder.Execute(thread, frame, DecodedInstruction.At(frame.Code.Code.Instructions, pc));
        return flow == Flow.Next ? Flow.Frame : flow;
    }

    /// <summary>Makes an entry's instruction lead to <see cref="Enter"/>. Frames that run keep the array that they have.</summary>
    public static void Patch(CodeProfile profile, int pc)
    {
        lock (profile)
        {
            var patched = (Instruction[])profile.Code.Instructions.Clone();
            patched[pc] = Instruction.Of(Opcode.EnterCompiled);
            Volatile.Write(ref profile.Code.Instructions, patched);
        }
    }

    /// <summary>Observes what comes, then has the code compiled.</summary>
    private static Flow Observe(ThreadState thread, CodeProfile profile, bool isLoop = false)
    {
        Flow flow = Record(thread, profile, IsSynchronous ? 200 : RecordedSteps);
        if (!IsSynchronous && ++profile.Observations < (profile.IsGenerator ? ObservedResumptions : isLoop || profile.ObservedSteps >= RecordedSteps ? 0 : ObservedCalls))
        {
            // It was left at a yield or a return: what comes after the next resumptions or calls is observed, too.
            if (profile.Observations == 1)
            {
                foreach (int pc in profile.Resumptions)
                {
                    Patch(profile, pc);
                }
            }

            return flow;
        }

        Submit(profile, isLoop);
        return flow;
    }

    /// <summary>
    /// What natives call while a recording lasts may be recorded as well: a main part is observed at `sum(generator)`, and all the work of the program is in there.
    /// </summary>
    private static bool CanRecord(ThreadState thread) => thread.Recordings < NestedRecordings;

    private static Flow Record(ThreadState thread, CodeProfile profile, int steps)
    {
        thread.Recordings++;
        try
        {
            return Recorder.Run(thread, steps, ref profile.ObservedSteps);
        }
        finally
        {
            thread.Recordings--;
        }
    }

    private static void CompileAnew(CodeProfile profile)
    {
        profile.Exits = 0;
        profile.Refusals = 0;
        if (profile.Compilations >= CodeProfile.MaxCompilations)
        {
            return;
        }

        Submit(profile);
    }

    private static void Submit(CodeProfile profile, bool isLoop = false)
    {
        if (!profile.CanCompile || Interlocked.Exchange(ref profile.Queued, 1) != 0)
        {
            return;
        }

        if (IsSynchronous)
        {
            Compilation.Run(profile);
        }
        else
        {
            Sampler.Submit(profile, isLoop);
        }
    }

    /// <summary>True when the profile already knew the kinds that the instruction reads: then it failed for another reason.</summary>
    private static bool Fits(CodeProfile profile, in DecodedInstruction instruction, ReadOnlySpan<Value> registers)
    {
        Seen left = profile.Left[instruction.Offset];
        Seen right = profile.Right[instruction.Offset];
        profile.NoteOperands(instruction, registers);
        return profile.Left[instruction.Offset] == left && profile.Right[instruction.Offset] == right;
    }

    /// <summary>Made in the modes for tests only.</summary>
    private static class TestedLibrary
    {
        public static readonly ConcurrentDictionary<CodeObject, ExecutableCode> Code = new(ReferenceEqualityComparer.Instance);
    }
}

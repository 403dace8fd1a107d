using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// How control enters and leaves a generator's frame. The frame keeps its window; what it needs of its resumer (the segment
/// for windows of callees, the handled exception) it borrows while it runs. Loops and
/// delegating generators resume without C# recursion: the frame is pushed like a callee's and pops back at each yield.
/// </summary>
internal static class GeneratorFlow
{
    /// <summary>ReturnGenerator: moves the running frame's locals into a generator, which becomes the call's result.</summary>
    public static Flow Create(ThreadState thread, Frame frame)
    {
        ExecutableCode code = frame.Code;
        FunctionObject? function = frame.Function;
        Frame own = thread.Spares.TakeFrame(code.RegisterCount);
        own.Code = code;
        own.Closure = frame.Closure;
        own.Globals = frame.Globals;
        own.Builtins = frame.Builtins;
        own.LocalCount = frame.LocalCount;
        own.Pc = frame.Pc;
        own.Function = function;
        own.Namespace = frame.Namespace;
        if (frame.Namespace is { } ns)
        {
            RefCount.Retain(thread, ns);
        }

        Span<Value> locals = frame.Window.AsSpan(frame.Base, code.LocalCount);
        locals.CopyTo(own.Window);
        locals.Clear();
        if (function is not null && function.OwnerId != RefCount.Uncounted)
        {
            frame.Function = null;
        }

        return Interpreter.Leave(thread, frame, Value.Of(Wrap(thread, own, frame.Back)));
    }

    /// <summary>
    /// As calling a function whose code begins with ReturnGenerator, without its frame: the arguments, owned temporaries that fit the
    /// parameters, and the function's reference move in. Null, and nothing has been done, where the call has to be made as any other.
    /// </summary>
    public static GeneratorObject? TryCreate(ThreadState thread, FunctionObject function, ref Value arguments, int count)
    {
        ExecutableCode code = function.Code;
        if (code.Instructions[0].Op != Opcode.ReturnGenerator || thread.Depth >= thread.Interpreter.RecursionLimit)
        {
            return null;
        }

        if (code.CallBudget != 0 && --code.CallBudget == 0)
        {
            Compiled.Tier.BecameWarm(code);
        }

        Frame own = thread.Spares.TakeFrame(code.RegisterCount);
        if (!ReferenceEquals(own.Code, code))
        {
            own.Code = code;
        }

        own.SetModuleOf(function);
        own.LocalCount = code.LocalCount;
        own.Pc = 1;
        own.Function = function;
        own.Namespace = null;
        ref Value local = ref MemoryMarshal.GetArrayDataReference(own.Window);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref local, i) = Unsafe.Add(ref arguments, i);
            Unsafe.Add(ref arguments, i).Ref = null;
        }

        for (int i = count; i < code.LocalCount; i++)
        {
            Unsafe.Add(ref local, i) = Value.Unbound;
        }

        return Wrap(thread, own, thread.CurrentFrame);
    }

    /// <summary>The generator of a frame of its own, which another frame makes.</summary>
    private static GeneratorObject Wrap(ThreadState thread, Frame own, Frame? creator)
    {
        CodeFlags flags = own.Code.Code.Flags;
        TypeObject type = (flags & CodeFlags.Coroutine) != 0 ? BuiltinTypes.Coroutine
            : (flags & CodeFlags.AsyncGenerator) != 0 ? BuiltinTypes.AsyncGenerator
            : BuiltinTypes.Generator;
        var generator = GeneratorObject.Make(thread, type, own);
        own.Generator = generator;
        own.Action = ReturnAction.Generator;
        if (ReferenceEquals(type, BuiltinTypes.AsyncGenerator))
        {
            generator.Async = new AsyncGeneratorState();
        }
        else if (ReferenceEquals(type, BuiltinTypes.Generator))
        {
            // A body that has not begun has nothing to clean up; cleared when it begins.
            generator.Status |= ObjectFlags.Finalized;
        }
        else if (thread.CoroutineOriginDepth > 0 || CoroutineOrigins.AreKept)
        {
            CoroutineOrigins.Note(thread, generator, creator);
        }

        return generator;
    }

    /// <summary>
    /// Makes a created or suspended generator's frame the running one. The sent value's reference moves in. False with
    /// RecursionError set when too deep; then the generator stays as it was.
    /// </summary>
    public static bool Enter(
        ThreadState thread, GeneratorObject generator, Value sent, GeneratorDriver driver, int resultRegister = 0, int holder = 0, int itemJump = 0, int endJump = 0)
    {
        if (thread.Depth >= thread.Interpreter.RecursionLimit)
        {
            thread.Release(sent);
            thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
            return false;
        }

        GeneratorState before = generator.State;
        if (!TryClaim(generator, before))
        {
            thread.Release(sent);
            thread.ValueError($"{generator.Kind} already executing");
            return false;
        }

        Frame frame = generator.Frame!;
        ExecutableCode code = frame.Code;
        if (code.CallBudget != 0 && --code.CallBudget == 0)
        {
            // One that gives many items is as good as called often.
            Compiled.Tier.BecameWarm(code);
        }

        if (driver != GeneratorDriver.Native)
        {
            frame.ResultRegister = resultRegister;
            generator.HolderRegister = holder;
            generator.ItemJump = itemJump;
            generator.EndJump = endJump;
        }

        if (before != GeneratorState.Suspended)
        {
            generator.Status &= ~ObjectFlags.Finalized;
            Link(thread, generator, frame, driver);
            return true;
        }

        Link(thread, generator, frame, driver);
        if (generator.DelegateRegister >= 0)
        {
            generator = Descend(thread, generator);
            frame = generator.Frame!;
        }

        Registers.Set(thread, ref frame.Window[generator.SentRegister], sent);
        return true;
    }

    /// <summary>Nothing but the frame has to be changed to resume the generator or coroutine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanResumeAtOnce(ThreadState thread, GeneratorObject generator) =>
        generator.State == GeneratorState.Suspended && generator.DelegateRegister < 0 && !FreeThreading.AreSeveral
        && thread.Handled is null && generator.Handled is null && thread.Depth < thread.Interpreter.RecursionLimit;

    /// <summary>As <see cref="Enter"/> with None, in one piece, for one that <see cref="CanResumeAtOnce"/>. Its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Frame ResumeAtOnce(ThreadState thread, Frame resumer, GeneratorObject generator, GeneratorDriver driver)
    {
        Frame resumed = generator.Frame!;
        ExecutableCode code = resumed.Code;
        if (code.CallBudget != 0 && --code.CallBudget == 0)
        {
            Compiled.Tier.BecameWarm(code);
        }

        generator.State = GeneratorState.Running;
        Registers.Set(thread, ref resumed.Window[generator.SentRegister], Value.None);
        Link(thread, resumer, generator, resumed, driver);
        thread.CurrentFrame = resumed;
        return resumed;
    }

    /// <summary>
    /// The generator that has been put on top delegates to another one, that perhaps to a third: all are put on top of each other, as their
    /// instructions would do it one after another. The last one, which runs; or one that has to do its YieldFrom again.
    /// </summary>
    private static GeneratorObject Descend(ThreadState thread, GeneratorObject generator)
    {
        Frame frame = generator.Frame!;
        while (generator.DelegateRegister >= 0)
        {
            int holder = generator.DelegateRegister;
            if (FreeThreading.AreSeveral || thread.IsTraced || frame.Window[holder].Ref is not GeneratorObject { Async: null, State: GeneratorState.Suspended } inner
                || thread.Depth >= thread.Interpreter.RecursionLimit)
            {
                frame.Pc = StartOf(frame);
                break;
            }

            Frame resumer = frame;
            frame = inner.Frame!;
            frame.ResultRegister = generator.SentRegister;
            inner.State = GeneratorState.Running;
            inner.HolderRegister = holder;
            Link(thread, resumer, inner, frame, GeneratorDriver.Delegation);
            generator = inner;
        }

        thread.CurrentFrame = frame;
        return generator;
    }

    /// <summary>Makes the generator the thread's to run; false when another thread was faster (free threading).</summary>
    private static bool TryClaim(GeneratorObject generator, GeneratorState before)
    {
        if (!FreeThreading.AreSeveral)
        {
            generator.State = GeneratorState.Running;
            return true;
        }

        return before is GeneratorState.Created or GeneratorState.Suspended
            && Interlocked.CompareExchange(ref Unsafe.As<GeneratorState, byte>(ref generator.State), (byte)GeneratorState.Running, (byte)before) == (byte)before;
    }

    /// <summary>Puts the generator's frame on top of the running one, its registers and pc as they are.</summary>
    public static void Link(ThreadState thread, GeneratorObject generator, Frame frame, GeneratorDriver driver)
    {
        Link(thread, thread.CurrentFrame, generator, frame, driver);
        thread.CurrentFrame = frame;
    }

    /// <summary>As the other, but the frame is yet to be made the running one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Link(ThreadState thread, Frame resumer, GeneratorObject generator, Frame frame, GeneratorDriver driver)
    {
        // A generator is mostly resumed from where it was before: what is right already is not written again.
        if (!ReferenceEquals(frame.Back, resumer))
        {
            frame.Back = resumer;
        }

        if (!ReferenceEquals(frame.Segment, resumer.Segment))
        {
            frame.Segment = resumer.Segment;
        }

        frame.Top = resumer.Top;
        frame.IsEntry = driver == GeneratorDriver.Native;
        generator.Driver = driver;
        thread.Depth++;
        if (thread.Handled is not null || generator.Handled is not null)
        {
            EnterHandled(thread, generator);
        }
    }

    /// <summary>Takes the frame, the running one, off its resumer's, which runs again.</summary>
    public static Frame Unlink(ThreadState thread, GeneratorObject generator, Frame frame)
    {
        Frame resumer = frame.Back!;
        thread.CurrentFrame = resumer;
        thread.Depth--;
        if (thread.Handled is not null || generator.OuterHandled is not null)
        {
            LeaveHandled(thread, generator);
        }

        return resumer;
    }

    /// <summary>ForIterate on a generator: runs it until it yields into R[item] (pc += itemJump) or ends (R[holder] is released, pc += endJump).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Iterate(ThreadState thread, Frame frame, GeneratorObject generator, int item, int holder, int itemJump, int endJump)
    {
        if (!ReferenceEquals(generator.Type, BuiltinTypes.Generator))
        {
            thread.TypeError($"'{generator.Type.Name}' object is not an iterator");
            return Flow.Error;
        }

        if (generator.State == GeneratorState.Closed)
        {
            frame.Pc += endJump;
            Registers.Drop(thread, ref frame[holder]);
            return Flow.Frame;
        }

        if (generator.State == GeneratorState.Running)
        {
            thread.ValueError("generator already executing");
            return Flow.Error;
        }

        return Enter(thread, generator, Value.None, GeneratorDriver.Loop, item, holder, itemJump, endJump) ? Flow.Frame : Flow.Error;
    }

    /// <summary>
    /// next(generator), generator.send(value): resumes it on top of the calling frame. Null when it cannot be resumed or this is another
    /// function; then nothing has been done, and the native has its way and its words.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="frame">The running frame.</param>
    /// <param name="native">The function called, whose register receives the result.</param>
    /// <param name="register">Its register; its arguments, temporaries, follow.</param>
    /// <param name="count">Their number.</param>
    public static Flow? Call(ThreadState thread, Frame frame, NativeFunction native, int register, int count)
    {
        if (frame[register + 1].Ref is not GeneratorObject generator || !ReferenceEquals(generator.Type, BuiltinTypes.Generator)
            || generator.State is not (GeneratorState.Created or GeneratorState.Suspended))
        {
            return null;
        }

        Value sent = Value.None;
        if (native.Kind == NativeKind.Method)
        {
            if (count != 2 || !ReferenceEquals(native.Owner, BuiltinTypes.Generator) || (generator.State == GeneratorState.Created && !frame[register + 2].IsNone))
            {
                return null;
            }

            sent = frame[register + 2];
            frame[register + 2].Ref = null;
        }
        else if (count != 1 || native.Module != "builtins")
        {
            return null;
        }

        return Enter(thread, generator, sent, GeneratorDriver.Call, register, register + 1) ? Flow.Frame : Flow.Error;
    }

    /// <summary>YieldFrom a generator or coroutine: resumes it on top of the running generator's frame.</summary>
    public static Flow Delegate(ThreadState thread, Frame frame, GeneratorObject inner, int sentRegister, int holder)
    {
        GeneratorObject outer = frame.Generator!;
        Value sent = frame[sentRegister];
        frame[sentRegister].Ref = null;
        outer.SentRegister = sentRegister;
        outer.DelegateRegister = holder;
        if (Enter(thread, inner, sent, GeneratorDriver.Delegation, sentRegister, holder))
        {
            return Flow.Frame;
        }

        outer.DelegateRegister = -1;
        return Flow.Error;
    }

    /// <summary>What YieldFrom does with what came of sending R[sent] to the iterator R[holder], which is none of the generators that <see cref="Delegate"/> resumes.</summary>
    public static Flow Sent(ThreadState thread, Frame frame, Value result, Value returned, int sent, int holder)
    {
        GeneratorObject generator = frame.Generator!;
        if (result.IsError)
        {
            generator.DelegateRegister = -1;
            return Flow.Error;
        }

        if (result.IsEnd)
        {
            generator.DelegateRegister = -1;
            Registers.Set(thread, ref frame[sent], returned);
            Registers.Drop(thread, ref frame[holder]);
            return Flow.Next;
        }

        generator.SentRegister = sent;
        generator.DelegateRegister = holder;
        return Suspend(thread, frame, result);
    }

    /// <summary>The running generator yields the value, whose reference moves to the driver.</summary>
    public static Flow Suspend(ThreadState thread, Frame frame, Value value)
    {
        ExecutableCode code = frame.Code;
        GeneratorObject generator = frame.Generator!;
        while (generator.Driver == GeneratorDriver.Delegation)
        {
            // One that delegates is suspended with its delegate.
            frame = Suspend(thread, generator, frame);
            generator = frame.Generator!;
        }

        GeneratorDriver driver = generator.Driver;
        int itemJump = generator.ItemJump;
        int holder = generator.HolderRegister;
        int resultRegister = frame.ResultRegister;
        Frame resumer = Suspend(thread, generator, frame);
        thread.CurrentFrame = resumer;
        switch (driver)
        {
            case GeneratorDriver.Loop:
                resumer.Pc += itemJump;
                Registers.Set(thread, ref resumer[resultRegister], value);
                return thread.Breaker != 0 && itemJump < 0 ? AfterJump(thread, resumer, code) : Flow.Frame;
            case GeneratorDriver.Call:
                Registers.Set(thread, ref resumer[resultRegister], value);
                Registers.Drop(thread, ref resumer[holder]);
                return Flow.Frame;
            default:
                thread.Result = value;
                return Flow.Exit;
        }
    }

    /// <summary>Marks the generator as suspended, its frame as off the frame below, which is given and is yet to be made the running one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Frame Suspend(ThreadState thread, GeneratorObject generator, Frame frame)
    {
        Frame resumer = frame.Back!;
        thread.Depth--;
        if (thread.Handled is not null || generator.OuterHandled is not null)
        {
            thread.CurrentFrame = resumer;
            LeaveHandled(thread, generator);
        }

        // From here on another thread may resume it.
        Volatile.Write(ref Unsafe.As<GeneratorState, byte>(ref generator.State), (byte)GeneratorState.Suspended);
        return resumer;
    }

    /// <summary>The loop that resumed a generator begins its next round.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Flow AfterJump(ThreadState thread, Frame frame, ExecutableCode generator)
    {
        if (thread.Breaker != SafePoint.Sample)
        {
            return SafePoint.Handle(thread) == Flow.Error ? Flow.Error : thread.IsTraced ? Flow.Trace : Flow.Frame;
        }

        if (generator.Profile is { Compilations: > 0 })
        {
            // Compiled code that has resumed it must find its loop as it left it; it resumes compiled generators only. Where it was the
            // interpreter, Tier.Enter sees the request.
            return Flow.Frame;
        }

        SafePoint.Withdraw(thread, SafePoint.Sample);
        Flow flow = Compiled.Tier.Sampled(thread, frame);
        return flow == Flow.Next ? Flow.Frame : flow;
    }

    /// <summary>The running generator's body has ended with the value, whose reference moves in; its registers have been released.</summary>
    public static Flow Return(ThreadState thread, Frame frame, Value value)
    {
        GeneratorObject generator = frame.Generator!;
        GeneratorDriver driver = generator.Driver;
        int result = frame.ResultRegister;
        int holder = generator.HolderRegister;
        Frame resumer = Close(thread, generator, frame);
        switch (driver)
        {
            case GeneratorDriver.Loop:
                resumer.Pc += generator.EndJump;
                Registers.Drop(thread, ref resumer[holder]);
                thread.Release(value);
                return Flow.Frame;
            case GeneratorDriver.Call:
                thread.StopIteration(value);
                return Flow.Error;
            case GeneratorDriver.Delegation:
                resumer.Generator!.DelegateRegister = -1;
                Registers.Set(thread, ref resumer[result], value);
                Registers.Drop(thread, ref resumer[holder]);
                return Flow.Frame;
            default:
                thread.Result = value;
                return Flow.Exit;
        }
    }

    /// <summary>An exception leaves the running generator, whose registers have been released. True when it was resumed from C#.</summary>
    public static bool Abandon(ThreadState thread, Frame frame)
    {
        GeneratorObject generator = frame.Generator!;
        Frame resumer = Close(thread, generator, frame);
        if (generator.Driver == GeneratorDriver.Delegation)
        {
            resumer.Generator!.DelegateRegister = -1;
        }

        return generator.Driver == GeneratorDriver.Native;
    }

    /// <summary>Releases what a frame that will never run again holds.</summary>
    public static void Dispose(ThreadState thread, Frame frame)
    {
        if (frame.IsObserved)
        {
            FrameLifetime.Detach(thread, frame);
        }

        frame.Generator = null;
        frame.ReleaseFrom(thread, 0, frame.Code.RegisterCount);
        ReleaseOwner(thread, frame);
        thread.Spares.Give(frame);
    }

    /// <summary>Where a suspended frame's instruction begins, its Extend prefix included.</summary>
    private static int StartOf(Frame frame)
    {
        int index = frame.Pc - 1;
        return index > 0 && frame.Code.Instructions[index - 1].Op == Opcode.Extend ? index - 1 : index;
    }

    /// <summary>Marks the generator as finished and takes its frame down; the frame that resumed it.</summary>
    private static Frame Close(ThreadState thread, GeneratorObject generator, Frame frame)
    {
        Frame resumer = Unlink(thread, generator, frame);
        generator.State = GeneratorState.Closed;
        generator.Status |= ObjectFlags.Finalized;
        generator.DelegateRegister = -1;
        generator.Frame = null;
        frame.Generator = null;
        if (generator.Handled is { } handled)
        {
            generator.Handled = null;
            RefCount.Release(thread, handled);
        }

        ReleaseOwner(thread, frame);
        thread.Spares.Give(frame);
        return resumer;
    }

    private static void ReleaseOwner(ThreadState thread, Frame frame)
    {
        if (frame.Function is { } function)
        {
            frame.Function = null;
            RefCount.Release(thread, function);
        }

        if (frame.Namespace is { } ns)
        {
            frame.Namespace = null;
            RefCount.Release(thread, ns);
        }
    }

    /// <summary>sys.exception() in the body is what the body handles, otherwise what its resumer handles.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterHandled(ThreadState thread, GeneratorObject generator)
    {
        generator.OuterHandled = thread.Handled;
        ExceptionObject? seen = generator.Handled ?? thread.Handled;
        if (seen is not null)
        {
            RefCount.Retain(thread, seen);
        }

        thread.Handled = seen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveHandled(ThreadState thread, GeneratorObject generator)
    {
        ExceptionObject? seen = thread.Handled;
        thread.Handled = generator.OuterHandled;
        generator.OuterHandled = null;
        if (seen is not null)
        {
            RefCount.Release(thread, seen);
        }
    }
}

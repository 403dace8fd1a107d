using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled.Emission;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Calls out of compiled code, with real frames: whatever looks at the stack sees what the interpreter would have made.</summary>
internal static class CallSupport
{
    private const CodeFlags GeneratorLike = CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator;

    /// <summary>Call: <see cref="Flow.Next"/> with the result in the callee's register, or what the body returns.</summary>
    public static Flow Call(ThreadState thread, Frame frame, ref Value registers, int a, int count, int given)
    {
        ref Value callee = ref Unsafe.Add(ref registers, a);
        if (callee.Ref is FunctionObject function && function.Code.ArgumentCount == given && function.Code.IsSimple)
        {
            callee.Ref = null;
            return Run(thread, frame, function, ref callee, a);
        }

        return Resume(thread, frame, CallSlow.Call(thread, frame, ref registers, a, count));
    }

    /// <summary>CallMethod, as <see cref="Call"/>.</summary>
    public static Flow CallMethod(ThreadState thread, Frame frame, ref Value registers, int a, int count, int given)
    {
        ref Value callee = ref Unsafe.Add(ref registers, a);
        if (callee.Ref is FunctionObject function && function.Code.ArgumentCount == given && function.Code.IsSimple)
        {
            callee.Ref = null;
            return Run(thread, frame, function, ref callee, a);
        }

        return Resume(thread, frame, CallSlow.CallMethod(thread, frame, ref registers, a, count));
    }

    /// <summary>
    /// Makes the frame of a function that was written into its caller and runs: its registers are in the window already.
    /// The function, when it is not given, is what the callee's register holds, and moves into the frame.
    /// </summary>
    public static Frame MakeFrame(ThreadState thread, Frame caller, FunctionObject? function, int callee, int callerPc)
    {
        if (function is null)
        {
            ref Value register = ref caller[callee];
            function = Unsafe.As<FunctionObject>(register.Ref!);
            register.Ref = null;
        }

        return MakeFrameAt(thread, caller, function, callee + 1, callee, callerPc);
    }

    /// <summary>As <see cref="MakeFrame"/> for a known function whose result goes elsewhere than where it stood itself.</summary>
    public static Frame MakeFreeFrame(ThreadState thread, Frame caller, FunctionObject function, int callee, int callerPc, int result) =>
        MakeFrameAt(thread, caller, function, callee + 1, result, callerPc);

    /// <summary>As <see cref="MakeFrame"/> for an __init__ whose instance, its first argument, stands where the class stood.</summary>
    public static Frame MakeConstructorFrame(ThreadState thread, Frame caller, FunctionObject function, int callee, int callerPc)
    {
        RefCount.Retain(thread, function);
        Frame frame = MakeFrameAt(thread, caller, function, callee, callee, callerPc);
        PyObject instance = caller[callee].Ref!;
        RefCount.Retain(thread, instance);
        frame.Constructed = instance;
        frame.Action = ReturnAction.Constructed;
        return frame;
    }

    /// <summary>As <see cref="MakeFrame"/> for a method that no call names: its registers lie behind the caller's.</summary>
    public static Frame MakeSpecialFrame(ThreadState thread, Frame caller, FunctionObject function, int result, int callerPc, int first, SpecialCall call)
    {
        Frame frame = MakeFrameAt(thread, caller, function, first, result, callerPc);
        frame.Action = call.Action;
        if (call.Action == ReturnAction.Binary)
        {
            frame.PendingOperator = call.Operator;
            frame.PendingLeft = call.Left;
            frame.PendingRight = call.Right;
        }

        return frame;
    }

    /// <summary>As <see cref="MakeFrame"/> for a method whose self stands where the callee stood.</summary>
    public static Frame MakeBoundFrame(ThreadState thread, Frame caller, FunctionObject function, int callee, int callerPc) =>
        MakeFrameAt(thread, caller, function, callee, callee, callerPc);

    private static Frame MakeFrameAt(ThreadState thread, Frame caller, FunctionObject function, int first, int result, int callerPc)
    {
        caller.Pc = callerPc;
        Frame frame = caller.NextFrame();
        if (!ReferenceEquals(frame.Window, caller.Window))
        {
            frame.Window = caller.Window;
            frame.Segment = caller.Window;
        }

        thread.Depth++;
        Interpreter.Adopt(frame, function, caller.Base + first);
        frame.ResultRegister = result;
        thread.CurrentFrame = frame;
        return frame;
    }

    /// <summary>
    /// Takes such frames off again; functions go back to their registers. False when somebody holds on to one: then the
    /// interpreter goes on with them.
    /// </summary>
    public static bool DropFrames(ThreadState thread, Frame outermost, int depth)
    {
        Frame frame = thread.CurrentFrame;
        for (int i = 0; i < depth; i++)
        {
            if (frame.IsObserved)
            {
                return false;
            }

            frame = frame.Back!;
        }

        frame = thread.CurrentFrame;
        while (!ReferenceEquals(frame, outermost))
        {
            Frame caller = frame.Back!;
            FunctionObject function = frame.Function!;
            if (frame.Constructed is { } instance)
            {
                // The instance stays in its register, which holds it.
                frame.Constructed = null;
                frame.Action = ReturnAction.None;
                RefCount.Release(thread, instance);
                if (function.OwnerId != RefCount.Uncounted)
                {
                    frame.Function = null;
                    RefCount.Release(thread, function);
                }

                frame = caller;
                continue;
            }

            if (frame.Action != ReturnAction.None)
            {
                // No register held the method.
                frame.Action = ReturnAction.None;
                frame = caller;
                continue;
            }

            if (frame.Base == caller.Base + frame.ResultRegister)
            {
                // Self stands where the function would; that is not counted.
                frame = caller;
                continue;
            }

            caller[frame.Base - caller.Base - 1] = Value.Of(function);
            if (function.OwnerId != RefCount.Uncounted)
            {
                frame.Function = null;
            }

            frame = caller;
        }

        thread.Depth -= depth;
        thread.CurrentFrame = outermost;
        return true;
    }

    /// <summary>A call that is written into its caller may begin: the limit of recursion allows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayCall(ThreadState thread, int depth) => thread.Depth + depth <= thread.Interpreter.RecursionLimit;

    /// <summary>The register holds a function of that code and those globals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFunctionOf(ref Value register, ExecutableCode code, DictObject globals) =>
        register.Ref is FunctionObject function && ReferenceEquals(function.Code, code) && ReferenceEquals(function.Globals, globals);

    /// <summary>The register holds a bound method of the function, or an instance whose class's __call__ it is.</summary>
    public static bool IsBoundTo(ref Value register, FunctionObject function) =>
        register.Ref is MethodObject method ? ReferenceEquals(method.Function, function) && (method.Status & ObjectFlags.HasWeakReferences) == 0
            : register.Ref is { } instance && ReferenceEquals(instance.Type.Slot(SpecialMethod.Call).Method, function);

    /// <summary>The register holds a tuple of so many items, and the one behind it, if the call has it, no keywords.</summary>
    public static bool CanSpread(ref Value register, int count, bool hasKeywords) =>
        register.Ref is TupleObject tuple && tuple.Length == count && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple)
            && (!hasKeywords || Unsafe.Add(ref register, 1).Ref is DictObject { Used: 0 });

    /// <summary>Puts the items of such a tuple in its place and behind it.</summary>
    public static void Spread(ThreadState thread, ref Value register, bool hasKeywords)
    {
        TupleObject tuple = Unsafe.As<TupleObject>(register.Ref!);
        register.Ref = null;
        if (hasKeywords)
        {
            Registers.Drop(thread, ref Unsafe.Add(ref register, 1));
        }

        foreach (ref readonly Value item in tuple.Span)
        {
            register = thread.Retain(item);
            register = ref Unsafe.Add(ref register, 1);
        }

        RefCount.Release(thread, tuple);
    }

    /// <summary>Puts self where its bound method stands, which may die without anybody noticing; an instance stands there already.</summary>
    public static void TakeSelf(ThreadState thread, ref Value register)
    {
        if (register.Ref is MethodObject method)
        {
            register = thread.Retain(method.Self);
            RefCount.Release(thread, method);
        }
    }

    /// <summary>The code of a function that is known, which can be given other code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasCode(FunctionObject function, ExecutableCode code) => ReferenceEquals(function.Code, code);

    /// <summary>The class has the version, and so the __init__, that it had; that has the code and the defaults that it had.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsConstructor(TypeObject type, object version, FunctionObject init, ExecutableCode code, TupleObject? defaults) =>
        ReferenceEquals(type.Version, version) && ReferenceEquals(init.Code, code) && ReferenceEquals(init.Defaults, defaults);

    /// <summary>The register holds an instance of the class, which has the version, and so the method, that it had; that has the code that it had.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInstanceWithMethod(ref Value register, TypeObject type, object version, FunctionObject method, ExecutableCode code) =>
        register.Ref is { } reference && ReferenceEquals(reference.Type, type) && ReferenceEquals(type.Version, version) && ReferenceEquals(method.Code, code);

    /// <summary>The register holds an instance of the class itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfType(ref Value register, TypeObject type) => register.Ref is { } reference && ReferenceEquals(reference.Type, type);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNotImplemented(ref Value register) => register.IsNotImplemented;

    /// <summary>A bare instance.</summary>
    public static Value Construct(ThreadState thread, TypeObject type) => Value.Of(TypeCalls.NewInstance(thread, type));

    /// <summary>As <see cref="HasCode"/>, with the defaults of its parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasCodeAndDefaults(FunctionObject function, ExecutableCode code, TupleObject defaults) =>
        ReferenceEquals(function.Code, code) && ReferenceEquals(function.Defaults, defaults);

    /// <summary>The function in the register has the defaults of one with the same code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasDefaults(ref Value register, TupleObject defaults) => ReferenceEquals(Unsafe.As<FunctionObject>(register.Ref!).Defaults, defaults);

    /// <summary>The default of a parameter by name, where it was when the body was compiled; uncounted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryKeywordDefault(FunctionObject function, DictObject defaults, DictKeys keys, int entry, out Value value)
    {
        value = Value.Unbound;
        if (ReferenceEquals(function.KeywordDefaults, defaults) && ReferenceEquals(defaults.Keys, keys))
        {
            value = Slot.Peek(keys.Entries[entry].Content);
        }

        return !value.IsUnbound && (value.Ref is null || value.Ref.OwnerId == RefCount.Uncounted);
    }

    /// <summary>As <see cref="TryKeywordDefault"/> for an int.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryKeywordDefaultInt(FunctionObject function, DictObject defaults, DictKeys keys, int entry, out long value)
    {
        if (ReferenceEquals(function.KeywordDefaults, defaults) && ReferenceEquals(defaults.Keys, keys) && keys.Entries[entry].Content is IntCell cell)
        {
            value = cell.Value;
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>The tuple of *args for a function that is written into its caller; the items, temporaries, move in.</summary>
    public static Value Rest(ThreadState thread, ref Value first, int count) => Value.Of(BuildSlow.Tuple(thread, ref first, count));

    /// <summary>The dict of **kwargs.</summary>
    public static Value Options(ThreadState thread, bool hasItems)
    {
        DictObject options = DictObject.New(thread);
        if (hasItems)
        {
            options.TakeSpareTable(thread);
        }

        return Value.Of(options);
    }

    /// <summary>Puts an item, a temporary, into such a dict, which does not have its name.</summary>
    public static void AddOption(Value options, StrObject name, ref Value value)
    {
        Unsafe.As<DictObject>(options.Ref!).Insert(Value.Of(name), name.Hash, value);
        value.Ref = null;
    }

    /// <summary>Ends the running frame, whose registers have been released.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow Leave(ThreadState thread, Frame frame, Value value) => Interpreter.Leave(thread, frame, value);

    /// <summary>
    /// What comes of a handler's flow: a frame that it pushed is run to its end here, so that compiled code goes on with the
    /// result; without room on the C# stack the interpreter gets all frames.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Resume(ThreadState thread, Frame frame, Flow flow)
    {
        if (flow != Flow.Frame)
        {
            return flow;
        }

        Frame callee = thread.CurrentFrame;
        if (!ReferenceEquals(callee.Back, frame) || callee.Generator is not null || !StackGuard.HasRoom(thread))
        {
            return flow;
        }

        return callee.Pc == 0 ? Begin(thread, frame, callee) : ToEnd(thread, frame, callee, Flow.Pause);
    }

    /// <summary>Runs a frame that was pushed and has not begun. The C# stack has room.</summary>
    private static Flow Begin(ThreadState thread, Frame frame, Frame callee)
    {
        ExecutableCode code = callee.Code;
        if (code.Profile?.Body is { HasStart: true } body)
        {
            return Finish(thread, frame, callee, body.Run(thread, callee, 0));
        }

        if (code.Instructions[0].Op == Opcode.ReturnGenerator)
        {
            callee.Pc = 1;
            return Finish(thread, frame, callee, GeneratorFlow.Create(thread, callee));
        }

        return ToEnd(thread, frame, callee, Flow.Pause);
    }

    /// <summary>
    /// A loop's step where generators were seen; frame.Pc is behind it and is moved on by what applies. A compiled generator runs
    /// here until the loop has its item: Next then. Anything else is what the body returns: the interpreter runs the others.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow StepGenerator(ThreadState thread, Frame frame, int item, int holder, int itemJump, int endJump)
    {
        Value iterator = frame[holder];
        if (iterator.Ref is not GeneratorObject generator)
        {
            return StepOther(thread, frame, item, holder, itemJump, endJump);
        }

        Flow flow = ReferenceEquals(generator.Type, BuiltinTypes.Generator) && GeneratorFlow.CanResumeAtOnce(thread, generator)
            ? ResumeAtOnce(thread, frame, generator, item, holder, itemJump, endJump)
            : GeneratorFlow.Iterate(thread, frame, generator, item, holder, itemJump, endJump);
        while (flow == Flow.Frame)
        {
            Frame current = thread.CurrentFrame;
            if (ReferenceEquals(current, frame))
            {
                return Flow.Next;
            }

            if (current.Code.Profile?.Body is not { } body || !body.Entries[current.Pc] || !StackGuard.HasRoom(thread))
            {
                return Flow.Frame;
            }

            flow = body.Run(thread, current, current.Pc);
        }

        return flow == Flow.Pause ? Flow.Frame : flow;
    }

    /// <summary>
    /// YieldFrom: the other generator runs here until it has returned: Next then. When one of them yields, control is with whoever has
    /// resumed the generators, and the body returns.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Delegate(ThreadState thread, Frame frame, ref Value registers, int sent, int holder)
    {
        int depth = thread.Depth;
        Flow flow = GeneratorHandlers.YieldFrom(thread, frame, ref registers, sent, holder, 0, ref frame.Pc);
        while (flow == Flow.Frame && thread.Depth >= depth)
        {
            Frame current = thread.CurrentFrame;
            if (ReferenceEquals(current, frame))
            {
                return Flow.Next;
            }

            if (thread.Depth == depth || current.Code.Profile?.Body is not { } body || !body.Entries[current.Pc] || !StackGuard.HasRoom(thread))
            {
                return Flow.Frame;
            }

            flow = body.Run(thread, current, current.Pc);
        }

        return flow == Flow.Pause ? Flow.Frame : flow;
    }

    private static Flow ResumeAtOnce(ThreadState thread, Frame frame, GeneratorObject generator, int item, int holder, int itemJump, int endJump)
    {
        generator.HolderRegister = holder;
        generator.ItemJump = itemJump;
        generator.EndJump = endJump;
        GeneratorFlow.ResumeAtOnce(thread, frame, generator, GeneratorDriver.Loop).ResultRegister = item;
        return Flow.Frame;
    }

    private static Flow StepOther(ThreadState thread, Frame frame, int item, int holder, int itemJump, int endJump)
    {
        int outcome = ContainerSupport.Next(thread, ref frame[holder], out Value value);
        if (outcome < 0)
        {
            return Flow.Error;
        }

        if (outcome == 0)
        {
            frame.Pc += endJump;
            Registers.Drop(thread, ref frame[holder]);
            return Flow.Next;
        }

        frame.Pc += itemJump;
        Registers.Set(thread, ref frame[item], value);
        return Flow.Next;
    }

    private static Flow Run(ThreadState thread, Frame frame, FunctionObject function, ref Value callee, int a)
    {
        if ((function.Code.Code.Flags & GeneratorLike) != 0 && GeneratorFlow.TryCreate(thread, function, ref Unsafe.Add(ref callee, 1), function.Code.ArgumentCount) is { } generator)
        {
            callee = Value.Of(generator);
            return Flow.Next;
        }

        Flow flow = Interpreter.Push(thread, frame, function, a + 1, a);
        if (flow != Flow.Frame)
        {
            return flow;
        }

        return StackGuard.HasRoom(thread) ? Begin(thread, frame, thread.CurrentFrame) : flow;
    }

    /// <summary>An exception is in flight in a body or in functions written into it: where the frame goes on with it, -1 when it does not.</summary>
    public static int Catch(ThreadState thread, Frame frame)
    {
        if (!Unwinder.TryCatchBelow(thread, frame))
        {
            return -1;
        }

        // The next body shall have the handler, too.
        frame.Code.Profile!.WasEntered[frame.Pc] = true;
        return frame.Pc;
    }

    /// <summary>What a callee's compiled body has come to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Flow Finish(ThreadState thread, Frame frame, Frame callee, Flow flow) =>
        flow == Flow.Frame && ReferenceEquals(thread.CurrentFrame, frame) ? Flow.Next : ToEnd(thread, frame, callee, flow);

    /// <summary>The interpreter brings a callee's frame to its end, and what its return means is done here.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="frame">The caller.</param>
    /// <param name="callee">The frame.</param>
    /// <param name="flow">What its compiled body returned; Pause when it has not begun.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Flow ToEnd(ThreadState thread, Frame frame, Frame callee, Flow flow)
    {
        if (flow == Flow.Error && ReferenceEquals(thread.CurrentFrame, frame))
        {
            // It was its return that failed.
            return flow;
        }

        if (!StackGuard.HasRoom(thread))
        {
            return flow == Flow.Pause ? Flow.Frame : flow;
        }

        ReturnAction action = callee.Action;
        int register = callee.ResultRegister;
        PyObject? constructed = callee.Constructed;
        int pendingOperator = callee.PendingOperator;
        TypeObject? left = callee.PendingLeft;
        TypeObject? right = callee.PendingRight;
        callee.Action = ReturnAction.None;
        callee.Constructed = null;
        callee.IsEntry = true;
        Value result = flow == Flow.Error ? Interpreter.RunRaising(thread) : Interpreter.Continue(thread, thread.CurrentFrame, begins: flow == Flow.Pause);
        if (result.IsError)
        {
            if (constructed is not null)
            {
                RefCount.Release(thread, constructed);
            }

            return Flow.Error;
        }

        // A body is left when the callee has switched tracing on.
        Flow done = thread.IsTraced ? Flow.Trace : Flow.Next;
        switch (action)
        {
            case ReturnAction.None:
                frame[register] = result;
                return done;

            case ReturnAction.Discard:
                thread.Release(result);
                return done;

            case ReturnAction.Constructed when !result.IsNone:
                string name = result.Type.Name;
                thread.Release(result);
                RefCount.Release(thread, constructed!);
                thread.TypeError($"__init__() should return None, not '{name}'");
                return Flow.Error;

            case ReturnAction.Constructed:
                frame[register] = Value.Of(constructed!);
                return done;

            case ReturnAction.Binary when result.IsNotImplemented:
                thread.TypeError($"unsupported operand type(s) for {BinaryOperation.All[pendingOperator].Symbol}: '{left!.Name}' and '{right!.Name}'");
                return Flow.Error;

            default:
                Registers.Set(thread, ref frame[register], result);
                return done;
        }
    }
}

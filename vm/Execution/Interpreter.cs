using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Execution.Tracing;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>Entering bytecode from C#, pushing and popping frames. The loop itself is the generated <see cref="Dispatch"/>.</summary>
internal static class Interpreter
{
    /// <summary>Calls a function with borrowed arguments; <paramref name="self"/>, unless Unbound, goes first.</summary>
    public static Value Invoke(ThreadState thread, FunctionObject function, Value self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Frame caller = thread.CurrentFrame;
        Frame frame = caller.NextFrame();
        if (!Reserve(thread, caller, frame, function.Code, out int start))
        {
            return Value.Error;
        }

        ExecutableCode code = function.Code;
        int shift = self.IsUnbound ? 0 : 1;
        if (code.IsSimple && keywords.IsEmpty && arguments.Length + shift == code.ArgumentCount)
        {
            ref Value parameter = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(frame.Window), start);
            if (shift != 0)
            {
                parameter = thread.Retain(self);
                parameter = ref Unsafe.Add(ref parameter, 1);
            }

            foreach (ref readonly Value argument in arguments)
            {
                parameter = thread.Retain(argument);
                parameter = ref Unsafe.Add(ref parameter, 1);
            }
        }
        else if (!ArgumentBinding.Bind(thread, function, frame.Window.AsSpan(start, code.RegisterCount), self, arguments, keywords))
        {
            thread.Depth--;
            return Value.Error;
        }

        RefCount.Retain(thread, function);
        Activate(thread, frame, function, start);
        frame.IsEntry = true;
        return Run(thread, frame);
    }

    /// <summary>Runs module, class or exec code. <paramref name="locals"/> is the namespace of class bodies and exec, null in modules.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="code">The code.</param>
    /// <param name="globals">Its global namespace, borrowed.</param>
    /// <param name="locals">Borrowed.</param>
    /// <param name="function">The function whose body it is (class bodies have closures), borrowed.</param>
    public static Value RunCode(ThreadState thread, ExecutableCode code, DictObject globals, PyObject? locals, FunctionObject? function = null)
    {
        Frame caller = thread.CurrentFrame;
        Frame frame = caller.NextFrame();
        if (!Reserve(thread, caller, frame, code, out int start))
        {
            return Value.Error;
        }

        for (int i = 0; i < code.LocalCount; i++)
        {
            frame.Window[start + i] = Value.Unbound;
        }

        // The coroutine that such code makes keeps its globals by a function, as all coroutines do.
        bool isMoved = function is not null && (code.Code.Flags & CodeFlags.Coroutine) != 0;
        frame.Function = isMoved ? function : null;
        frame.Code = code;
        frame.Closure = function?.Closure ?? [];
        frame.Globals = globals;
        frame.Builtins = BuiltinsOf(thread, globals);
        RefCount.Retain(thread, globals);
        if (function is not null)
        {
            RefCount.Retain(thread, function);
        }

        if (locals is not null)
        {
            RefCount.Retain(thread, locals);
        }

        frame.Base = start;
        frame.Top = start + code.RegisterCount;
        frame.LocalCount = code.LocalCount;
        frame.Pc = 0;
        frame.Namespace = locals;
        frame.IsEntry = true;
        frame.Action = ReturnAction.None;
        frame.Generator = null;
        frame.Constructed = null;
        frame.Back = caller;
        thread.CurrentFrame = frame;
        Value result = Run(thread, frame);
        frame.Namespace = null;
        if (locals is not null)
        {
            RefCount.Release(thread, locals);
        }

        if (function is not null && !isMoved)
        {
            RefCount.Release(thread, function);
        }

        RefCount.Release(thread, globals);
        return result;
    }

    /// <summary>The builtins that code with these globals sees: their __builtins__ when it is a module or dict.</summary>
    public static DictObject BuiltinsOf(ThreadState thread, DictObject globals) => globals.GetName(Names.Builtins).Ref switch
    {
        ModuleObject module => module.Namespace,
        DictObject dict => dict,
        MappingProxyObject { Mapping.Ref: DictObject dict } => dict,
        _ => thread.Interpreter.Builtins,
    };

    /// <summary>Runs a prepared entry frame to its end: its result, or Error with the exception set.</summary>
    public static Value Run(ThreadState thread, Frame frame)
    {
        if (!StackGuard.HasRoom(thread))
        {
            // The frame has not begun: unwind it as if its first instruction had failed.
            thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
            frame.Pc = 1;
            if (Unwinder.Unwind(thread) is not { } resumed)
            {
                return Value.Error;
            }

            frame = resumed;
        }

        return Continue(thread, frame);
    }

    /// <summary>Lets the exception in flight strike in the running entry frame, then goes on there if it has a handler.</summary>
    public static Value RunRaising(ThreadState thread) =>
        Unwinder.Unwind(thread) is { } resumed ? Continue(thread, resumed, begins: false) : Value.Error;

    /// <summary>As <see cref="RunRaising"/>, where the frame is that of a generator that was suspended.</summary>
    public static Value Throw(ThreadState thread)
    {
        if (!thread.IsTraced)
        {
            return RunRaising(thread);
        }

        Flow flow = TracedLoop.RunRaising(thread);
        flow = flow == Flow.Trace ? RunLoop(thread, thread.CurrentFrame) : flow;
        return flow == Flow.Exit ? thread.Result : Value.Error;
    }

    /// <summary>As <see cref="Run"/>, for a caller that has made sure of the C# stack.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="frame">The running frame.</param>
    /// <param name="begins">It has not run yet, or was suspended.</param>
    public static Value Continue(ThreadState thread, Frame frame, bool begins = true)
    {
        while (true)
        {
            try
            {
                Flow flow;
                if (thread.IsTraced)
                {
                    flow = RunLoop(thread, frame, begins);
                }
                else if (frame.Code.Profile?.Body is { } body && body.Entries[frame.Pc])
                {
                    flow = body.Run(thread, frame, frame.Pc);
                    flow = flow == Flow.Exit ? flow : Tier.GoOn(thread, flow);
                }
                else
                {
                    flow = RunLoop(thread, frame);
                }

                return flow == Flow.Exit ? thread.Result : Value.Error;
            }
            catch (Exception fault) when (!FaultTranslation.IsFatal(fault))
            {
                FaultTranslation.Raise(thread, fault);
            }

            if (Unwinder.Unwind(thread) is not { } handler)
            {
                return Value.Error;
            }

            frame = handler;
            begins = false;
        }
    }

    /// <summary>Runs the frame in the dispatch loop, or the one for threads that are traced: Exit, or Error when an exception has left the frame that was entered from C#.</summary>
    public static Flow RunLoop(ThreadState thread, Frame frame, bool begins = false)
    {
        while (true)
        {
            Flow flow = thread.IsTraced ? TracedLoop.Run(thread, frame, begins)
                : LoopWarmup.IsDone ? Dispatch.Run(thread, frame)
                : LoopWarmup.Run(thread, frame);
            if (flow != Flow.Trace)
            {
                return flow;
            }

            frame = thread.CurrentFrame;
            begins = false;
        }
    }

    /// <summary>
    /// Finds room for a window above the caller's, counting the call against the recursion limit; on failure RecursionError is set.
    /// The window lies in <c>frame.Window</c> from <paramref name="start"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Reserve(ThreadState thread, Frame caller, Frame frame, ExecutableCode code, out int start)
    {
        start = caller.Top;
        Value[] segment = caller.Segment;
        if (++thread.Depth > thread.Interpreter.RecursionLimit)
        {
            return TooDeep(thread);
        }

        if (start + code.RegisterCount > segment.Length)
        {
            segment = NewSegment(thread, segment, code.RegisterCount);
            start = 0;
        }

        if (!ReferenceEquals(frame.Window, segment))
        {
            frame.Window = segment;
            frame.Segment = segment;
        }

        return true;
    }

    /// <summary>Makes the frame, whose parameters are in place, the running one. The function's reference moves in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Activate(ThreadState thread, Frame frame, FunctionObject function, int start)
    {
        ExecutableCode code = function.Code;
        if (!ReferenceEquals(frame.Function, function) || !ReferenceEquals(frame.Code, code))
        {
            SetFunction(frame, function);
        }

        frame.Base = start;
        frame.Top = start + code.RegisterCount;
        frame.Pc = 0;
        frame.IsEntry = false;
        frame.Action = ReturnAction.None;
        if (code.CallBudget != 0 && --code.CallBudget == 0)
        {
            Tier.BecameWarm(code);
        }

        for (int i = code.ParameterCount; i < code.LocalCount; i++)
        {
            frame.Window[start + i] = Value.Unbound;
        }

        thread.CurrentFrame = frame;
    }

    /// <summary>Sets up a frame whose registers are in place already, without making it the running one. The function's reference moves in.</summary>
    internal static void Adopt(Frame frame, FunctionObject function, int start)
    {
        if (!ReferenceEquals(frame.Function, function) || !ReferenceEquals(frame.Code, function.Code))
        {
            SetFunction(frame, function);
        }

        frame.Base = start;
        frame.Top = start + function.Code.RegisterCount;
        frame.IsEntry = false;
        frame.Action = ReturnAction.None;
    }

    /// <summary>
    /// Calls from bytecode without C# recursion: the arguments, owned temporaries of the caller, become the callee's first locals.
    /// The caller has checked that the code is simple and the number fits. The function's reference moves in, on failure too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow Push(ThreadState thread, Frame caller, FunctionObject function, int firstArgument, int resultRegister)
    {
        ExecutableCode code = function.Code;
        Frame frame = caller.NextFrame();
        int start = caller.Base + firstArgument;
        Value[] window = caller.Window;
        if (!ReferenceEquals(caller.Segment, window) || start + code.RegisterCount > window.Length)
        {
            return PushElsewhere(thread, caller, frame, function, firstArgument, resultRegister);
        }

        if (++thread.Depth > thread.CallLimit)
        {
            if (!MayCall(thread, function, code))
            {
                RefCount.Release(thread, function);
                return Flow.Error;
            }

            // What has run meanwhile has used the frame, or holds it.
            frame = caller.NextFrame();
        }

        if (!ReferenceEquals(frame.Window, window))
        {
            frame.Window = window;
            frame.Segment = window;
        }

        Activate(thread, frame, function, start);
        frame.ResultRegister = resultRegister;
        return Flow.Frame;
    }

    /// <summary>Ends the running frame; the value's reference moves to the caller's result register or to thread.Result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow Return(ThreadState thread, Frame frame, Value value)
    {
        if (frame.IsObserved)
        {
            FrameLifetime.Detach(thread, frame);
        }

        // The last local goes first, as in CPython's _PyFrame_ClearLocals: finalisers show the order.
        ref Value register = ref Unsafe.Add(ref frame.Window[frame.Base], frame.LocalCount);
        for (int i = frame.LocalCount; i > 0; i--)
        {
            register = ref Unsafe.Add(ref register, -1);
            if (register.Ref is { } reference && reference.OwnerId != RefCount.Uncounted)
            {
                register.Ref = null;
                RefCount.Release(thread, reference);
            }
        }

        return Leave(thread, frame, value);
    }

    /// <summary>Pops a frame whose registers have been released.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow Leave(ThreadState thread, Frame frame, Value value) =>
        frame.Action == ReturnAction.None ? LeavePlain(thread, frame, value) : SpecialReturns.Leave(thread, frame, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow LeavePlain(ThreadState thread, Frame frame, Value value)
    {
        thread.Depth--;
        Frame caller = frame.Back!;
        thread.CurrentFrame = caller;
        if (frame.Function is { } function && function.OwnerId != RefCount.Uncounted)
        {
            ReleaseFunction(thread, frame, function);
        }

        if (frame.IsEntry)
        {
            thread.Result = value;
            return Flow.Exit;
        }

        caller.Window[caller.Base + frame.ResultRegister] = value;
        return Flow.Frame;
    }

    /// <summary>Pops a frame that was pushed, and hands over nothing.</summary>
    public static void PopFrame(ThreadState thread, Frame frame)
    {
        thread.Depth--;
        thread.CurrentFrame = frame.Back!;
        if (frame.Function is { } function && function.OwnerId != RefCount.Uncounted)
        {
            ReleaseFunction(thread, frame, function);
        }
    }

    /// <summary>Releasing a closure can run code, which uses the very frame again that is being left.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReleaseFunction(ThreadState thread, Frame frame, FunctionObject function)
    {
        bool isEntry = frame.IsEntry;
        int resultRegister = frame.ResultRegister;
        frame.Function = null;
        RefCount.Release(thread, function);
        frame.IsEntry = isEntry;
        frame.ResultRegister = resultRegister;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Flow PushElsewhere(ThreadState thread, Frame caller, Frame frame, FunctionObject function, int firstArgument, int resultRegister)
    {
        if (!Reserve(thread, caller, frame, function.Code, out int start))
        {
            RefCount.Release(thread, function);
            return Flow.Error;
        }

        int count = function.Code.ParameterCount;
        Span<Value> arguments = caller.Window.AsSpan(caller.Base + firstArgument, count);
        arguments.CopyTo(frame.Window.AsSpan(start));
        arguments.Clear();
        Activate(thread, frame, function, start);
        frame.ResultRegister = resultRegister;
        return Flow.Frame;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetFunction(Frame frame, FunctionObject function)
    {
        frame.Function = function;
        frame.Code = function.Code;
        frame.SetModuleOf(function);
        frame.LocalCount = function.Code.LocalCount;
        frame.Namespace = null;
        frame.Generator = null;
        frame.Constructed = null;
    }

    /// <summary>Whether a call that was counted already may begin: not beyond the recursion limit, and after what was requested. On failure it is not counted any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool MayCall(ThreadState thread, FunctionObject function, ExecutableCode code)
    {
        if (thread.Depth > thread.Interpreter.RecursionLimit)
        {
            return TooDeep(thread);
        }

        thread.Depth--;
        if (!SafePoint.BeforeCall(thread))
        {
            return false;
        }

        if (!ReferenceEquals(function.Code, code))
        {
            // A handler of a signal, or another thread: the arguments were counted for the code that it had.
            thread.RuntimeError($"code of {function.Name} changed while it was being called");
            return false;
        }

        thread.Depth++;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TooDeep(ThreadState thread)
    {
        thread.Depth--;
        thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value[] NewSegment(ThreadState thread, Value[] current, int needed)
    {
        // Windows are a stack, so the spare segment is in use only when it is the current one. A thread's first segment is small, and most threads need little more:
        // half a megabyte for each was most of what a server with a thread for each request allocated.
        Value[]? spare = thread.SpareSegment;
        return spare is not null && !ReferenceEquals(spare, current) && spare.Length >= needed
            ? spare
            : thread.SpareSegment = new Value[Math.Max(Math.Min(Frame.SegmentSize, current.Length * 4), needed * 2)];
    }
}

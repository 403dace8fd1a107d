using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// An activation. Frames form a chain that is reused: a frame's callee frame stays linked to it, so a call allocates
/// nothing. Generators have a frame and window of their own.
/// </summary>
internal sealed class Frame
{
    /// <summary>Registers in a segment; deep recursion allocates further ones.</summary>
    public const int SegmentSize = 32 * 1024;

    /// <summary>Registers in the first segment of a thread that is not the main one: most call little.</summary>
    public const int FirstSegmentSize = 1024;

    /// <summary>The array that the window lies in: a segment of the thread or a generator's own.</summary>
    public Value[] Window = [];

    /// <summary>Index of register 0 in <see cref="Window"/>.</summary>
    public int Base;

    /// <summary>The next instruction; the running one is before it.</summary>
    public int Pc;

    public int LocalCount;

    /// <summary>The segment that windows of callees are taken from: <see cref="Window"/> itself, except in a generator's frame.</summary>
    public Value[] Segment = [];

    /// <summary>First free register of <see cref="Segment"/>.</summary>
    public int Top;

    public ExecutableCode Code = null!;

    /// <summary>Free variables of the function.</summary>
    public object?[] Closure = [];

    public DictObject Globals = null!;

    public DictObject Builtins = null!;

    /// <summary>
    /// The function being run, a counted reference; null in module code. Stays after the frame has ended, so that calling
    /// the same function again at the same depth need not set up the frame.
    /// </summary>
    public FunctionObject? Function;

    /// <summary>The namespace of class bodies and exec, a counted reference; null in functions and modules.</summary>
    public PyObject? Namespace;

    /// <summary>True in class bodies, and in exec with locals of its own.</summary>
    public bool HasOwnNamespace => Namespace is not null && !ReferenceEquals(Namespace, Globals);

    /// <summary>The caller; of a suspended generator the one that resumed it last.</summary>
    public Frame? Back;

    /// <summary>The frame that a call from here uses.</summary>
    public Frame? Callee;

    /// <summary>Register of the caller that receives the result (index in the caller's window).</summary>
    public int ResultRegister;

    /// <summary>What its return does besides handing over the result.</summary>
    public ReturnAction Action;

    /// <summary>True when the frame was entered from C#: its return leaves the loop.</summary>
    public bool IsEntry;

    /// <summary>The generator whose body this frame runs.</summary>
    public GeneratorObject? Generator;

    /// <summary>The Python frame object, when somebody asked for it.</summary>
    public FrameObject? Object;

    /// <summary>The newest traceback entry of this activation among the exceptions that it has caught; may be dead.</summary>
    public TracebackObject? Caught;

    /// <summary>The exception that this activation has caught last, when its traceback entry is yet to be made (<see cref="ExceptionObject.Note"/>); lives.</summary>
    public ExceptionObject? Noted;

    /// <summary>True when <see cref="Object"/>, <see cref="Caught"/> or <see cref="Noted"/> is set: the locals may outlive the activation.</summary>
    public bool IsObserved;

    /// <summary>The instance that a class's call returns while this frame runs its __init__; a counted reference, null in other frames.</summary>
    public PyObject? Constructed;

    /// <summary>Of a frame with <see cref="ReturnAction.Binary"/>: the operator's number and the operands' types, for the TypeError.</summary>
    public int PendingOperator;

    public TypeObject? PendingLeft;

    public TypeObject? PendingRight;

    /// <summary>
    /// Takes what a function brings with it but its code. Functions that take turns at one depth, and generators in one frame, mostly have their module in common: a test costs
    /// less than the collector's write barrier.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetModuleOf(FunctionObject function)
    {
        Put(ref Closure, function.Closure);
        Put(ref Globals, function.Globals);
        Put(ref Builtins, function.Builtins);

        static void Put<T>(ref T place, T value)
            where T : class
        {
            if (!ReferenceEquals(place, value))
            {
                place = value;
            }
        }
    }

    /// <summary>Register r of this frame.</summary>
    public ref Value this[int r]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Window[Base + r];
    }

    /// <summary>The frame below a thread's first: never runs code, holds the free top of the segment.</summary>
    public static Frame Bottom(int size)
    {
        var segment = new Value[size];
        return new Frame { Window = segment, Segment = segment };
    }

    /// <summary>Forgets everything but the window. The frames of callees go, too: what they ran last may keep classes alive.</summary>
    /// <param name="keepsCode">The code and its module may stay: the next generator in the frame is often of the same function.</param>
    public void Reset(bool keepsCode)
    {
        if (!keepsCode)
        {
            Code = null!;
            Closure = [];
            Globals = null!;
            Builtins = null!;
        }

        Base = 0;
        Pc = 0;
        LocalCount = 0;
        Segment = [];
        Top = 0;
        Function = null;
        Namespace = null;
        Back = null;
        Callee = null;
        ResultRegister = 0;
        Action = ReturnAction.None;
        IsEntry = false;
        Generator = null;
        Object = null;
        Caught = null;
        Noted = null;
        Constructed = null;
        PendingOperator = 0;
        PendingLeft = null;
        PendingRight = null;
    }

    /// <summary>The linked frame for a call from here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame NextFrame() => Callee ?? NewCallee();

    /// <summary>Empties the registers above this frame, where ended calls have left what no longer counts but keeps objects reachable for the host GC.</summary>
    public void ForgetFreeRegisters()
    {
        Array.Clear(Segment, Top, Segment.Length - Top);
        for (Frame? frame = Callee; frame is not null; frame = frame.Callee)
        {
            frame.Object = null;
            frame.Caught = null;
            frame.Noted = null;
        }
    }

    /// <summary>Releases the registers between the indices, the last first as CPython does, and leaves them empty.</summary>
    public void ReleaseFrom(ThreadState thread, int first, int end)
    {
        for (int i = end - 1; i >= first; i--)
        {
            ref Value register = ref Window[Base + i];
            if (register.Ref is { } reference)
            {
                register.Ref = null;
                RefCount.Release(thread, reference);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Frame NewCallee() => Callee = new Frame { Back = this };
}

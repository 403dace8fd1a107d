using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Where a generator stands.</summary>
internal enum GeneratorState : byte
{
    Created,
    Suspended,
    Running,
    Closed,
}

/// <summary>A generator, coroutine or async generator: a frame with a window of its own that can be suspended.</summary>
public sealed class GeneratorObject : PyObject
{
    internal GeneratorObject(ThreadState thread, TypeObject type, Frame frame)
        : base(thread, type)
    {
        Frame = frame;
        Code = frame.Code;
        Name = StrObject.Intern(frame.Code.Code.Name);
        QualifiedName = frame.Function?.QualifiedName ?? StrObject.Intern(frame.Code.Code.QualifiedName);
    }

    /// <summary>Null once closed.</summary>
    internal Frame? Frame;

    internal ExecutableCode Code { get; }

    internal StrObject Name;

    internal StrObject QualifiedName;

    internal GeneratorState State;

    /// <summary>Register that receives the value sent on resumption.</summary>
    internal int SentRegister;

    /// <summary>Instruction index at which the frame is suspended inside YieldFrom, or -1: then the register holds the iterator.</summary>
    internal int DelegateRegister = -1;

    /// <summary>The exception that the body was handling when suspended; a counted reference.</summary>
    internal ExceptionObject? Handled;

    /// <summary>The resumer's handled exception while running.</summary>
    internal ExceptionObject? OuterHandled;

    /// <summary>An async generator's hooks and state flags (PEP 525).</summary>
    internal AsyncGeneratorState? Async;

    /// <summary>Code that the caller awaited: origin for "was never awaited"; cr_origin.</summary>
    internal bool WasAwaited;

    /// <summary>The value of the return statement that ended it; the reference moves to the caller.</summary>
    internal Value TakeReturnValue() => Value.None;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Frame is { } frame)
        {
            Frame = null;
            frame.ReleaseFrom(thread, 0, frame.Code.RegisterCount);
            if (frame.Function is { } function)
            {
                frame.Function = null;
                RefCount.Release(thread, function);
            }
        }

        if (Handled is { } handled)
        {
            Handled = null;
            RefCount.Release(thread, handled);
        }
    }
}

/// <summary>What only an async generator has.</summary>
internal sealed class AsyncGeneratorState
{
    public bool HooksInitialised;
    public bool Closed;

    /// <summary>True while an asend, athrow or aclose is being awaited.</summary>
    public bool IsRunning;

    /// <summary>The finaliser hook, a counted reference or None.</summary>
    public Value Finalizer = Value.None;
}

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

/// <summary>Who takes what a running generator yields or returns.</summary>
internal enum GeneratorDriver : byte
{
    /// <summary>C# code that has entered the loop for it, see <see cref="GeneratorOperations.Resume"/>.</summary>
    Native,

    /// <summary>A for loop of the frame below, without C# recursion.</summary>
    Loop,

    /// <summary>A call of next() or send() in the frame below, without C# recursion.</summary>
    Call,

    /// <summary>A yield from or await of the generator whose frame is below, without C# recursion.</summary>
    Delegation,
}

/// <summary>A generator, coroutine or async generator: a frame with a window of its own that can be suspended.</summary>
public sealed class GeneratorObject : PyObject
{
    private StrObject? _name;
    private StrObject? _qualifiedName;

    private GeneratorObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>A generator of a frame of its own; one that has died, if the thread has kept any.</summary>
    internal static GeneratorObject Make(ThreadState thread, TypeObject type, Frame frame)
    {
        GeneratorObject made;
        if (thread.Spares.TakeGenerator() is { } spare)
        {
            spare.Revive(thread, type);
            spare.State = GeneratorState.Created;
            spare._name = null;
            spare._qualifiedName = null;
            made = spare;
        }
        else
        {
            made = new GeneratorObject(thread, type);
        }

        made.Frame = frame;
        if (!ReferenceEquals(made.Code, frame.Code))
        {
            made.Code = frame.Code;
        }

        if (frame.Function is { } function)
        {
            // Mostly the code's own names, which need not be written.
            if (!ReferenceEquals(function.Name, frame.Code.Name))
            {
                made._name = function.Name;
            }

            if (!ReferenceEquals(function.QualifiedName, frame.Code.QualifiedName))
            {
                made._qualifiedName = function.QualifiedName;
            }
        }

        return made;
    }

    /// <summary>Null once closed.</summary>
    internal Frame? Frame;

    internal ExecutableCode Code { get; private set; } = null!;

    internal StrObject Name
    {
        get => _name ?? Code.Name;
        set => _name = value;
    }

    internal StrObject QualifiedName
    {
        get => _qualifiedName ?? Code.QualifiedName;
        set => _qualifiedName = value;
    }

    internal GeneratorState State;

    /// <summary>Who resumed it; meaningful while running.</summary>
    internal GeneratorDriver Driver;

    /// <summary>Register that receives the value sent on resumption.</summary>
    internal int SentRegister;

    /// <summary>While suspended in YieldFrom the register that holds the iterator, otherwise -1.</summary>
    internal int DelegateRegister = -1;

    /// <summary>The driving frame's register that holds this generator (loops and delegation).</summary>
    internal int HolderRegister;

    /// <summary>What a driving loop adds to its pc after an item.</summary>
    internal int ItemJump;

    /// <summary>What a driving loop adds to its pc after the last item.</summary>
    internal int EndJump;

    /// <summary>The exception that the body itself is handling; a counted reference.</summary>
    internal ExceptionObject? Handled;

    /// <summary>The resumer's handled exception while running; a counted reference.</summary>
    internal ExceptionObject? OuterHandled;

    /// <summary>What the body returned, until StopIteration takes it; a counted reference, None when there is nothing.</summary>
    internal Value ReturnValue = Value.None;

    /// <summary>An async generator's hooks and state flags (PEP 525); null in the others.</summary>
    internal AsyncGeneratorState? Async;

    /// <summary>The iterator that the suspended body is delegating to (borrowed), or Unbound.</summary>
    internal Value Delegate => DelegateRegister < 0 || Frame is null ? Value.Unbound : Frame[DelegateRegister];

    /// <summary>generator, coroutine or async generator, as error texts say it.</summary>
    internal string Kind =>
        ReferenceEquals(Type, BuiltinTypes.Generator) ? "generator" : ReferenceEquals(Type, BuiltinTypes.Coroutine) ? "coroutine" : "async generator";

    /// <summary>The value of the return statement that ended it; the reference moves to the caller.</summary>
    internal Value TakeReturnValue()
    {
        Value value = ReturnValue;
        ReturnValue = Value.None;
        return value;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        // What could run user code, closing the body, was __del__'s business.
        State = GeneratorState.Closed;
        DelegateRegister = -1;
        if (Frame is { } frame)
        {
            Frame = null;
            GeneratorFlow.Dispose(thread, frame);
        }

        if (Handled is { } handled)
        {
            Handled = null;
            RefCount.Release(thread, handled);
        }

        RefCount.Release(thread, TakeReturnValue());
        if (Async is { } state)
        {
            RefCount.Release(thread, state.Finalizer);
            state.Finalizer = Value.None;
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

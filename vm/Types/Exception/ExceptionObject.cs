using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// An exception of any class. The attributes that only some classes have (OSError.errno, StopIteration.value ...) stand in
/// <see cref="Members"/>, whose names the class's <see cref="ExceptionMembers"/> gives.
/// </summary>
public sealed class ExceptionObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    /// <summary>One exception's args are made at a time: in free threading two threads may ask first together.</summary>
    private static readonly Lock s_makingArguments = new();

    /// <summary>args, a reference of its own; null while the only argument stands in <see cref="_argument"/>.</summary>
    private TupleObject? _arguments = TupleObject.Empty;

    /// <summary>The argument of an exception raised by the VM, owned: most die in their handlers and nobody asks for args.</summary>
    private Value _argument;

    private TracebackObject? _traceback;

    /// <summary>The activation that has caught the exception and whose entry, the newest, has not been made; see <see cref="Note"/>.</summary>
    private Frame? _noted;

    private int _notedInstruction;

    private ThreadState _notedBy = thread;

    /// <summary>__traceback__, a counted reference. Who sets it has read it before.</summary>
    internal TracebackObject? Traceback
    {
        get
        {
            if (_noted is not null)
            {
                MakeEntry();
            }

            return _traceback;
        }
        set => _traceback = value;
    }

    /// <summary>__cause__.</summary>
    internal ExceptionObject? Cause;

    /// <summary>__context__.</summary>
    internal ExceptionObject? Context;

    /// <summary>__suppress_context__.</summary>
    internal bool SuppressContext;

    /// <summary>Class-specific attributes, slots; null when the class has none or none is set.</summary>
    internal object?[]? Members;

    /// <summary>An exception without arguments.</summary>
    internal static ExceptionObject Make(ThreadState thread, TypeObject type)
    {
        if (thread.Spares.TakeException() is not { } spare)
        {
            return new ExceptionObject(thread, type);
        }

        spare.SuppressContext = false;
        spare.Revive(thread, type);
        return spare;
    }

    /// <summary>An exception with one argument, whose reference moves in.</summary>
    internal static ExceptionObject Make(ThreadState thread, TypeObject type, Value argument)
    {
        ExceptionObject exception = Make(thread, type);
        exception._argument = argument;
        exception._arguments = null;
        return exception;
    }

    /// <summary>args, borrowed.</summary>
    internal TupleObject GetArguments(ThreadState thread) => _arguments ?? MakeArguments(thread);

    /// <summary>Sets args, whose reference moves in. Who sets it has released the old one, if the exception has been anywhere.</summary>
    internal void SetArguments(TupleObject arguments) => _arguments = arguments;

    private TupleObject MakeArguments(ThreadState thread)
    {
        lock (s_makingArguments)
        {
            if (_arguments is { } made)
            {
                return made;
            }

            TupleObject arguments = TupleObject.Steal(thread, [_argument]);
            _argument = default;
            Volatile.Write(ref _arguments, arguments);
            return arguments;
        }
    }

    /// <summary>
    /// An activation has caught the exception. Its entry in the traceback is made when somebody asks for it, or when the activation ends
    /// and the exception does not; most die in their handlers.
    /// </summary>
    internal void Note(ThreadState thread, Frame frame, int instruction)
    {
        if (_noted is not null)
        {
            MakeEntry();
        }

        // A frame knows one exception without entry.
        frame.Noted?.MakeEntry();
        _noted = frame;
        _notedInstruction = instruction;
        if (!ReferenceEquals(_notedBy, thread))
        {
            _notedBy = thread;
        }

        frame.Noted = this;
        frame.IsObserved = true;
        if (FreeThreading.AreSeveral)
        {
            // Another thread may ask while the activation ends.
            MakeEntry();
        }
    }

    /// <summary>True when the activation has caught the exception and the entry is yet to be made.</summary>
    internal bool IsNotedIn(Frame frame) => ReferenceEquals(_noted, frame);

    /// <summary>Makes the entry that <see cref="Note"/> has put off.</summary>
    internal void MakeEntry()
    {
        Frame frame = _noted!;
        ThreadState thread = _notedBy;
        _noted = null;
        frame.Noted = null;
        if (frame.Object is { } known)
        {
            RefCount.Retain(thread, known);
        }

        TracebackObject entry = TracebackObject.Make(thread, _traceback, frame.Object, frame.Code, frame.Globals, _notedInstruction);
        entry.Live = frame;
        _traceback = entry;
        FrameLifetime.Catch(frame, entry);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (_noted is { } frame)
        {
            _noted = null;
            frame.Noted = null;
            if (ReferenceEquals(_notedBy, thread))
            {
                frame.IsObserved = frame.Object is not null || frame.Caught is not null;
            }
        }

        TupleObject? arguments = _arguments;
        _arguments = TupleObject.Empty;
        if (arguments is not null)
        {
            RefCount.Release(thread, arguments);
        }
        else
        {
            Value argument = _argument;
            _argument = default;
            RefCount.Release(thread, argument);
        }

        ReleaseField(thread, ref _traceback);
        ReleaseField(thread, ref Cause);
        ReleaseField(thread, ref Context);
        if (Members is { } members)
        {
            Members = null;
            foreach (object? content in members)
            {
                Slot.ReleaseContent(thread, content);
            }
        }
    }

    private static void ReleaseField<T>(ThreadState thread, ref T? field)
        where T : PyObject
    {
        T? old = field;
        field = null;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// An interpreter's signal handlers. .NET delivers signals on a thread of its own; they wait here until the main thread is at
/// a safe point, where CPython too runs handlers. Ctrl-C comes from the host, which asks for an interrupt without a number.
/// </summary>
internal sealed class SignalState
{
    public const int Count = 65;
    public const int Interrupt = 2;
    public const long Default = 0;
    public const long Ignore = 1;

    private readonly Value[] _handlers = new Value[Count];
    private readonly PosixSignalRegistration?[] _registrations = new PosixSignalRegistration?[Count];
    private readonly ConcurrentQueue<int> _pending = new();
    private readonly ThreadState _main;

    private SignalState(ThreadState main)
    {
        _main = main;
        Array.Fill(_handlers, Value.Int(Default));
        _handlers[13] = Value.Int(Ignore);
        _handlers[25] = Value.Int(Ignore);
    }

    public static SignalState Of(ThreadState thread) => (SignalState)thread.Interpreter.ModuleStates.GetOrAdd(
        typeof(SignalState),
        static (_, thread) =>
        {
            var state = new SignalState(thread);
            thread.Interpreter.OnInterrupt = state.Deliver;
            return state;
        },
        thread);

    /// <summary>signal.getsignal(): borrowed.</summary>
    public Value this[int number] => _handlers[number];

    /// <summary>Puts a handler (borrowed) in place; the result is the one before, a reference. Error with OSError set when the system refuses.</summary>
    public Value Replace(ThreadState thread, int number, Value handler)
    {
        bool isDefault = handler.IsInt && handler.Bits == Default;
        if (number is 9 or 19)
        {
            return OSErrors.Raise(thread, 22);
        }

        // SIGINT is the host's, and CPython's initial handler of it is no default of the system.
        if (number != Interrupt)
        {
            _registrations[number]?.Dispose();
            _registrations[number] = isDefault ? null : PosixSignalRegistration.Create((PosixSignal)number, context => OnSignal(context, number));
        }

        Value old = _handlers[number];
        _handlers[number] = thread.Retain(handler);
        return old;
    }

    /// <summary>Runs the handler of a signal that the program sends to itself, at once; null when the system is to deliver it.</summary>
    public bool? Raise(ThreadState thread, int number)
    {
        Value handler = _handlers[number];
        if (handler.IsInt)
        {
            return handler.Bits == Ignore ? true : null;
        }

        if (!ReferenceEquals(thread, _main))
        {
            // Handlers run on the main thread, whoever sends the signal.
            Post(number);
            return true;
        }

        return Run(thread, number, handler);
    }

    /// <summary>signal.set_wakeup_fd(): where each signal's number is written; -1 for nowhere.</summary>
    public int WakeUpDescriptor { get; set; } = -1;

    /// <summary>A signal has come, or a timer of signal.alarm() has run down; any thread.</summary>
    public void Post(int number)
    {
        _pending.Enqueue(number);
        Announce(number);
        Interruption.Announce(_main);
    }

    private unsafe void Announce(int number)
    {
        if (WakeUpDescriptor >= 0)
        {
            byte text = (byte)number;
            _ = Libc.Write(WakeUpDescriptor, &text, 1);
        }
    }

    private void OnSignal(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (!_handlers[number].IsInt)
        {
            Post(number);
        }
    }

    /// <summary>
    /// At a safe point: false when a handler has raised. What has been posted may have been done already, by the request of another signal: an empty queue is no Ctrl-C.
    /// </summary>
    private bool Deliver(ThreadState thread)
    {
        bool isDone = true;
        if (Interruption.TakeRequest(thread))
        {
            Announce(Interrupt);
            isDone = Run(thread, Interrupt, _handlers[Interrupt]);
        }

        while (isDone && _pending.TryDequeue(out int number))
        {
            isDone = Run(thread, number, _handlers[number]);
        }

        if (!isDone && !_pending.IsEmpty)
        {
            // The others' turn comes at the next safe point.
            Interruption.Announce(_main);
        }

        return isDone;
    }

    private static bool Run(ThreadState thread, int number, Value handler)
    {
        if (handler.IsInt)
        {
            if (handler.Bits == Default)
            {
                _ = Libc.Signal(number, 0);
                _ = Libc.Kill(Environment.ProcessId, number);
            }

            return true;
        }

        thread.Retain(handler);
        Value frame = SysFrames.GetFrame(thread);
        Value result = frame.IsError ? frame : thread.Call(handler, Value.Int(number), frame);
        if (!frame.IsError)
        {
            thread.Release(frame);
        }

        RefCount.Release(thread, handler);
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    /// <summary>Sets SIGINT's first handler without telling the system.</summary>
    public void SetInitial(Value handler)
    {
        if (_handlers[Interrupt].IsInt)
        {
            _handlers[Interrupt] = handler;
        }
    }
}

using System.Runtime.InteropServices;
using Pyl.VM.Embedding;
using Pyl.VM.Runtime;
using ThreadState = Pyl.VM.Runtime.ThreadState;

namespace Pyl.Cli.Running;

/// <summary>
/// Ctrl-C as KeyboardInterrupt: the signal asks the main thread, which raises it at its next safe point, or at once where it
/// waits for time or input.
/// </summary>
internal sealed partial class Interrupts : IDisposable
{
    private const int InterruptSignal = 2;
    private const int Patience = 3;

    private readonly PosixSignalRegistration _registration;
    private readonly ThreadState _thread;
    private int _unanswered;

    private Interrupts(ThreadState thread)
    {
        _thread = thread;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    /// <summary>Answers SIGINT from now on.</summary>
    public static Interrupts Catch(PylRuntime runtime) => new(runtime.Thread);

    public void Dispose() => _registration.Dispose();

    /// <summary>
    /// Ends the process by SIGINT itself, which is what tells a shell that its user wants the whole loop to end; returns only
    /// where there are no signals.
    /// </summary>
    public static void EndProcess()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(InterruptSignal, 0);
            _ = Raise(ProcessId(), InterruptSignal);
            Thread.Sleep(1000); // the signal may be delivered to another thread
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        // A native that runs long has no safe points; who asks again and again means it.
        _unanswered = Interruption.IsPending(_thread) ? _unanswered + 1 : 0;
        if (_unanswered >= Patience)
        {
            EndProcess();
        }

        context.Cancel = true;
        Interruption.Raise(_thread);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Raise(int process, int number);

    [LibraryImport("libc", EntryPoint = "getpid")]
    private static partial int ProcessId();
}

using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _signal; signal adds the enumerations.</summary>
[PyModule("_signal", Doc = "This module provides mechanisms to use signal handlers in Python.")]
internal static class SignalModule
{
    private const int Alarm = 14;

    private static readonly TypeObject s_itimerError = NativeExceptions.Make("signal", "ItimerError", ExceptionTypes.OSError);

    [PyConstant("ItimerError")]
    public static TypeObject ItimerError => s_itimerError;

    [PyConstant("NSIG")]
    public static long Limit => SignalState.Count;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach ((string name, int number) in Numbers())
        {
            module.DefineConstant(name, Value.Int(number));
        }

        SignalState.Of(thread).SetInitial(module.Namespace.GetName(StrObject.Intern("default_int_handler")));
        return true;
    }

    [PyFunction("default_int_handler", Doc = "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt.")]
    public static Value DefaultInterruptHandler(ThreadState thread, int signalnum, Value frame) => thread.Raise(ExceptionTypes.KeyboardInterrupt);

    [PyFunction("signal", Doc = "Set the action for the given signal.\n\nThe action can be SIG_DFL, SIG_IGN, or a callable Python object.\nThe previous action is returned.  See getsignal() for possible return values.")]
    public static Value Signal(ThreadState thread, int signalnum, Value handler)
    {
        if (!IsValid(thread, signalnum))
        {
            return Value.Error;
        }

        long number = -1;
        if (!handler.Type.Slot(SpecialMethod.Call).IsDefined
            && !((handler.IsInt || handler.Ref is IntObject) && Bind.TryLong(thread, handler, out number) && number is SignalState.Default or SignalState.Ignore))
        {
            return thread.TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
        }

        return SignalState.Of(thread).Replace(thread, signalnum, number >= 0 ? Value.Int(number) : handler);
    }

    [PyFunction("getsignal", Doc = "Return the current action for the given signal.")]
    public static Value GetSignal(ThreadState thread, int signalnum) =>
        IsValid(thread, signalnum) ? thread.Retain(SignalState.Of(thread)[signalnum]) : Value.Error;

    [PyFunction("raise_signal", Doc = "Send a signal to the executing process.")]
    public static Value RaiseSignal(ThreadState thread, int signalnum)
    {
        if (signalnum is < 1 or >= SignalState.Count)
        {
            return OSErrors.Raise(thread, 22);
        }

        return SignalState.Of(thread).Raise(thread, signalnum) switch
        {
            true => Value.None,
            false => Value.Error,
            null => OsDescriptorFunctions.Done(thread, Libc.Kill(Environment.ProcessId, signalnum)),
        };
    }

    [PyFunction("strsignal", Doc = "Return the system description of the given signal.")]
    public static Value StrSignal(ThreadState thread, int signalnum)
    {
        if (!IsValid(thread, signalnum))
        {
            return Value.Error;
        }

        return Marshal.PtrToStringUTF8(Libc.DescribeSignal(signalnum)) is { } text ? Value.Str(text) : Value.None;
    }

    [PyFunction("alarm", Doc = "Arrange for SIGALRM to arrive after the given number of seconds.")]
    public static long SetAlarm(ThreadState thread, int seconds) => (long)Math.Ceiling(AlarmTimer.Of(thread).Set(SignalState.Of(thread), Alarm, seconds, 0).Left);

    [PyFunction("setitimer", Doc = "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).\n\nThe timer will fire after value seconds and after that every interval seconds.\nThe itimer can be cleared by setting seconds to zero.\n\nReturns old values as a tuple: (delay, interval).")]
    public static Value SetTimer(ThreadState thread, int which, double seconds, double interval = 0)
    {
        if (which != 0 || seconds < 0 || interval < 0)
        {
            Value exception = thread.Call(Value.Of(s_itimerError), Value.Int(22), Value.Str(OSErrors.Describe(22)));
            return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
        }

        return Pair(AlarmTimer.Of(thread).Set(SignalState.Of(thread), Alarm, seconds, interval));
    }

    [PyFunction("getitimer", Doc = "Returns current value of given itimer.")]
    public static Value GetTimer(ThreadState thread, int which) => Pair(AlarmTimer.Of(thread).Now());

    [PyFunction("pause", Doc = "Wait until a signal arrives.")]
    public static Value Pause(ThreadState thread)
    {
        thread.BeginBlocking();
        Interruption.Sleep(thread, Timeout.InfiniteTimeSpan);
        thread.EndBlocking();
        return Interruption.TryContinue(thread) ? Value.None : Value.Error;
    }

    [PyFunction("siginterrupt", Doc = "Change system call restart behaviour.")]
    public static void SetRestart(ThreadState thread, int signalnum, bool flag)
    {
    }

    [PyFunction("set_wakeup_fd", Doc = "Sets the fd to be written to (with the signal number) when a signal comes in.")]
    public static long SetWakeUp(ThreadState thread, int fd, [KeywordOnly] bool warnOnFullBuffer = true)
    {
        SignalState state = SignalState.Of(thread);
        int before = state.WakeUpDescriptor;
        state.WakeUpDescriptor = fd;
        return before;
    }

    [PyFunction("valid_signals", Doc = "Return a set of valid signal numbers on this platform.")]
    public static Value ValidSignals(ThreadState thread)
    {
        Value set = thread.Call(Value.Of(BuiltinTypes.Set));
        for (int number = 1; number < SignalState.Count && !set.IsError; number++)
        {
            if (number is not (32 or 33))
            {
                ((SetObject)set.Ref!).Add(thread, Value.Int(number));
            }
        }

        return set;
    }

    private static bool IsValid(ThreadState thread, int number)
    {
        bool valid = number is >= 1 and < SignalState.Count;
        if (!valid)
        {
            thread.ValueError("signal number out of range");
        }

        return valid;
    }

    private static Value Pair((double Left, double Interval) times) =>
        Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.FromDouble(times.Left), Value.FromDouble(times.Interval)]));

    private static (string Name, int Number)[] Numbers() =>
    [
        ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4), ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGIOT", 6), ("SIGBUS", 7),
        ("SIGFPE", 8), ("SIGKILL", 9), ("SIGUSR1", 10), ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13), ("SIGALRM", Alarm),
        ("SIGTERM", 15), ("SIGSTKFLT", 16), ("SIGCHLD", 17), ("SIGCLD", 17), ("SIGCONT", 18), ("SIGSTOP", 19), ("SIGTSTP", 20),
        ("SIGTTIN", 21), ("SIGTTOU", 22), ("SIGURG", 23), ("SIGXCPU", 24), ("SIGXFSZ", 25), ("SIGVTALRM", 26), ("SIGPROF", 27),
        ("SIGWINCH", 28), ("SIGIO", 29), ("SIGPOLL", 29), ("SIGPWR", 30), ("SIGSYS", 31), ("SIGRTMIN", 34), ("SIGRTMAX", 64),
        ("SIG_DFL", 0), ("SIG_IGN", 1), ("SIG_BLOCK", 0), ("SIG_UNBLOCK", 1), ("SIG_SETMASK", 2),
        ("ITIMER_REAL", 0), ("ITIMER_VIRTUAL", 1), ("ITIMER_PROF", 2),
    ];

    /// <summary>The one timer behind alarm() and setitimer(ITIMER_REAL).</summary>
    private sealed class AlarmTimer
    {
        private readonly Lock _lock = new();
        private Timer? _timer;
        private DateTime _due;
        private double _interval;

        public static AlarmTimer Of(ThreadState thread) => (AlarmTimer)thread.Interpreter.ModuleStates.GetOrAdd(typeof(AlarmTimer), static _ => new AlarmTimer());

        public (double Left, double Interval) Now()
        {
            lock (_lock)
            {
                return _timer is null ? (0, 0) : (Math.Max(0, (_due - DateTime.UtcNow).TotalSeconds), _interval);
            }
        }

        public (double Left, double Interval) Set(SignalState signals, int number, double seconds, double interval)
        {
            (double, double) before = Now();
            lock (_lock)
            {
                _timer?.Dispose();
                _timer = null;
                if (seconds > 0)
                {
                    _due = DateTime.UtcNow.AddSeconds(seconds);
                    _interval = interval;
                    _timer = new Timer(_ => Fire(signals, number), null, Time(seconds), interval > 0 ? Time(interval) : Timeout.InfiniteTimeSpan);
                }
            }

            return before;
        }

        /// <summary>The host's timers count milliseconds, and a period of none means no period.</summary>
        private static TimeSpan Time(double seconds) => TimeSpan.FromMilliseconds(Math.Max(1, seconds * 1000));

        private void Fire(SignalState signals, int number)
        {
            lock (_lock)
            {
                if (_timer is null)
                {
                    return;
                }

                if (_interval > 0)
                {
                    _due = DateTime.UtcNow.AddSeconds(_interval);
                }
                else
                {
                    _timer.Dispose();
                    _timer = null;
                }
            }

            signals.Post(number);
        }
    }
}

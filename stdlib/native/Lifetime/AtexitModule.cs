using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module atexit: functions that run when the interpreter ends, last registered first.</summary>
[PyModule("atexit", Doc = "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n")]
internal static class AtexitModule
{
    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        State.Of(thread);
        return true;
    }

    [PyFunction("register", Doc = "Register a function to be executed upon normal program termination\n\n    func - function to be called at exit\n    args - optional arguments to pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator.")]
    public static Value Register(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length == keywords.Count)
        {
            return thread.TypeError("register() takes at least 1 argument (0 given)");
        }

        if (!arguments[0].Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("the first argument must be callable");
        }

        foreach (Value argument in arguments)
        {
            thread.Retain(argument);
        }

        State.Of(thread).Callbacks.Add(new Callback(arguments.ToArray(), keywords));
        return thread.Retain(arguments[0]);
    }

    [PyFunction("unregister", Doc = "Unregister an exit function which was previously registered using\natexit.register\n\n    func - function to be unregistered")]
    public static Value Unregister(ThreadState thread, Value func)
    {
        List<Callback> callbacks = State.Of(thread).Callbacks;
        // Oldest first, and places are counted from the newest; __eq__ may change the list.
        for (int place = callbacks.Count - 1; place >= 0; place = Math.Min(place, callbacks.Count) - 1)
        {
            Callback callback = callbacks[callbacks.Count - 1 - place];
            int equal = Comparison.Equal(thread, callback.Arguments[0], func);
            if (equal < 0)
            {
                return Value.Error;
            }

            int index = callbacks.Count - 1 - place;
            if (equal > 0 && index >= 0 && ReferenceEquals(callbacks[index], callback))
            {
                // At its place still: what has moved meanwhile stays.
                callbacks.RemoveAt(index);
                callback.Release(thread);
            }
        }

        return Value.None;
    }

    [PyFunction("_clear", Doc = "Clear the list of previously registered exit functions.")]
    public static void Clear(ThreadState thread)
    {
        List<Callback> callbacks = State.Of(thread).Callbacks;
        while (callbacks.Count > 0)
        {
            Callback last = callbacks[^1];
            callbacks.RemoveAt(callbacks.Count - 1);
            last.Release(thread);
        }
    }

    [PyFunction("_ncallbacks", Doc = "Return the number of registered exit functions.")]
    public static long Count(ThreadState thread) => State.Of(thread).Callbacks.Count;

    [PyFunction("_run_exitfuncs", Doc = "Run all registered exit functions.\n\nIf a callback raises an exception, it is logged with sys.unraisablehook.")]
    public static void Run(ThreadState thread)
    {
        List<Callback> callbacks = State.Of(thread).Callbacks;
        while (callbacks.Count > 0)
        {
            Callback last = callbacks[^1];
            callbacks.RemoveAt(callbacks.Count - 1);
            Value result = Calls.CallVector(thread, last.Arguments[0], last.Arguments.AsSpan(1), last.Keywords);
            if (result.IsError)
            {
                Unraisable.Report(thread, "Exception ignored in atexit callback", last.Arguments[0]);
            }
            else
            {
                thread.Release(result);
            }

            last.Release(thread);
        }
    }

    /// <summary>The function and its arguments, counted references.</summary>
    private sealed record Callback(Value[] Arguments, Keywords Keywords)
    {
        public void Release(ThreadState thread)
        {
            foreach (Value argument in Arguments)
            {
                RefCount.Release(thread, argument);
            }
        }
    }

    private sealed class State
    {
        public List<Callback> Callbacks { get; } = [];

        public static State Of(ThreadState thread) => (State)thread.Interpreter.ModuleStates.GetOrAdd(typeof(State), static (_, interpreter) =>
        {
            interpreter.AddExitAction(Run);
            return new State();
        }, thread.Interpreter);
    }
}

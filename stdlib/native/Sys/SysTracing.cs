using Pyl.VM.Binding;
using Pyl.VM.Execution.Tracing;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Functions of sys that set trace and profile functions.</summary>
[PyModule("sys")]
internal static class SysTracing
{
    [PyFunction("settrace", Doc = "Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger chapter\nin the library manual.")]
    public static void SetTrace(ThreadState thread, Value function) => ThreadTracing.Of(thread).SetTrace(thread, function);

    [PyFunction("gettrace", Doc = "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual.")]
    public static Value GetTrace(ThreadState thread) => thread.Tracing is { } tracing ? thread.Retain(tracing.Trace) : Value.None;

    [PyFunction("setprofile", Doc = "Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual.")]
    public static void SetProfile(ThreadState thread, Value function) => ThreadTracing.Of(thread).SetProfile(thread, function);

    [PyFunction("getprofile", Doc = "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual.")]
    public static Value GetProfile(ThreadState thread) => thread.Tracing is { } tracing ? thread.Retain(tracing.Profile) : Value.None;

    [PyFunction("_settraceallthreads", Doc = "Set the global debug tracing function in all running threads belonging to the current interpreter.")]
    public static void SetTraceAllThreads(ThreadState thread, Value function) => SetEverywhere(thread, function, isProfile: false);

    [PyFunction("_setprofileallthreads", Doc = "Set the profiling function in all running threads belonging to the current interpreter.")]
    public static void SetProfileAllThreads(ThreadState thread, Value function) => SetEverywhere(thread, function, isProfile: true);

    [PyFunction("call_tracing", Doc = "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored afterwards.  This is intended\nto be called from a debugger from a checkpoint, to recursively debug\nsome other code.")]
    public static Value CallTracing(ThreadState thread, Value function, TupleObject arguments) => ThreadTracing.Of(thread).CallTraced(thread, function, arguments.Span);

    private static void SetEverywhere(ThreadState thread, Value function, bool isProfile)
    {
        foreach (ThreadState other in thread.Interpreter.Threads.All)
        {
            if (!ReferenceEquals(other, thread))
            {
                ThreadTracing.Ask(thread, other, function, isProfile);
            }
        }

        if (isProfile)
        {
            SetProfile(thread, function);
        }
        else
        {
            SetTrace(thread, function);
        }
    }
}

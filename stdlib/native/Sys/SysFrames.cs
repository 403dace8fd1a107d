using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Functions of sys that look at frames and at the exception being handled.</summary>
[PyModule("sys")]
internal static class SysFrames
{
    [PyFunction("exception", Doc = "Return the current exception.\n\nReturn the most recent exception caught by the current exception handler\nin the innermost active frame, or None when there is no such handler.")]
    public static Value Exception(ThreadState thread) => thread.Handled is { } handled ? thread.Retain(Value.Of(handled)) : Value.None;

    [PyFunction("exc_info", Doc = "Return current exception information: (type, value, traceback).")]
    public static Value ExceptionInfo(ThreadState thread)
    {
        if (thread.Handled is not { } handled)
        {
            return Value.Of(TupleObject.Of(thread, [Value.None, Value.None, Value.None]));
        }

        Value traceback = handled.Traceback is { } entry ? Value.Of(entry) : Value.None;
        return Value.Of(TupleObject.Of(thread, [Value.Of(handled.Type), Value.Of(handled), traceback]));
    }

    [PyFunction("_getframe", Doc = "Return a frame object from the call stack.")]
    public static Value GetFrame(ThreadState thread, int depth = 0)
    {
        Frame? frame = Walk(thread, depth);
        return FrameLifetime.ObjectOf(thread, frame) is { } found ? Value.Of(found) : thread.ValueError("call stack is not deep enough");
    }

    [PyFunction("_getframemodulename", Doc = "Return the name of the module for a calling frame.")]
    public static Value GetFrameModuleName(ThreadState thread, [Keyword("depth")] int depth = 0)
    {
        Frame? frame = Walk(thread, depth);
        if (frame?.Back is null)
        {
            return Value.None;
        }

        // CPython asks the running function for its __module__; the globals say the same and are at hand.
        Value name = frame.Globals.GetName(Names.Name);
        return name.IsUnbound ? Value.None : thread.Retain(name);
    }

    [PyFunction("_current_frames", Doc = "Return a dict mapping each thread's thread id to its current stack frame.")]
    public static Value CurrentFrames(ThreadState thread)
    {
        var frames = new DictObject(thread);
        if (FrameLifetime.ObjectOf(thread, thread.CurrentFrame) is { } top)
        {
            frames.Set(thread, Value.Int(thread.Identifier), Value.Of(top));
            thread.Release(Value.Of(top));
        }

        return Value.Of(frames);
    }

    [PyFunction("_current_exceptions", Doc = "Return a dict mapping each thread's identifier to its current raised exception.")]
    public static Value CurrentExceptions(ThreadState thread)
    {
        var exceptions = new DictObject(thread);
        exceptions.Set(thread, Value.Int(thread.Identifier), thread.Handled is { } handled ? Value.Of(handled) : Value.None);
        return Value.Of(exceptions);
    }

    [PyFunction("call_tracing", Doc = "Call func(*args), while tracing is enabled.")]
    public static Value CallTracing(ThreadState thread, Value function, TupleObject arguments) => thread.Call(function, arguments.Span);

    private static Frame? Walk(ThreadState thread, int depth)
    {
        Frame? frame = thread.CurrentFrame;
        for (int i = 0; i < depth && frame is not null; i++)
        {
            frame = frame.Back;
        }

        return frame;
    }
}

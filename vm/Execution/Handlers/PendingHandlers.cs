using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Opcodes whose handlers are being written; each says so when it is met. Shrinks to nothing.</summary>
[OpcodeHandlers]
internal static class PendingHandlers
{
    internal static Flow YieldFrom(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run YieldFrom yet");
        return Flow.Error;
    }

    internal static Flow Yield(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run Yield yet");
        return Flow.Error;
    }

    internal static Flow WithExceptStart(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run WithExceptStart yet");
        return Flow.Error;
    }

    internal static Flow ReturnGenerator(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run ReturnGenerator yet");
        return Flow.Error;
    }

    internal static Flow Reraise(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run Reraise yet");
        return Flow.Error;
    }

    internal static Flow Raise(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run Raise yet");
        return Flow.Error;
    }

    internal static Flow PushHandled(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run PushHandled yet");
        return Flow.Error;
    }

    internal static Flow PrepareReraiseGroup(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run PrepareReraiseGroup yet");
        return Flow.Error;
    }

    internal static Flow PopHandled(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run PopHandled yet");
        return Flow.Error;
    }

    internal static Flow MatchSequence(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchSequence yet");
        return Flow.Error;
    }

    internal static Flow MatchRest(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchRest yet");
        return Flow.Error;
    }

    internal static Flow MatchMapping(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchMapping yet");
        return Flow.Error;
    }

    internal static Flow MatchKeys(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchKeys yet");
        return Flow.Error;
    }

    internal static Flow MatchExceptionGroup(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchExceptionGroup yet");
        return Flow.Error;
    }

    internal static Flow MatchException(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchException yet");
        return Flow.Error;
    }

    internal static Flow MatchClass(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run MatchClass yet");
        return Flow.Error;
    }

    internal static Flow LoadAssertionError(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run LoadAssertionError yet");
        return Flow.Error;
    }

    internal static Flow JumpIfNotMatch(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run JumpIfNotMatch yet");
        return Flow.Error;
    }

    internal static Flow GetLength(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run GetLength yet");
        return Flow.Error;
    }

    internal static Flow CallIntrinsic(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run CallIntrinsic yet");
        return Flow.Error;
    }

    internal static Flow BeforeWith(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run BeforeWith yet");
        return Flow.Error;
    }

    internal static Flow BeforeAsyncWith(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run BeforeAsyncWith yet");
        return Flow.Error;
    }

    internal static Flow AsyncGeneratorWrap(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        thread.SystemError("Pyl does not run AsyncGeneratorWrap yet");
        return Flow.Error;
    }
}

/// <summary>As <see cref="PendingHandlers"/>.</summary>
internal static class Awaiting
{
    public static Value YieldFromIterator(ThreadState thread, Frame frame, Value value) => thread.SystemError("not yet");

    public static Value AsyncIterator(ThreadState thread, Frame frame, Value value) => thread.SystemError("not yet");

    public static Value Awaitable(ThreadState thread, Value value, int context) => thread.SystemError("not yet");

    public static Value AsyncNext(ThreadState thread, Value value) => thread.SystemError("not yet");

    public static Flow EndAsyncFor(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c) => Flow.Error;
}

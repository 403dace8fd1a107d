using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>sys.stdout and its like, as the runtime itself writes to them: what a program has put there, and never an exception.</summary>
internal static class StandardStreams
{
    /// <summary>The stream, borrowed; Unbound when the program has deleted it or set it to None.</summary>
    public static Value Find(ThreadState thread, StrObject name)
    {
        Value stream = thread.Interpreter.Sys.Namespace.GetName(name);
        return stream.IsNone ? Value.Unbound : stream;
    }

    /// <summary>Writes text to sys.stderr; what goes wrong there is dropped, because there is nowhere left to say so.</summary>
    public static void WriteError(ThreadState thread, string text)
    {
        Value stream = Find(thread, Names.StdErr);
        if (!stream.IsUnbound)
        {
            thread.Retain(stream);
            Drop(thread, thread.CallMethod(stream, Names.Write, Value.Str(text)));
            thread.Release(stream);
        }
    }

    /// <summary>Flushes a stream; false when that failed, with the exception dropped.</summary>
    public static bool TryFlush(ThreadState thread, StrObject name)
    {
        Value stream = Find(thread, name);
        return stream.IsUnbound || Drop(thread, thread.CallMethod(stream, Names.Flush));
    }

    private static bool Drop(ThreadState thread, Value result)
    {
        if (result.IsError)
        {
            thread.ClearException();
            return false;
        }

        thread.Release(result);
        return true;
    }
}

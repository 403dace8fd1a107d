using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>Whether standard output is a pipe whose reader has gone, as against a broken pipe anywhere else in the program.</summary>
internal static class OutputPipe
{
    /// <summary>True when what sys.stdout still holds cannot be written either, because of the same error.</summary>
    public static bool IsBroken(ThreadState thread)
    {
        Value stream = StandardStreams.Find(thread, Names.StdOut);
        if (stream.IsUnbound)
        {
            return false;
        }

        Value result = thread.CallMethod(stream, Names.Flush);
        if (!result.IsError)
        {
            thread.Release(result);
            return false;
        }

        bool isBroken = thread.Exception!.Type.IsSubtypeOf(ExceptionTypes.BrokenPipeError);
        thread.ClearException();
        return isBroken;
    }
}

using System.Collections.Concurrent;

namespace Pyl.VM.Runtime.Coding;

/// <summary>What an interpreter's program has registered with the module codecs: search functions and error handlers.</summary>
public sealed class CodecState
{
    private CodecState()
    {
    }

    /// <summary>Functions that find codecs by their normalised names (codecs.register), in order; counted references.</summary>
    public List<Value> SearchFunctions { get; } = [];

    /// <summary>CodecInfo objects that a search function has found, by normalised name; counted references.</summary>
    public Dictionary<string, Value> Found { get; } = [];

    /// <summary>Error handlers by name (codecs.register_error); counted references.</summary>
    public ConcurrentDictionary<string, Value> ErrorHandlers { get; } = new();

    /// <summary>The interpreter's.</summary>
    public static CodecState Of(ThreadState thread) =>
        (CodecState)thread.Interpreter.ModuleStates.GetOrAdd(typeof(CodecState), static _ => new CodecState());
}

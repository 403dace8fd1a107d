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

    /// <summary>True once the module codecs, whose own codecs are not written in C#, has been asked for.</summary>
    public bool HasLibrary { get; set; }

    /// <summary>Looks codecs up anew.</summary>
    public void Forget(ThreadState thread)
    {
        Value[] found = [.. Found.Values];
        Found.Clear();
        foreach (Value codec in found)
        {
            thread.Release(codec);
        }
    }

    /// <summary>The interpreter's.</summary>
    public static CodecState Of(ThreadState thread) =>
        (CodecState)thread.Interpreter.ModuleStates.GetOrAdd(typeof(CodecState), static _ => new CodecState());
}

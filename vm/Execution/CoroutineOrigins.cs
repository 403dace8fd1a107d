using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// Where coroutines were created, for threads that have asked for it (sys.set_coroutine_origin_tracking_depth): what cr_origin and the
/// warning about one that was never awaited say. Kept beside the coroutines, as hardly any program asks.
/// </summary>
internal static class CoroutineOrigins
{
    private static readonly ConditionalWeakTable<GeneratorObject, TupleObject> s_origins = [];

    /// <summary>Whether anything was ever noted. An object that has been a coroutine before may have a note then.</summary>
    public static bool AreKept { get; private set; }

    /// <summary>Notes the frames from the creating one on, as many as the thread wants to know.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Note(ThreadState thread, GeneratorObject coroutine, Frame? creator)
    {
        if (thread.CoroutineOriginDepth == 0)
        {
            Forget(coroutine);
            return;
        }

        AreKept = true;
        var entries = new List<Value>();
        for (Frame? frame = creator; entries.Count < thread.CoroutineOriginDepth && frame?.Back is not null && frame.Code is { } code; frame = frame.Back)
        {
            int line = code.PositionOf(Math.Max(frame.Pc - 1, 0)).Line;
            entries.Add(Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Str(code.Code.FileName), Value.Int(line), Value.Str(code.Code.Name)])));
        }

        s_origins.AddOrUpdate(coroutine, new TupleObject(BuiltinTypes.Tuple, [.. entries]));
    }

    /// <summary>The frames, or None.</summary>
    public static Value Of(GeneratorObject coroutine) => s_origins.TryGetValue(coroutine, out TupleObject? origin) ? Value.Of(origin) : Value.None;

    /// <summary>Forgets what was noted: the object becomes another coroutine, or has told it.</summary>
    public static void Forget(GeneratorObject coroutine) => s_origins.Remove(coroutine);
}

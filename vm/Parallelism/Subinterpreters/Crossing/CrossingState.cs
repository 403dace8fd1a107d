using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Parallelism;

/// <summary>What an interpreter remembers of what it has received.</summary>
internal sealed class CrossingState
{
    private static readonly ConditionalWeakTable<TypeObject, object> s_origins = [];

    private readonly ConditionalWeakTable<CodeObject, ExecutableCode> _codes = [];
    private readonly ConditionalWeakTable<object, TypeObject> _classes = [];

    /// <summary>Globals of __main__ that came with functions, and with which code.</summary>
    public Dictionary<StrObject, CodeObject?> ReceivedGlobals { get; } = new(ReferenceComparer.Instance);

    /// <summary>The identity that all copies of a class share.</summary>
    public static object OriginOf(TypeObject type) => s_origins.GetValue(type, static _ => new object());

    /// <summary>The interpreter's own form of a code object, so that a function that is sent again finds its inline caches warm.</summary>
    public ExecutableCode CodeOf(CodeObject code) => _codes.GetValue(code, static c => new ExecutableCode(c));

    /// <summary>The interpreter's copy of a class, or the class itself where it came from; null when it has none yet.</summary>
    public TypeObject? FindClass(object origin) => _classes.TryGetValue(origin, out TypeObject? type) ? type : null;

    public void AddClass(object origin, TypeObject type)
    {
        _classes.AddOrUpdate(origin, type);
        s_origins.AddOrUpdate(type, origin);
    }

}

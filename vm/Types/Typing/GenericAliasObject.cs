using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>list[int] and the like (PEP 585).</summary>
public sealed class GenericAliasObject : PyObject
{
    /// <summary>Both references move in; <paramref name="arguments"/> is a tuple.</summary>
    internal GenericAliasObject(ThreadState thread, Value origin, Value arguments)
        : base(thread, BuiltinTypes.GenericAlias)
    {
        Origin = origin;
        Arguments = arguments;
    }

    public Value Origin { get; }

    public Value Arguments { get; }

    /// <summary>True for the unpacked form *tuple[...].</summary>
    public bool Starred { get; init; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Origin);
        RefCount.Release(thread, Arguments);
    }
}

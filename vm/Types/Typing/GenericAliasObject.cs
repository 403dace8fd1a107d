using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>list[int] and the like (PEP 585).</summary>
public sealed class GenericAliasObject : PyObject
{
    /// <summary>Both references move in; <paramref name="arguments"/> is a tuple.</summary>
    internal GenericAliasObject(ThreadState thread, Value origin, Value arguments)
        : this(thread, BuiltinTypes.GenericAlias, origin, arguments)
    {
    }

    /// <summary>An instance of a subclass of types.GenericAlias.</summary>
    internal GenericAliasObject(ThreadState thread, TypeObject type, Value origin, Value arguments)
        : base(thread, type)
    {
        Origin = origin;
        Arguments = arguments;
    }

    public Value Origin { get; }

    public Value Arguments { get; }

    internal TupleObject ArgumentTuple => (TupleObject)Arguments.Ref!;

    /// <summary>__parameters__ once computed; a counted reference.</summary>
    internal TupleObject? Parameters;

    /// <summary>True for the unpacked form *tuple[...].</summary>
    public bool Starred { get; init; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Origin);
        RefCount.Release(thread, Arguments);
        if (Parameters is { } parameters)
        {
            RefCount.Release(thread, parameters);
        }
    }
}

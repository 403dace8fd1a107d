using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The value of a t-string (PEP 750).</summary>
public sealed class TemplateObject : PyObject
{
    /// <summary>The references move in.</summary>
    internal TemplateObject(ThreadState thread, TupleObject strings, TupleObject interpolations)
        : base(thread, BuiltinTypes.Template)
    {
        Strings = strings;
        Interpolations = interpolations;
    }

    public TupleObject Strings { get; }

    public TupleObject Interpolations { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Strings);
        RefCount.Release(thread, Interpolations);
    }
}

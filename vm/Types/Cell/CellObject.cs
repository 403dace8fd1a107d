using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A variable shared by nested functions.</summary>
public sealed class CellObject : PyObject
{
    internal CellObject(ThreadState thread)
        : base(thread, BuiltinTypes.Cell)
    {
    }

    /// <summary>An uncounted cell.</summary>
    internal CellObject()
        : base(BuiltinTypes.Cell)
    {
    }

    /// <summary>A slot; null when the variable is unbound.</summary>
    internal object? Content;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        object? content = Content;
        Content = null;
        Slot.ReleaseContent(thread, content);
    }
}

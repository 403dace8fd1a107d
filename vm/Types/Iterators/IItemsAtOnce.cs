using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A container of another module that gives its items without an iterator.</summary>
public interface IItemsAtOnce
{
    /// <summary>The items in the order of iteration, as new references; null where they have to be iterated over: a subclass may do that its own way. Runs no user code.</summary>
    Value[]? TryItems(ThreadState thread);
}

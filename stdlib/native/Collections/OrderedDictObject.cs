using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>
/// A dict that can reorder its items. The order is that of the dict's own table, which is insertion order already: moving an
/// item is taking it out and putting it in at an end.
/// </summary>
public sealed class OrderedDictObject : DictObject
{
    internal OrderedDictObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>Moves the entry at a position of the table to an end.</summary>
    internal void MoveToEnd(int position, long hash, bool last)
    {
        if (position == (last ? Keys.LastUsed() : Keys.FirstUsed()))
        {
            return;
        }

        Value key = TakeAt(position, out object? content);
        Value value = Slot.Peek(content);
        if (last)
        {
            Insert(key, hash, value);
        }
        else
        {
            InsertFirst(key, hash, value);
        }
    }
}

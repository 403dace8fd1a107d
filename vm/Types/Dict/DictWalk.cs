using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>Walking a dict that may change meanwhile, by position (CPython: PyDict_Next): nothing is checked, nothing breaks.</summary>
internal static class DictWalk
{
    /// <summary>The next item from a position on, as new references; the walk begins at 0.</summary>
    public static bool MoveNext(ThreadState thread, DictObject dict, ref int position, out Value key, out Value value)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, dict);
        DictKeys keys = dict.Keys;
        for (int i = Math.Max(position, keys.First); i < keys.Count; i++)
        {
            ref DictEntry entry = ref keys.Entries[i];
            if (entry.Content is { } content)
            {
                position = i + 1;
                key = thread.Retain(entry.Key);
                value = Slot.Load(thread, content);
                return true;
            }
        }

        key = value = Value.Unbound;
        return false;
    }
}

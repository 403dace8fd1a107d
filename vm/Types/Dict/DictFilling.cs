using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Filling empty dicts without looking any key up.</summary>
internal static class DictFilling
{
    /// <summary>Fills this empty dict with the items of another, without looking any key up.</summary>
    public static void CopyFrom(this DictObject self, ThreadState thread, DictObject source)
    {
        DictKeys from = source.Keys;
        if (source.Used == 0)
        {
            return;
        }

        if (source.Used == from.Count && !FreeThreading.AreSeveral)
        {
            DictKeys same = from.WithSamePlaces();
            foreach (ref DictEntry entry in same.Entries.AsSpan(0, same.Count))
            {
                RefCount.Retain(thread, entry.Key);
                entry.Content = Slot.Content(Slot.Load(thread, entry.Content));
            }

            self.HasForeignKeys = source.HasForeignKeys;
            self.Used = source.Used;
            self.KeyVersion++;
            self.Keys = same;
            return;
        }

        // A table full of deleted entries is not worth keeping; the same bound as CPython's dict.copy.
        var keys = new DictKeys(source.Used >= from.Count * 2 / 3 ? from.Entries.Length : DictKeys.CapacityFor((source.Used * 3 / 2) + 1));
        for (int i = from.First; i < from.Count; i++)
        {
            ref DictEntry entry = ref from.Entries[i];
            if (entry.Content is { } content)
            {
                RefCount.Retain(thread, entry.Key);
                keys.Append(entry.Key, entry.Hash, Slot.Content(Slot.Load(thread, content)));
            }
        }

        self.HasForeignKeys = source.HasForeignKeys;
        self.Used = source.Used;
        self.KeyVersion++;
        Volatile.Write(ref self.Keys, keys);
    }

    /// <summary>Fills an empty dict with names and the contents of slots, which move in; what is empty is left out.</summary>
    public static void TakeNames(this DictObject self, ThreadState thread, ReadOnlySpan<StrObject> names, Span<object?> contents)
    {
        int count = 0;
        foreach (object? content in contents)
        {
            count += content is null ? 0 : 1;
        }

        if (count == 0)
        {
            return;
        }

        DictKeys keys = (count <= Spares.TableCapacity ? thread.Spares.TakeTable() : count <= Spares.GrownTableCapacity ? thread.Spares.TakeGrownTable() : null)
            ?? new DictKeys(DictKeys.CapacityFor(count + (count >> 1) + 1));
        for (int i = 0; i < contents.Length; i++)
        {
            if (contents[i] is { } content)
            {
                keys.Append(Value.Of(names[i]), names[i].Hash, content);
                contents[i] = null;
            }
        }

        self.Used = count;
        self.KeyVersion += count;
        Volatile.Write(ref self.Keys, keys);
    }
}

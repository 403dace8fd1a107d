using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>One entry of a dict: key and hash are written once, before the index refers to the entry; the content is a slot.</summary>
internal struct DictEntry
{
    public Value Key;
    public long Hash;

    /// <summary>See <see cref="Slot"/>; null once deleted.</summary>
    public object? Content;
}

/// <summary>
/// A dict's table: an index of positions into append-only entries (compact dict, as CPython's since 3.6). An entry is never
/// reused, so whoever holds a table can read an entry without a lock; growing makes a new table (CONCURRENCY 8).
/// </summary>
internal sealed class DictKeys
{
    public const int Empty = -1;
    public const int Deleted = -2;

    public static readonly DictKeys None = new(0);

    public readonly int[] Index;
    public readonly DictEntry[] Entries;

    /// <summary>Entries used so far, the deleted ones included.</summary>
    public int Count;

    /// <summary>Positions below are free or deleted: where a walk begins. Deleting from the front moves it, so that a queue is linear.</summary>
    public int First;

    /// <summary>Positions from here on are free or deleted: where a walk from the end begins.</summary>
    public int End;

    /// <summary>Positions below have never been used: room for <see cref="Prepend"/>.</summary>
    public int Room;

    public DictKeys(int capacity)
    {
        if (capacity == 0)
        {
            Index = [Empty];
            Entries = new DictEntry[0];
            return;
        }

        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(capacity + (capacity >> 1) + 1));
        Index = new int[size];
        ClearIndex();
        Entries = new DictEntry[capacity];
    }

    private DictKeys(int[] index, DictEntry[] entries)
    {
        Index = index;
        Entries = entries;
    }

    /// <summary>A table with the keys of this one at the same places, from which nothing was ever deleted; the contents are yet to be put there, and references counted.</summary>
    public DictKeys WithSamePlaces()
    {
        var entries = new DictEntry[Entries.Length];
        Array.Copy(Entries, entries, Count);
        return new DictKeys((int[])Index.Clone(), entries) { Count = Count, End = Count };
    }

    /// <summary>Empty in every element; two at a time and by hand, because the types of vectors that a span's Fill works with take a millisecond to load.</summary>
    private void ClearIndex()
    {
        foreach (ref long pair in MemoryMarshal.Cast<int, long>(Index.AsSpan()))
        {
            pair = -1; // Empty twice
        }
    }

    /// <summary>Makes the table a new one again; nobody else may have it.</summary>
    public void Clear()
    {
        ClearIndex();
        Array.Clear(Entries, 0, Count);
        Count = 0;
        First = 0;
        End = 0;
        Room = 0;
    }

    /// <summary>Position of the entry of an interned or otherwise identical key, or -1 when no identical key is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindName(StrObject name, long hash)
    {
        int[] index = Index;
        int mask = index.Length - 1;
        int i = (int)hash & mask;
        ulong perturb = (ulong)hash;
        while (true)
        {
            int position = index[i & mask];
            if (position == Empty)
            {
                return -1;
            }

            if (position >= 0)
            {
                ref DictEntry entry = ref Entries[position];
                if (ReferenceEquals(entry.Key.Ref, name))
                {
                    return position;
                }

                if (entry.Hash == hash && entry.Key.Ref is StrObject other && other.TextEquals(name))
                {
                    name.ShareText(other);
                    return position;
                }
            }

            perturb >>= 5;
            i = (i * 5) + (int)perturb + 1;
        }
    }

    /// <summary>Position of an int key (also equal bools and floats are not found here: the caller falls back), -1 at an empty index, -2 when a key of another kind with the same hash stands in the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindInt(long key, long hash)
    {
        int[] index = Index;
        int mask = index.Length - 1;
        int i = (int)hash & mask;
        ulong perturb = (ulong)hash;
        while (true)
        {
            int position = index[i & mask];
            if (position == Empty)
            {
                return -1;
            }

            if (position >= 0)
            {
                ref DictEntry entry = ref Entries[position];
                if (entry.Hash == hash)
                {
                    if (entry.Key.Ref is null && entry.Key.Bits == key)
                    {
                        return position;
                    }

                    if (entry.Key.Ref is not null)
                    {
                        return -2;
                    }
                }
            }

            perturb >>= 5;
            i = (i * 5) + (int)perturb + 1;
        }
    }

    /// <summary>Adds an entry for a key that is not there; the references of key and content move in. The caller made sure of room.</summary>
    public void Append(Value key, long hash, object? content)
    {
        int position = Count;
        ref DictEntry entry = ref Entries[position];
        entry.Key = key;
        entry.Hash = hash;
        entry.Content = content;
        Count = position + 1;
        End = position + 1;
        int slot = FreeSlot(hash);
        Volatile.Write(ref Index[slot], position);
    }

    /// <summary>Adds an entry before all others, as <see cref="Append"/>; the caller made sure of <see cref="Room"/>.</summary>
    public void Prepend(Value key, long hash, object? content)
    {
        int position = Room - 1;
        ref DictEntry entry = ref Entries[position];
        entry.Key = key;
        entry.Hash = hash;
        entry.Content = content;
        Room = position;
        First = position;
        Volatile.Write(ref Index[FreeSlot(hash)], position);
    }

    /// <summary>The first entry in use, or -1.</summary>
    public int FirstUsed()
    {
        for (int i = First; i < End; i++)
        {
            if (Entries[i].Content is not null)
            {
                First = i;
                return i;
            }
        }

        return -1;
    }

    /// <summary>The last entry in use, or -1.</summary>
    public int LastUsed()
    {
        for (int i = End - 1; i >= First; i--)
        {
            if (Entries[i].Content is not null)
            {
                End = i + 1;
                return i;
            }
        }

        return -1;
    }

    /// <summary>The number of entries of CPython's tables: programs that change a dict while they walk it see when it grows.</summary>
    public static int CapacityFor(int entries)
    {
        long size = 8;
        while (size < entries)
        {
            size <<= 1;
        }

        return (int)Math.Min((size << 1) / 3, Array.MaxLength / 2);
    }

    /// <summary>Removes the position from the index.</summary>
    public void Unlink(int position, long hash)
    {
        int mask = Index.Length - 1;
        int i = (int)hash & mask;
        ulong perturb = (ulong)hash;
        while (Index[i & mask] != position)
        {
            perturb >>= 5;
            i = (i * 5) + (int)perturb + 1;
        }

        Index[i & mask] = Deleted;
    }

    private int FreeSlot(long hash)
    {
        int mask = Index.Length - 1;
        int i = (int)hash & mask;
        ulong perturb = (ulong)hash;
        while (Index[i & mask] >= 0)
        {
            perturb >>= 5;
            i = (i * 5) + (int)perturb + 1;
        }

        return i & mask;
    }
}

using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>One entry of a set's table.</summary>
internal struct SetEntry
{
    /// <summary>Unbound once deleted.</summary>
    public Value Key;

    /// <summary>The complement of the hash; 0, which would be that of -1, while the entry was never used.</summary>
    private long _mark;

    public readonly bool IsEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _mark == 0;
    }

    public readonly bool IsUsed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _mark != 0 && !Key.IsUnbound;
    }

    /// <summary>Of an entry in use.</summary>
    public readonly long Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ~_mark;
    }

    /// <summary>True for the hash of this entry; sometimes for one that is deleted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool MayBe(long hash) => _mark == ~hash;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(Value key, long hash)
    {
        Key = key;
        _mark = ~hash;
    }

    public void Delete()
    {
        Key = Value.Unbound;
        _mark = 1;
    }
}

/// <summary>
/// A set or frozenset: open addressing with CPython's probing (linear runs, then perturbation; Objects/setobject.c), because
/// programs see the order in which a set of small ints is iterated.
/// </summary>
public sealed class SetObject : PyObject
{
    private const int LinearProbes = 9;

    internal const int SmallSize = 8;

    /// <summary>The table of every set that has died: looking into one, which only wrong counts allow, finds nothing.</summary>
    private static readonly SetEntry[] s_ofDead = new SetEntry[SmallSize];

    internal SetEntry[] Table;

    /// <summary>Entries in use and deleted.</summary>
    internal int Filled;

    internal int Used;

    /// <summary>Hash of a frozenset once computed; 0 when not yet.</summary>
    internal long CachedHash;

    /// <summary>Where pop() looks first: behind what it popped last.</summary>
    internal int Finger;

    internal SetObject(ThreadState thread, TypeObject? type = null)
        : base(thread, type ?? BuiltinTypes.Set)
    {
        Table = thread.Spares.SetTables.Take(SmallSize);
    }

    /// <summary>A set with the table that an empty one would get to take in so many keys.</summary>
    internal SetObject(ThreadState thread, TypeObject type, int count)
        : base(thread, type)
    {
        Table = thread.Spares.SetTables.Take(count * 5L >= (SmallSize - 1) * 3L ? SizeAbove(count * 2) : SmallSize);
    }

    private SetObject(TypeObject type)
        : base(type)
    {
        Table = new SetEntry[SmallSize];
    }

    public int Count => Used;

    /// <summary>An uncounted frozenset of constants.</summary>
    internal static SetObject OfConstants(Value[] items)
    {
        var set = new SetObject(BuiltinTypes.FrozenSet);
        foreach (Value item in items)
        {
            // Constants hash and compare without user code, so no thread is needed.
            long hash = ConstantKeys.Hash(item);
            if (!set.HasConstant(item, hash))
            {
                set.AddNew(item, hash);
            }
        }

        return set;
    }

    /// <summary>Adds a borrowed key: 1 added, 0 was there, -1 exception.</summary>
    public int Add(ThreadState thread, Value key)
    {
        return TryHash(thread, key, out long hash) ? AddHashed(thread, key, hash) : -1;
    }

    /// <summary>As <see cref="Add"/> for a key whose hash is known.</summary>
    internal int AddHashed(ThreadState thread, Value key, long hash)
    {
        int found = Find(thread, key, hash, out int vacancy);
        if (found != NotFound)
        {
            return found == Failed ? -1 : 0;
        }

        RefCount.Retain(thread, key);
        Table[vacancy].Put(key, hash);
        CountNew(thread);
        return 1;
    }

    /// <summary>Removes a key whose hash is known: 1 removed, 0 was not there, -1 exception.</summary>
    internal int RemoveHashed(ThreadState thread, Value key, long hash)
    {
        int found = Find(thread, key, hash);
        if (found < 0)
        {
            return found == Failed ? -1 : 0;
        }

        thread.Release(TakeAt(found));
        return 1;
    }

    /// <summary>1 there, 0 not, -1 exception, for a key whose hash is known.</summary>
    internal int ContainsHashed(ThreadState thread, Value key, long hash)
    {
        int found = Find(thread, key, hash);
        return found == Failed ? -1 : found == NotFound ? 0 : 1;
    }

    /// <summary>1 there, 0 not, -1 exception. A set is looked for as the frozenset that it equals.</summary>
    public int Contains(ThreadState thread, Value key) =>
        TryHashOrFreeze(thread, key, out long hash) ? ContainsHashed(thread, key, hash) : -1;

    /// <summary>Removes a key, a set as the frozenset that it equals: 1 removed, 0 was not there, -1 exception.</summary>
    public int Remove(ThreadState thread, Value key) =>
        TryHashOrFreeze(thread, key, out long hash) ? RemoveHashed(thread, key, hash) : -1;

    /// <summary>The next key from a position on, a new reference; a walk begins at 0. Nothing breaks when the set changes meanwhile.</summary>
    internal bool MoveNext(ThreadState thread, ref int position, out Value key, out long hash)
    {
        SetEntry[] table = Table;
        for (int i = position; i < table.Length; i++)
        {
            ref SetEntry entry = ref table[i];
            if (entry.IsUsed)
            {
                position = i + 1;
                key = thread.Retain(entry.Key);
                hash = entry.Hash;
                return true;
            }
        }

        key = Value.Unbound;
        hash = 0;
        return false;
    }

    /// <summary>Makes this set's table that of another, which is left empty, and releases what was here.</summary>
    internal void TakeOver(ThreadState thread, SetObject other)
    {
        SetEntry[] old = Table;
        Table = other.Table;
        Filled = other.Filled;
        Used = other.Used;
        CachedHash = 0;
        other.Table = [];
        other.Filled = 0;
        other.Used = 0;
        ReleaseTable(thread, old);
    }

    /// <summary>Fills this empty set with the keys of another, in its order and, where the tables allow it, at the same places.</summary>
    internal void CopyFrom(ThreadState thread, SetObject source)
    {
        SetEntry[] from = source.Table;
        bool samePlaces = Table.Length == from.Length && source.Filled == source.Used;
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i].IsUsed)
            {
                RefCount.Retain(thread, from[i].Key);
                if (samePlaces)
                {
                    Table[i] = from[i];
                }
                else
                {
                    Insert(Table, from[i].Key, from[i].Hash);
                }
            }
        }

        Filled = source.Used;
        Used = source.Used;
    }

    /// <summary>hash(key) or, for a set, what its frozenset would have; false when an exception is set.</summary>
    private static bool TryHashOrFreeze(ThreadState thread, Value key, out long hash)
    {
        if (Hashing.TryHash(thread, key, out hash))
        {
            return true;
        }

        if (key.Ref is SetObject set && thread.ClearIf(ExceptionTypes.TypeError))
        {
            hash = SetOperations.Hash(set);
            return true;
        }

        UnhashableKey.Explain(thread, key, "set element");
        return false;
    }

    private static bool TryHash(ThreadState thread, Value key, out long hash)
    {
        if (Hashing.TryHash(thread, key, out hash))
        {
            return true;
        }

        UnhashableKey.Explain(thread, key, "set element");
        return false;
    }

    internal const int NotFound = -1;
    internal const int Failed = -2;

    /// <summary>Index of the key's entry in the present table, <see cref="NotFound"/> or <see cref="Failed"/>.</summary>
    internal int Find(ThreadState thread, Value key, long hash) => Find(thread, key, hash, out _);

    /// <summary>As <see cref="Find(ThreadState, Value, long)"/>; with where in the present table a key that is not found belongs.</summary>
    private int Find(ThreadState thread, Value key, long hash, out int vacancy)
    {
        SetEntry[] table = Table;
        int mask = table.Length - 1;
        ulong perturb = (ulong)hash;
        int i = (int)hash & mask;
        while (true)
        {
            int last = i + LinearProbes <= mask ? i + LinearProbes : i;
            for (int j = i; j <= last; j++)
            {
                ref SetEntry entry = ref table[j];
                if (entry.IsEmpty)
                {
                    vacancy = j;
                    return NotFound;
                }

                if (entry.MayBe(hash))
                {
                    if (entry.Key.Same(key))
                    {
                        vacancy = 0;
                        return j;
                    }

                    int equal = KeyEquality.Quick(entry.Key, key);
                    equal = equal == KeyEquality.Unknown ? CompareSlow(thread, table, j, key) : equal;
                    if (equal != 0)
                    {
                        vacancy = 0;
                        return equal == Changed ? Find(thread, key, hash, out vacancy) : equal > 0 ? j : Failed;
                    }
                }
            }

            perturb >>= 5;
            i = (int)(((uint)i * 5) + 1 + (uint)perturb) & mask;
        }
    }

    private const int Changed = 2;

    /// <summary>Whether the entry is the key, by its __eq__: 1, 0, -1 with an exception set, <see cref="Changed"/> when the table is not what it was.</summary>
    private int CompareSlow(ThreadState thread, SetEntry[] table, int index, Value key)
    {
        Value candidate = table[index].Key;
        if (candidate.IsUnbound)
        {
            return 0;
        }

        RefCount.Retain(thread, candidate);
        int equal = Comparison.Equal(thread, candidate, key);
        RefCount.Release(thread, candidate);
        return equal < 0 ? -1 : !ReferenceEquals(table, Table) || !table[index].Key.Same(candidate) ? Changed : equal;
    }

    /// <summary>Adds a constant that is not there.</summary>
    private void AddNew(Value key, long hash)
    {
        Insert(Table, key, hash);
        CountNew(thread: null);
    }

    private void CountNew(ThreadState? thread)
    {
        Filled++;
        Used++;
        if (Filled * 5L >= (Table.Length - 1) * 3L)
        {
            Resize(thread, GrownSize);
        }
    }

    /// <summary>What <see cref="Resize"/> is asked for when the set is too full.</summary>
    internal int GrownSize => Used > 50000 ? Used * 2 : Used * 4;

    /// <summary>Takes an entry out; the key's reference moves to the caller.</summary>
    internal Value TakeAt(int index)
    {
        Value key = Table[index].Key;
        Table[index].Delete();
        Used--;
        return key;
    }

    /// <summary>Takes an arbitrary key out, in table order from where the last was taken; the set is not empty.</summary>
    internal Value Pop()
    {
        int mask = Table.Length - 1;
        int i = Finger & mask;
        while (!Table[i].IsUsed)
        {
            i = (i + 1) & mask;
        }

        Finger = i + 1;
        return TakeAt(i);
    }

    /// <summary>Empties the set, then releases what it held.</summary>
    internal void ReleaseAll(ThreadState thread)
    {
        SetEntry[] old = Table;
        Table = new SetEntry[SmallSize];
        Filled = 0;
        Used = 0;
        ReleaseTable(thread, old);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if ((Status & ObjectFlags.Dead) == 0 || FreeThreading.AreSeveral)
        {
            // Somebody may still see it.
            ReleaseAll(thread);
            return;
        }

        SetEntry[] old = Table;
        Table = s_ofDead;
        ReleaseTable(thread, old);
        thread.Spares.SetTables.Give(old);
    }

    /// <summary>As <see cref="Find"/>, for constants.</summary>
    private bool HasConstant(Value key, long hash)
    {
        int mask = Table.Length - 1;
        ulong perturb = (ulong)hash;
        int i = (int)hash & mask;
        while (true)
        {
            int probes = i + LinearProbes <= mask ? LinearProbes : 0;
            for (int j = i; j <= i + probes; j++)
            {
                if (Table[j].IsEmpty)
                {
                    return false;
                }

                if (Table[j].MayBe(hash) && ConstantKeys.AreEqual(Table[j].Key, key))
                {
                    return true;
                }
            }

            perturb >>= 5;
            i = (int)(((uint)i * 5) + 1 + (uint)perturb) & mask;
        }
    }

    private static void ReleaseTable(ThreadState thread, SetEntry[] table)
    {
        for (int i = 0; i < table.Length; i++)
        {
            if (table[i].IsUsed)
            {
                RefCount.Release(thread, table[i].Key);
            }
        }
    }

    private static void Insert(SetEntry[] table, Value key, long hash)
    {
        int mask = table.Length - 1;
        ulong perturb = (ulong)hash;
        int i = (int)hash & mask;
        while (true)
        {
            int probes = i + LinearProbes <= mask ? LinearProbes : 0;
            for (int j = i; j <= i + probes; j++)
            {
                ref SetEntry entry = ref table[j];
                if (entry.IsEmpty)
                {
                    entry.Put(key, hash);
                    return;
                }
            }

            perturb >>= 5;
            i = (int)(((uint)i * 5) + 1 + (uint)perturb) & mask;
        }
    }

    private static int SizeAbove(int minimum)
    {
        int size = SmallSize;
        while (size <= minimum)
        {
            size <<= 1;
        }

        return size;
    }

    /// <summary>A table of the smallest power of two above the size, with the live entries in table order.</summary>
    internal void Resize(ThreadState? thread, int minimum)
    {
        SetEntry[] old = Table;
        int size = SizeAbove(minimum);
        SetEntry[] table = thread?.Spares.SetTables.Take(size) ?? new SetEntry[size];
        for (int i = 0; i < old.Length; i++)
        {
            if (old[i].IsUsed)
            {
                Insert(table, old[i].Key, old[i].Hash);
            }
        }

        Table = table;
        Filled = Used;
        thread?.Spares.SetTables.Give(old);
    }
}

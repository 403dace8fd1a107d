using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>
/// A dict: insertion-ordered compact hash table. Namespaces (modules, classes) are uncounted dicts. Methods that take a key
/// of any kind can run user code (__hash__, __eq__) and look again when it changed the table.
/// </summary>
public class DictObject : PyObject
{
    internal DictKeys Keys = DictKeys.None;

    /// <summary>Number of items.</summary>
    internal int Used;

    /// <summary>Grows whenever a key is added or removed: what a cached failed lookup compares.</summary>
    internal int KeyVersion;

    /// <summary>An uncounted dict, a namespace.</summary>
    internal DictObject()
        : base(BuiltinTypes.Dict)
    {
    }

    /// <summary>A counted dict.</summary>
    internal DictObject(ThreadState thread, TypeObject? type = null)
        : base(thread, type ?? BuiltinTypes.Dict)
    {
    }

    /// <summary>An empty counted dict; one that has died, if the thread has kept any.</summary>
    internal static DictObject New(ThreadState thread)
    {
        if (thread.Spares.TakeDict() is { } spare)
        {
            spare.Revive(thread, BuiltinTypes.Dict);
            return spare;
        }

        return new DictObject(thread);
    }

    public int Count => Used;

    /// <summary>The value of a str key as a borrowed reference; Unbound when missing. Runs no user code for exact str keys.</summary>
    public Value GetName(StrObject name)
    {
        DictKeys keys = Keys;
        int position = keys.FindName(name, name.Hash);
        return position < 0 ? Value.Unbound : Slot.Peek(keys.Entries[position].Content);
    }

    /// <summary>As <see cref="GetName"/>, a new reference.</summary>
    public Value LoadName(ThreadState thread, StrObject name)
    {
        if (!FreeThreading.AreSeveral)
        {
            Value found = GetName(name);
            RefCount.Retain(thread, found);
            return found;
        }

        if (SharedSlots.TryLoadEntry(thread, this, Value.Of(name), name.Hash, out Value value))
        {
            return value;
        }

        bool entered = SharedSlots.EnterLeaf(thread, this);
        int position = Keys.FindName(name, name.Hash);
        value = position < 0 ? Value.Unbound : SharedSlots.LoadLocked(thread, Keys.Entries[position].Content);
        SharedSlots.ExitLeaf(this, entered);
        return value;
    }

    /// <summary>As <see cref="Get"/>, a new reference.</summary>
    public Value Load(ThreadState thread, Value key)
    {
        if (!FreeThreading.AreSeveral)
        {
            Value found = Get(thread, key);
            RefCount.Retain(thread, found);
            return found;
        }

        bool isName = key.Ref is StrObject && ReferenceEquals(key.Ref.Type, BuiltinTypes.Str);
        if ((key.Ref is null || (isName && !HasForeignKeys))
            && SharedSlots.TryLoadEntry(thread, this, key, isName ? ((StrObject)key.Ref!).Hash : Hashing.OfInt(key.Bits), out Value value))
        {
            return value;
        }

        using CriticalSection.Scope section = CriticalSection.Enter(thread, this);
        int position = Find(thread, key, out _);
        return position switch
        {
            >= 0 => SharedSlots.LoadLocked(thread, Keys.Entries[position].Content),
            NotFound => Value.Unbound,
            _ => Value.Error,
        };
    }

    /// <summary>Whether the key is there: 1, 0, or -1 with an exception set.</summary>
    public int Contains(ThreadState thread, Value key)
    {
        if (!FreeThreading.AreSeveral)
        {
            int found = Find(thread, key, out _);
            return found == Failed ? -1 : found >= 0 ? 1 : 0;
        }

        bool isName = key.Ref is StrObject && ReferenceEquals(key.Ref.Type, BuiltinTypes.Str) && !HasForeignKeys;
        if ((key.Ref is null || isName)
            && SharedSlots.TryContains(this, key, isName ? ((StrObject)key.Ref!).Hash : Hashing.OfInt(key.Bits), out bool contains))
        {
            return contains ? 1 : 0;
        }

        using CriticalSection.Scope section = CriticalSection.Enter(thread, this);
        int position = Find(thread, key, out _);
        return position == Failed ? -1 : position >= 0 ? 1 : 0;
    }

    /// <summary>Sets the value of a str key; its reference moves in. For namespaces that are being filled: what is replaced is not released.</summary>
    public void SetName(StrObject name, Value value)
    {
        int position = Keys.FindName(name, name.Hash);
        if (position >= 0)
        {
            Keys.Entries[position].Content = Slot.Content(value);
            return;
        }

        Insert(Value.Of(name), name.Hash, value);
    }

    /// <summary>Sets the value of a str key; its reference moves in.</summary>
    public void SetName(ThreadState thread, StrObject name, Value value)
    {
        if (FreeThreading.AreSeveral)
        {
            SetNameShared(thread, name, value);
            return;
        }

        DictKeys keys = Keys;
        int position = keys.FindName(name, name.Hash);
        if (position >= 0)
        {
            Slot.Store(thread, ref keys.Entries[position].Content, value);
            return;
        }

        TakeSpareTable(thread);
        Insert(Value.Of(name), name.Hash, value);
    }

    /// <summary>Removes a str key; false when it is not there.</summary>
    public bool RemoveName(ThreadState thread, StrObject name)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, this);
        int position = Keys.FindName(name, name.Hash);
        if (position < 0)
        {
            return false;
        }

        RemoveAt(thread, position);
        return true;
    }

    /// <summary>The value of a key as a borrowed reference; Unbound when missing, Error when hashing or comparing failed.</summary>
    public Value Get(ThreadState thread, Value key)
    {
        int position = Find(thread, key, out _);
        return position switch
        {
            >= 0 => Slot.Peek(Keys.Entries[position].Content),
            NotFound => Value.Unbound,
            _ => Value.Error,
        };
    }

    /// <summary>Sets a value; the references of key and value are borrowed. False when an exception is set.</summary>
    public bool Set(ThreadState thread, Value key, Value value)
    {
        if (!FreeThreading.AreSeveral)
        {
            return SetLocked(thread, key, value);
        }

        using CriticalSection.Scope section = CriticalSection.Enter(thread, this);
        return SetLocked(thread, key, value);
    }

    private bool SetLocked(ThreadState thread, Value key, Value value)
    {
        int position = Find(thread, key, out long hash);
        if (position == Failed)
        {
            return false;
        }

        RefCount.Retain(thread, value);
        if (position >= 0)
        {
            Slot.Store(thread, ref Keys.Entries[position].Content, value);
            return true;
        }

        RefCount.Retain(thread, key);
        TakeSpareTable(thread);
        Insert(key, hash, value);
        return true;
    }

    /// <summary>Removes a key: 1 removed, 0 not there, -1 exception.</summary>
    public int Remove(ThreadState thread, Value key)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, this);
        int position = Find(thread, key, out _);
        if (position < 0)
        {
            return position == Failed ? -1 : 0;
        }

        RemoveAt(thread, position);
        return 1;
    }

    private void SetNameShared(ThreadState thread, StrObject name, Value value)
    {
        bool entered = SharedSlots.EnterLeaf(thread, this);
        object? displaced = null;
        int position = Keys.FindName(name, name.Hash);
        if (position >= 0)
        {
            displaced = SharedSlots.Replace(ref Keys.Entries[position].Content, value);
        }
        else
        {
            Insert(Value.Of(name), name.Hash, value);
        }

        SharedSlots.ExitLeaf(this, entered);
        Slot.ReleaseContent(thread, displaced);
    }

    internal const int NotFound = -1;
    internal const int Failed = -2;

    /// <summary>Position of the key's entry in the present <see cref="Keys"/>, <see cref="NotFound"/> or <see cref="Failed"/>.</summary>
    internal int Find(ThreadState thread, Value key, out long hash)
    {
        if (key.Ref is StrObject name && ReferenceEquals(name.Type, BuiltinTypes.Str))
        {
            hash = name.Hash;
            int found = Keys.FindName(name, hash);
            return found >= 0 || !HasForeignKeys ? found : FindGeneral(thread, key, hash);
        }

        if (key.Ref is null)
        {
            hash = Hashing.OfInt(key.Bits);
            int found = Keys.FindInt(key.Bits, hash);
            return found != -2 ? found : FindGeneral(thread, key, hash);
        }

        if (!Hashing.TryHash(thread, key, out hash))
        {
            UnhashableKey.Explain(thread, key, "dict key");
            return Failed;
        }

        return FindGeneral(thread, key, hash);
    }

    /// <summary>As <see cref="Find"/> for a key whose hash is known.</summary>
    internal int FindHashed(ThreadState thread, Value key, long hash)
    {
        if (key.Ref is StrObject name && ReferenceEquals(name.Type, BuiltinTypes.Str))
        {
            int found = Keys.FindName(name, hash);
            return found >= 0 || !HasForeignKeys ? found : FindGeneral(thread, key, hash);
        }

        return FindGeneral(thread, key, hash);
    }

    /// <summary>True when some key is neither an exact str nor an int: only such a key can equal a str that is not the same text.</summary>
    internal bool HasForeignKeys;

    /// <summary>Adds a key that is not there; the references of key and value move in.</summary>
    internal void Insert(Value key, long hash, Value value)
    {
        DictKeys keys = Keys;
        if (keys.Count == keys.Entries.Length)
        {
            keys = Grow();
        }

        if (key.Ref is not null && !(key.Ref is StrObject && ReferenceEquals(key.Ref.Type, BuiltinTypes.Str)))
        {
            HasForeignKeys = true;
        }

        keys.Append(key, hash, Slot.Content(value));
        Used++;
        KeyVersion++;
    }

    /// <summary>As <see cref="Insert"/>, but before all other keys.</summary>
    internal void InsertFirst(Value key, long hash, Value value)
    {
        DictKeys keys = Keys;
        if (keys.Room == 0)
        {
            keys = Rebuild(DictKeys.CapacityFor(Used * 3), Used + 1);
        }

        HasForeignKeys |= key.Ref is not null && !(key.Ref is StrObject && ReferenceEquals(key.Ref.Type, BuiltinTypes.Str));
        keys.Prepend(key, hash, Slot.Content(value));
        Used++;
        KeyVersion++;
    }

    /// <summary>Sets the value of a key whose hash is known; both are borrowed. False when an exception is set.</summary>
    internal bool SetHashed(ThreadState thread, Value key, long hash, Value value)
    {
        int position = FindHashed(thread, key, hash);
        if (position == Failed)
        {
            return false;
        }

        RefCount.Retain(thread, value);
        if (position >= 0)
        {
            Slot.Store(thread, ref Keys.Entries[position].Content, value);
            return true;
        }

        RefCount.Retain(thread, key);
        Insert(key, hash, value);
        return true;
    }

    /// <summary>Takes an entry out; its references are released, which can run user code.</summary>
    internal void RemoveAt(ThreadState thread, int position)
    {
        Value key = TakeAt(position, out object? content);
        RefCount.Release(thread, key);
        Slot.ReleaseContent(thread, content);
    }

    /// <summary>Takes an entry out; the references of key and content move to the caller.</summary>
    internal Value TakeAt(int position, out object? content)
    {
        ref DictEntry entry = ref Keys.Entries[position];
        Keys.Unlink(position, entry.Hash);
        Value key = entry.Key;
        content = entry.Content;
        entry.Content = null;
        entry.Key = Value.Unbound;
        Used--;
        KeyVersion++;
        if (position == Keys.First)
        {
            Keys.First = position + 1;
        }

        return key;
    }

    /// <summary>Makes room for the given number of items in all.</summary>
    internal void Reserve(int count)
    {
        if (count > Keys.Entries.Length)
        {
            Rebuild(DictKeys.CapacityFor(count + (count >> 1) + 1), 0);
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        DictKeys table = Keys;
        ReleaseAll(thread);
        thread.Spares.Give(table);
    }

    /// <summary>Gives a dict that has no table, or has filled the smallest kind, one that another dict has left behind, if there is any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void TakeSpareTable(ThreadState thread)
    {
        DictKeys keys = Keys;
        if (keys.Count == keys.Entries.Length && keys.Count <= Spares.TableCapacity)
        {
            TakeSpare(thread);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeSpare(ThreadState thread)
    {
        if (Keys.Entries.Length == 0)
        {
            if (thread.Spares.TakeTable() is { } table)
            {
                Volatile.Write(ref Keys, table);
            }
        }
        else if (Used == Spares.TableCapacity && !FreeThreading.AreSeveral)
        {
            DictKeys small = Keys;
            MoveInto(thread.Spares.TakeGrownTable() ?? new DictKeys(Spares.GrownTableCapacity));
            thread.Spares.Give(small);
        }
    }

    /// <summary>Empties the dict, then releases what it held.</summary>
    internal void ReleaseAll(ThreadState thread)
    {
        DictKeys old = Keys;
        Keys = DictKeys.None;
        Used = 0;
        KeyVersion++;
        HasForeignKeys = false;
        for (int i = 0; i < old.Count; i++)
        {
            ref DictEntry entry = ref old.Entries[i];
            if (entry.Content is { } content)
            {
                RefCount.Release(thread, entry.Key);
                Slot.ReleaseContent(thread, content);
            }
        }
    }

    private int FindGeneral(ThreadState thread, Value key, long hash)
    {
    Restart:
        DictKeys keys = Keys;
        int[] index = keys.Index;
        int mask = index.Length - 1;
        int i = (int)hash & mask;
        ulong perturb = (ulong)hash;
        while (true)
        {
            int position = index[i & mask];
            if (position == DictKeys.Empty)
            {
                return NotFound;
            }

            if (position >= 0)
            {
                ref DictEntry place = ref keys.Entries[position];
                if (place.Key.Same(key))
                {
                    return position;
                }

                if (place.Hash == hash)
                {
                    int quick = KeyEquality.Quick(place.Key, key);
                    if (quick > 0)
                    {
                        return position;
                    }

                    if (quick == 0)
                    {
                        goto Next;
                    }

                    DictEntry entry = place;

                    // __eq__ may run: hold the key meanwhile, and look again when the table changed.
                    RefCount.Retain(thread, entry.Key);
                    int equal = Comparison.Equal(thread, entry.Key, key);
                    RefCount.Release(thread, entry.Key);
                    if (equal < 0)
                    {
                        return Failed;
                    }

                    // The table may have come back meanwhile, with other keys: small ones are used again.
                    if (!ReferenceEquals(keys, Keys) || keys.Entries[position].Content is null || !keys.Entries[position].Key.Same(entry.Key))
                    {
                        goto Restart;
                    }

                    if (equal > 0)
                    {
                        return position;
                    }
                }
            }

        Next:
            perturb >>= 5;
            i = (i * 5) + (int)perturb + 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private DictKeys Grow() => Rebuild(DictKeys.CapacityFor(Used * 3), 0);

    /// <summary>Moves the entries, in order, into a new table with room before them.</summary>
    private DictKeys Rebuild(int capacity, int room)
    {
        var keys = new DictKeys(Math.Max(capacity, Used + 1) + room) { Count = room, First = room, Room = room, End = room };
        MoveInto(keys);
        return keys;
    }

    private void MoveInto(DictKeys keys)
    {
        DictKeys old = Keys;
        for (int i = old.First; i < old.Count; i++)
        {
            ref DictEntry entry = ref old.Entries[i];
            if (entry.Content is not null)
            {
                keys.Append(entry.Key, entry.Hash, entry.Content);
            }
        }

        Volatile.Write(ref Keys, keys);
    }
}

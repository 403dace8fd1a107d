using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>
/// The set algebra. Which operand is copied and which is walked follows CPython's Objects/setobject.c, because it decides
/// the order in which programs see the items of small ints. Results are exact sets or frozensets, never subclasses.
/// </summary>
internal static class SetOperations
{
    private const ulong HashMultiplier = 3644798167;

    /// <summary>The exact type of results: frozenset for frozensets and their subclasses, else set.</summary>
    public static TypeObject BaseTypeOf(SetObject set) => set.Type.IsSubtypeOf(BuiltinTypes.FrozenSet) ? BuiltinTypes.FrozenSet : BuiltinTypes.Set;

    public static SetObject Copy(ThreadState thread, SetObject source, TypeObject type)
    {
        var copy = new SetObject(thread, type, source.Used);
        Merge(thread, copy, source);
        return copy;
    }

    /// <summary>A set of the items of any iterable; null when an exception is set.</summary>
    public static SetObject? From(ThreadState thread, TypeObject type, Value iterable)
    {
        var set = new SetObject(thread, type);
        return Checked(thread, set, Update(thread, set, iterable));
    }

    /// <summary>Adds the items of any iterable; false when an exception is set.</summary>
    public static bool Update(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        switch (iterable.Ref)
        {
            case SetObject set:
                return Merge(thread, self, set);
            case DictObject dict when ReferenceEquals(dict.Type, BuiltinTypes.Dict):
                return AddKeys(thread, self, dict);
            case TupleObject tuple when ReferenceEquals(tuple.Type, BuiltinTypes.Tuple):
                return AddAll(thread, self, tuple.Span);
        }

        if (LengthHint.IsBeyondMemory(thread, iterable))
        {
            return false;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            int added = self.Add(thread, item);
            thread.Release(item);
            if (added < 0)
            {
                return false;
            }
        }

        return !items.Failed;
    }

    /// <summary>Adds the items of a tuple, which nothing can change; false when an exception is set.</summary>
    private static bool AddAll(ThreadState thread, SetObject self, ReadOnlySpan<Value> items)
    {
        foreach (ref readonly Value item in items)
        {
            if (self.Add(thread, item) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The items of both, in the order in which the second has them when it is walked; null when an exception is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SetObject? Intersection(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        TypeObject type = BaseTypeOf(self);
        if (ReferenceEquals(self, iterable.Ref))
        {
            return Copy(thread, self, type);
        }

        var result = new SetObject(thread, type);
        if (iterable.Ref is SetObject other)
        {
            (SetObject walked, SetObject asked) = other.Used > self.Used ? (self, other) : (other, self);
            int position = 0;
            while (walked.MoveNext(thread, ref position, out Value key, out long hash))
            {
                int found = asked.ContainsHashed(thread, key, hash);
                bool succeeded = found >= 0 && (found == 0 || result.AddHashed(thread, key, hash) >= 0);
                thread.Release(key);
                if (!succeeded)
                {
                    return Checked(thread, result, false);
                }
            }

            return result;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            bool succeeded = Hashing.TryHash(thread, item, out long hash);
            if (succeeded)
            {
                int found = self.ContainsHashed(thread, item, hash);
                succeeded = found >= 0 && (found == 0 || result.AddHashed(thread, item, hash) >= 0);
            }

            thread.Release(item);
            if (!succeeded)
            {
                return Checked(thread, result, false);
            }
        }

        return Checked(thread, result, !items.Failed);
    }

    /// <summary>The items that the other does not have; null when an exception is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SetObject? Difference(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        TypeObject type = BaseTypeOf(self);
        int size = iterable.Ref switch
        {
            SetObject set => set.Used,
            DictObject dict when ReferenceEquals(dict.Type, BuiltinTypes.Dict) => dict.Used,
            _ => -1,
        };
        if (size < 0 || self.Used >> 2 > size)
        {
            SetObject copy = Copy(thread, self, type);
            return Checked(thread, copy, DifferenceUpdate(thread, copy, iterable));
        }

        var result = new SetObject(thread, type);
        int position = 0;
        while (self.MoveNext(thread, ref position, out Value key, out long hash))
        {
            int found = iterable.Ref is SetObject other ? other.ContainsHashed(thread, key, hash) : ContainsKey(thread, (DictObject)iterable.Ref!, key, hash);
            bool succeeded = found >= 0 && (found > 0 || result.AddHashed(thread, key, hash) >= 0);
            thread.Release(key);
            if (!succeeded)
            {
                return Checked(thread, result, false);
            }
        }

        return result;
    }

    /// <summary>Removes the items of any iterable; false when an exception is set.</summary>
    public static bool DifferenceUpdate(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        if (ReferenceEquals(self, iterable.Ref))
        {
            self.ReleaseAll(thread);
            return true;
        }

        bool succeeded;
        if (iterable.Ref is SetObject other)
        {
            // A much larger set is asked instead of walked.
            SetObject? common = other.Used >> 3 > self.Used ? Intersection(thread, self, iterable) : null;
            if (common is null && thread.HasException)
            {
                return false;
            }

            succeeded = RemoveAll(thread, self, common ?? other);
            if (common is not null)
            {
                RefCount.Release(thread, common);
            }
        }
        else
        {
            succeeded = RemoveAll(thread, self, iterable);
        }

        if (succeeded && self.Filled - self.Used > (self.Table.Length - 1) / 4)
        {
            self.Resize(thread, self.GrownSize);
        }

        return succeeded;
    }

    /// <summary>Keeps the items that are in one of both only; false when an exception is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool SymmetricDifferenceUpdate(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        if (ReferenceEquals(self, iterable.Ref))
        {
            self.ReleaseAll(thread);
            return true;
        }

        if (iterable.Ref is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            return ToggleKeys(thread, self, dict);
        }

        SetObject? other = iterable.Ref as SetObject;
        SetObject? made = other is null ? From(thread, BaseTypeOf(self), iterable) : null;
        if (other is null && made is null)
        {
            return false;
        }

        bool succeeded = true;
        int position = 0;
        while (succeeded && (other ?? made!).MoveNext(thread, ref position, out Value key, out long hash))
        {
            succeeded = Toggle(thread, self, key, hash);
            thread.Release(key);
        }

        if (made is not null)
        {
            RefCount.Release(thread, made);
        }

        return succeeded;
    }

    /// <summary>What is in one of both only; null when an exception is set.</summary>
    public static SetObject? SymmetricDifference(ThreadState thread, SetObject self, Value iterable) =>
        From(thread, BaseTypeOf(self), iterable) is { } result
            ? Checked(thread, result, SymmetricDifferenceUpdate(thread, result, Value.Of(self)))
            : null;

    /// <summary>All items are in the other: 1, 0, or -1 when an exception is set.</summary>
    public static int IsSubset(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        if (iterable.Ref is not SetObject other)
        {
            if (Intersection(thread, self, iterable) is not { } common)
            {
                return -1;
            }

            int size = common.Used;
            RefCount.Release(thread, common);
            return size == self.Used ? 1 : 0;
        }

        if (self.Used > other.Used)
        {
            return 0;
        }

        int position = 0;
        while (self.MoveNext(thread, ref position, out Value key, out long hash))
        {
            int found = other.ContainsHashed(thread, key, hash);
            thread.Release(key);
            if (found <= 0)
            {
                return found;
            }
        }

        return 1;
    }

    /// <summary>All items of the other are here: 1, 0, or -1 when an exception is set.</summary>
    public static int IsSuperset(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        if (iterable.Ref is SetObject other)
        {
            return IsSubset(thread, other, Value.Of(self));
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            int found = self.Contains(thread, item);
            thread.Release(item);
            if (found <= 0)
            {
                return found;
            }
        }

        return items.Failed ? -1 : 1;
    }

    /// <summary>No item is in both: 1, 0, or -1 when an exception is set.</summary>
    public static int IsDisjoint(ThreadState thread, SetObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref is SetObject or DictObject ? iterable.Ref : null);
        if (ReferenceEquals(self, iterable.Ref))
        {
            return self.Used == 0 ? 1 : 0;
        }

        if (iterable.Ref is SetObject other)
        {
            (SetObject walked, SetObject asked) = other.Used > self.Used ? (self, other) : (other, self);
            int position = 0;
            while (walked.MoveNext(thread, ref position, out Value key, out long hash))
            {
                int found = asked.ContainsHashed(thread, key, hash);
                thread.Release(key);
                if (found != 0)
                {
                    return found < 0 ? -1 : 0;
                }
            }

            return 1;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            int found = Hashing.TryHash(thread, item, out long hash) ? self.ContainsHashed(thread, item, hash) : -1;
            thread.Release(item);
            if (found != 0)
            {
                return found < 0 ? -1 : 0;
            }
        }

        return items.Failed ? -1 : 1;
    }

    public static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other)
    {
        if (other.Ref is not SetObject right)
        {
            return Value.NotImplemented;
        }

        var left = (SetObject)self.Ref!;
        int holds = operation switch
        {
            SpecialMethod.Eq or SpecialMethod.Ne => left.Used != right.Used || (left.CachedHash != 0 && right.CachedHash != 0 && left.CachedHash != right.CachedHash)
                ? 0
                : IsSubset(thread, left, other),
            SpecialMethod.Lt => left.Used < right.Used ? IsSubset(thread, left, other) : 0,
            SpecialMethod.Le => IsSubset(thread, left, other),
            SpecialMethod.Gt => left.Used > right.Used ? IsSubset(thread, right, self) : 0,
            _ => IsSubset(thread, right, self),
        };
        return holds < 0 ? Value.Error : Value.Bool((holds > 0) != (operation == SpecialMethod.Ne));
    }

    /// <summary>The hash of a frozenset: the same number as CPython's, independent of order (frozenset_hash_impl).</summary>
    public static long Hash(SetObject set)
    {
        ulong hash = 0;
        foreach (ref SetEntry entry in set.Table.AsSpan())
        {
            if (entry.IsUsed)
            {
                hash ^= Shuffle((ulong)entry.Hash);
            }
        }

        hash ^= ((ulong)set.Used + 1) * 1927868237;
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = (hash * 69069) + 907133923;
        return hash == ulong.MaxValue ? 590923713 : (long)hash;
    }

    private static ulong Shuffle(ulong hash) => ((hash ^ 89869747) ^ (hash << 16)) * HashMultiplier;

    private static bool TryHash(ThreadState thread, Value item, out long hash)
    {
        if (Hashing.TryHash(thread, item, out hash))
        {
            return true;
        }

        UnhashableKey.Explain(thread, item, "set element");
        return false;
    }

    private static SetObject? Checked(ThreadState thread, SetObject result, bool succeeded)
    {
        if (succeeded)
        {
            return result;
        }

        RefCount.Release(thread, result);
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Merge(ThreadState thread, SetObject self, SetObject other)
    {
        if (ReferenceEquals(self, other) || other.Used == 0)
        {
            return true;
        }

        // One resize for all, rather than one after the other.
        if ((self.Filled + (long)other.Used) * 5 >= (self.Table.Length - 1) * 3L)
        {
            self.Resize(thread, (self.Used + other.Used) * 2);
        }

        if (self.Filled == 0)
        {
            self.CopyFrom(thread, other);
            return true;
        }

        int position = 0;
        while (other.MoveNext(thread, ref position, out Value key, out long hash))
        {
            int added = self.AddHashed(thread, key, hash);
            thread.Release(key);
            if (added < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AddKeys(ThreadState thread, SetObject self, DictObject dict)
    {
        if ((self.Filled + (long)dict.Used) * 5 >= (self.Table.Length - 1) * 3L)
        {
            self.Resize(thread, (self.Used + dict.Used) * 2);
        }

        for (int i = dict.Keys.First; i < dict.Keys.Count; i++)
        {
            DictEntry entry = dict.Keys.Entries[i];
            if (entry.Content is not null)
            {
                RefCount.Retain(thread, entry.Key);
                int added = self.AddHashed(thread, entry.Key, entry.Hash);
                RefCount.Release(thread, entry.Key);
                if (added < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool ToggleKeys(ThreadState thread, SetObject self, DictObject dict)
    {
        for (int i = dict.Keys.First; i < dict.Keys.Count; i++)
        {
            DictEntry entry = dict.Keys.Entries[i];
            if (entry.Content is not null)
            {
                RefCount.Retain(thread, entry.Key);
                bool toggled = Toggle(thread, self, entry.Key, entry.Hash);
                RefCount.Release(thread, entry.Key);
                if (!toggled)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Toggle(ThreadState thread, SetObject self, Value key, long hash)
    {
        int removed = self.RemoveHashed(thread, key, hash);
        return removed > 0 || (removed == 0 && self.AddHashed(thread, key, hash) >= 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool RemoveAll(ThreadState thread, SetObject self, SetObject other)
    {
        int position = 0;
        while (other.MoveNext(thread, ref position, out Value key, out long hash))
        {
            int removed = self.RemoveHashed(thread, key, hash);
            thread.Release(key);
            if (removed < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool RemoveAll(ThreadState thread, SetObject self, Value iterable)
    {
        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            int removed = TryHash(thread, item, out long hash) ? self.RemoveHashed(thread, item, hash) : -1;
            thread.Release(item);
            if (removed < 0)
            {
                return false;
            }
        }

        return !items.Failed;
    }

    private static int ContainsKey(ThreadState thread, DictObject dict, Value key, long hash)
    {
        int position = dict.FindHashed(thread, key, hash);
        return position == DictObject.Failed ? -1 : position >= 0 ? 1 : 0;
    }
}

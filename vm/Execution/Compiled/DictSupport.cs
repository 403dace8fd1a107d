using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// Dicts by keys whose look-up runs no code of the program, for emitted code: strs and ints in dicts that have no other keys. False means: not
/// such a case, or a missing key; nothing has been done, the handler does it. With other threads about tables are read without the lock, where foreign keys that come in meanwhile do no harm.
/// </summary>
internal static class DictSupport
{
    /// <summary>The value of a key, a new reference.</summary>
    public static bool TryDictItem(ThreadState thread, ref Value container, Value key, out Value value) =>
        TryFind(thread, ref container, key, out value) && !value.IsUnbound;

    /// <summary>dict.get(): the value of a key, or the default; a new reference.</summary>
    public static bool TryDictGet(ThreadState thread, ref Value container, Value key, Value other, out Value value)
    {
        if (!TryFind(thread, ref container, key, out value))
        {
            return false;
        }

        if (value.IsUnbound)
        {
            value = thread.Retain(other);
        }

        return true;
    }

    public static bool TryDictInt(ThreadState thread, ref Value container, Value key, out long value) =>
        Support.TakeInt(thread, TryDictItem(thread, ref container, key, out Value found), found, out value);

    public static bool TryDictFloat(ThreadState thread, ref Value container, Value key, out double value) =>
        Support.TakeFloat(thread, TryDictItem(thread, ref container, key, out Value found), found, out value);

    /// <summary>Sets a value; key and value are borrowed. What was there is released. With other threads about the handler does it, under the lock.</summary>
    public static bool TrySetDictItem(ThreadState thread, ref Value container, Value key, Value value) =>
        !FreeThreading.AreSeveral && PlainDict(ref container, key) is { } dict && dict.Set(thread, key, value);

    /// <summary>Whether a key is there: 1, 0, or -1 when it is not a case for this.</summary>
    public static int DictContains(ThreadState thread, ref Value container, Value key)
    {
        if (PlainDict(ref container, key) is not { } dict)
        {
            return -1;
        }

        if (!FreeThreading.AreSeveral)
        {
            return dict.Contains(thread, key);
        }

        return SharedSlots.TryContains(dict, key, HashOf(key), out bool contains) ? (contains ? 1 : 0) : -1;
    }

    /// <summary>Looks a key up: a new reference to its value, Unbound when it is missing. False when the handler has to do it.</summary>
    private static bool TryFind(ThreadState thread, ref Value container, Value key, out Value value)
    {
        value = Value.Unbound;
        if (PlainDict(ref container, key) is not { } dict)
        {
            return false;
        }

        if (FreeThreading.AreSeveral)
        {
            return SharedSlots.TryLoadEntry(thread, dict, key, HashOf(key), out value);
        }

        value = dict.Load(thread, key);
        return true;
    }

    private static long HashOf(in Value key) => key.Ref is null ? Hashing.OfInt(key.Bits) : Unsafe.As<StrObject>(key.Ref).Hash;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DictObject? PlainDict(ref Value container, in Value key) =>
        container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.Dict) && !Unsafe.As<DictObject>(reference).HasForeignKeys
        && (key.Ref is null || ReferenceEquals(key.Ref.Type, BuiltinTypes.Str))
            ? Unsafe.As<DictObject>(reference)
            : null;
}

using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// Dicts by keys whose look-up runs no code of the program, for emitted code: strs and ints in dicts that have no other keys. False means: not
/// such a case, or a missing key; nothing has been done, the handler does it.
/// </summary>
internal static class DictSupport
{
    /// <summary>The value of a key, a new reference.</summary>
    public static bool TryDictItem(ThreadState thread, ref Value container, Value key, out Value value)
    {
        if (PlainDict(ref container, key) is { } dict)
        {
            value = dict.Load(thread, key);
            return !value.IsUnbound;
        }

        value = default;
        return false;
    }

    public static bool TryDictInt(ThreadState thread, ref Value container, Value key, out long value)
    {
        bool isFound = TryDictItem(thread, ref container, key, out Value found);
        value = found.Bits;
        if (isFound && found.Ref is not null)
        {
            RefCount.Release(thread, found);
            return false;
        }

        return isFound;
    }

    public static bool TryDictFloat(ThreadState thread, ref Value container, Value key, out double value)
    {
        bool isFound = TryDictItem(thread, ref container, key, out Value found);
        value = BitConverter.Int64BitsToDouble(found.Bits);
        if (isFound && !found.IsFloat)
        {
            RefCount.Release(thread, found);
            return false;
        }

        return isFound;
    }

    /// <summary>Sets a value; key and value are borrowed. What was there is released.</summary>
    public static bool TrySetDictItem(ThreadState thread, ref Value container, Value key, Value value) =>
        PlainDict(ref container, key) is { } dict && dict.Set(thread, key, value);

    /// <summary>Whether a key is there: 1, 0, or -1 when it is not a case for this.</summary>
    public static int DictContains(ThreadState thread, ref Value container, Value key) =>
        PlainDict(ref container, key) is { } dict ? dict.Contains(thread, key) : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DictObject? PlainDict(ref Value container, in Value key) =>
        container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.Dict) && !Unsafe.As<DictObject>(reference).HasForeignKeys
        && (key.Ref is null || ReferenceEquals(key.Ref.Type, BuiltinTypes.Str))
            ? Unsafe.As<DictObject>(reference)
            : null;
}

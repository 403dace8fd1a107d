using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>How many items an iterable is likely to have (PEP 424).</summary>
public static class LengthHint
{
    /// <summary>
    /// Whether it is plain, without running user code, that so many items never fit a container; MemoryError is set then. Filling the
    /// machine's memory first would take minutes and all other programs with it.
    /// </summary>
    public static bool IsBeyondMemory(ThreadState thread, Value iterable)
    {
        if (iterable.Ref is not RangeObject range || range.Count <= Array.MaxLength || range.BigCount <= Array.MaxLength)
        {
            return false;
        }

        thread.MemoryError();
        return true;
    }

    /// <summary>len(value), or what its __length_hint__ says, or the default; -1 when an exception is set.</summary>
    public static long Of(ThreadState thread, Value value, long absent)
    {
        if (value.Type.Slot(SpecialMethod.Len).IsDefined)
        {
            long length = Operators.Length(thread, value);
            if (length >= 0)
            {
                return length;
            }

            if (!thread.ClearIf(ExceptionTypes.TypeError))
            {
                return -1;
            }
        }

        Value hint = thread.CallSpecialName(value, Names.LengthHint);
        if (hint.IsUnbound || hint.IsNotImplemented)
        {
            return absent;
        }

        if (hint.IsError)
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? absent : -1;
        }

        if (!hint.Type.IsSubtypeOf(BuiltinTypes.Int))
        {
            string name = hint.Type.Name;
            thread.Release(hint);
            thread.TypeError($"__length_hint__ must be an integer, not {name}");
            return -1;
        }

        if (!Operators.TryIndex(thread, hint, out long result))
        {
            return -1;
        }

        if (result < 0)
        {
            thread.ValueError("__length_hint__() should return >= 0");
            return -1;
        }

        return result;
    }
}

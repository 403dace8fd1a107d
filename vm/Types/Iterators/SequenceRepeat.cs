using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The numbers in <c>sequence * count</c>.</summary>
public static class SequenceRepeat
{
    /// <summary>The count, clamped to 64 bits by OverflowError; false when an exception is set.</summary>
    public static bool TryCount(ThreadState thread, Value count, out long times) => Operators.TryIndex(thread, count, out times);

    /// <summary>The length of the result; MemoryError when no array is that long.</summary>
    public static bool TryTotal(ThreadState thread, int length, long times, out int total)
    {
        total = 0;
        if (length == 0 || times <= 0)
        {
            return true;
        }

        if (times > Array.MaxLength / length)
        {
            thread.MemoryError();
            return false;
        }

        total = (int)(length * times);
        return true;
    }
}

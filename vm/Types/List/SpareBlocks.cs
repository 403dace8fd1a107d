using Pyl.VM.Parallelism;

namespace Pyl.VM.Types;

/// <summary>
/// Blocks of the two smallest kinds that lists are appended to, left over from dead lists and from lists that have grown: a function that fills a list and joins
/// it needs both on each call. By host thread, because appending knows no other; only while no other thread reads without locks.
/// </summary>
internal static class SpareBlocks
{
    /// <summary>The first capacity of a list that is appended to...</summary>
    public const int First = 4;

    /// <summary>... and the next.</summary>
    public const int Second = 13;

    /// <summary>So many are kept of each.</summary>
    private const int Most = 32;

    [ThreadStatic]
    private static Kept? _kept;

    /// <summary>Keeps a block whose slots are all empty, if it is of one of the two kinds.</summary>
    public static void Give(ObjectStorage block)
    {
        int capacity = block.Items.Length;
        if (capacity > Second || FreeThreading.AreSeveral)
        {
            return;
        }

        Kept kept = _kept ??= new Kept();
        if (capacity == First)
        {
            if (kept.FirstCount < Most)
            {
                kept.Firsts[kept.FirstCount++] = block;
            }
        }
        else if (capacity == Second && kept.SecondCount < Most)
        {
            kept.Seconds[kept.SecondCount++] = block;
        }
    }

    /// <summary>A block of <see cref="First"/> empty slots.</summary>
    public static ObjectStorage TakeFirst() =>
        _kept is { FirstCount: > 0 } kept && !FreeThreading.AreSeveral ? Take(kept.Firsts, --kept.FirstCount) : new ObjectStorage(First);

    /// <summary>A block of <see cref="Second"/> empty slots.</summary>
    public static ObjectStorage TakeSecond() =>
        _kept is { SecondCount: > 0 } kept && !FreeThreading.AreSeveral ? Take(kept.Seconds, --kept.SecondCount) : new ObjectStorage(Second);

    private static ObjectStorage Take(ObjectStorage?[] blocks, int index)
    {
        ObjectStorage block = blocks[index]!;
        blocks[index] = null;
        return block;
    }

    private sealed class Kept
    {
        public readonly ObjectStorage?[] Firsts = new ObjectStorage?[Most];
        public readonly ObjectStorage?[] Seconds = new ObjectStorage?[Most];
        public int FirstCount;
        public int SecondCount;
    }
}

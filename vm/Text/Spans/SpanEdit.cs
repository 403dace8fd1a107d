using System.Numerics;

namespace Pyl.VM.Text.Spans;

/// <summary>Making new sequences of units out of old ones.</summary>
internal static class SpanEdit
{
    /// <summary>
    /// Replaces occurrences from the left, at most <paramref name="limit"/>; an empty <paramref name="old"/> is before each
    /// unit and at the end.
    /// </summary>
    /// <returns>The new sequence; null when nothing is to be replaced, so that the old one serves.</returns>
    /// <exception cref="OutOfMemoryException">The result is longer than an array can be.</exception>
    public static T[]? Replace<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> old, ReadOnlySpan<T> replacement, int limit)
        where T : unmanaged, IBinaryInteger<T>
    {
        int count = text.Length < old.Length ? 0 : SpanSearch.Count(text, old, limit);
        if (count == 0)
        {
            return null;
        }

        long length = text.Length + ((long)count * (replacement.Length - old.Length));
        if (length > Array.MaxLength)
        {
            throw new OutOfMemoryException();
        }

        var result = new T[length];
        Span<T> target = result;
        if (old.IsEmpty)
        {
            Interleave(text, replacement, count, target);
            return result;
        }

        while (count-- > 0)
        {
            int at = SpanSearch.Find(text, old);
            text[..at].CopyTo(target);
            replacement.CopyTo(target[at..]);
            target = target[(at + replacement.Length)..];
            text = text[(at + old.Length)..];
        }

        text.CopyTo(target);
        return result;
    }

    /// <summary>Fills the target with copies of the unit sequence, which it is a multiple of.</summary>
    public static void Repeat<T>(ReadOnlySpan<T> part, Span<T> target)
        where T : unmanaged
    {
        if (part.Length == 1)
        {
            target.Fill(part[0]);
            return;
        }

        if (target.IsEmpty)
        {
            return;
        }

        part.CopyTo(target);
        for (int done = part.Length; done < target.Length; done *= 2)
        {
            target[..Math.Min(done, target.Length - done)].CopyTo(target[done..]);
            if (done > target.Length / 2)
            {
                break;
            }
        }
    }

    /// <summary>Every step-th unit from the start on.</summary>
    public static void Stride<T>(ReadOnlySpan<T> text, long start, long step, Span<T> target)
        where T : unmanaged
    {
        for (int i = 0; i < target.Length; i++, start += step)
        {
            target[i] = text[(int)start];
        }
    }

    /// <summary>The part of the text left when whitespace is taken off its ends.</summary>
    public static (int Start, int Length) Strip<T, TUnit>(ReadOnlySpan<T> text, bool left, bool right)
        where T : unmanaged, IBinaryInteger<T>
        where TUnit : ITextUnit<T>
    {
        int start = 0;
        int end = text.Length;
        if (left)
        {
            while (start < end && TUnit.IsSpace(text[start]))
            {
                start++;
            }
        }

        if (right)
        {
            while (end > start && TUnit.IsSpace(text[end - 1]))
            {
                end--;
            }
        }

        return (start, end - start);
    }

    /// <summary>As <see cref="Strip{T, TUnit}"/>, taking off the given units.</summary>
    public static (int Start, int Length) Strip<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> units, bool left, bool right)
        where T : unmanaged, IBinaryInteger<T>
    {
        int start = 0;
        int end = text.Length;
        if (left)
        {
            while (start < end && units.Contains(text[start]))
            {
                start++;
            }
        }

        if (right)
        {
            while (end > start && units.Contains(text[end - 1]))
            {
                end--;
            }
        }

        return (start, end - start);
    }

    /// <summary>
    /// str.expandtabs: tabs become blanks up to the next multiple of the size; the column starts again behind a line's end.
    /// Null when there is no tab.
    /// </summary>
    public static T[]? ExpandTabs<T>(ReadOnlySpan<T> text, int size)
        where T : unmanaged, IBinaryInteger<T>
    {
        T tab = T.CreateTruncating('\t');
        if (!text.Contains(tab))
        {
            return null;
        }

        long length = 0;
        long column = 0;
        foreach (T unit in text)
        {
            int width = Advance(unit, tab, size, ref column);
            length += width;
        }

        if (length > StrLimit)
        {
            throw new OutOfMemoryException();
        }

        var result = new T[length];
        int at = 0;
        column = 0;
        foreach (T unit in text)
        {
            int width = Advance(unit, tab, size, ref column);
            result.AsSpan(at, width).Fill(unit == tab ? T.CreateTruncating(' ') : unit);
            at += width;
        }

        return result;
    }

    private const long StrLimit = 0x3FFF_FFDF;

    /// <summary>How many units one becomes.</summary>
    private static int Advance<T>(T unit, T tab, int size, ref long column)
        where T : unmanaged, IBinaryInteger<T>
    {
        int width = 1;
        if (unit == tab)
        {
            width = size > 0 ? size - (int)(column % size) : 0;
        }

        column = unit == T.CreateTruncating('\n') || unit == T.CreateTruncating('\r') ? 0 : column + width;
        return width;
    }

    private static void Interleave<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> replacement, int count, Span<T> target)
        where T : unmanaged
    {
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            replacement.CopyTo(target[at..]);
            at += replacement.Length;
            if (i < text.Length)
            {
                target[at++] = text[i];
            }
        }

        if (count < text.Length)
        {
            text[count..].CopyTo(target[at..]);
        }
    }
}

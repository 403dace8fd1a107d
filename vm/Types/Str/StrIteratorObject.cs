using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a str, character by character. Text that is ASCII has a type of its own, as in CPython.</summary>
public sealed class StrIteratorObject : PyObject
{
    /// <summary>Null once exhausted. A str is kept alive by the host; a counted instance of a subclass is held by its exact text.</summary>
    internal StrObject? Text;

    internal int Index;

    private StrIteratorObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>An iterator of a str; made of a dead one where there is one.</summary>
    internal static StrIteratorObject Of(ThreadState thread, StrObject text)
    {
        TypeObject type = !text.IsWide && System.Text.Ascii.IsValid(text.Chars) ? BuiltinTypes.AsciiStrIterator : BuiltinTypes.StrIterator;
        StrIteratorObject iterator = thread.Spares.Iterators.TakeStr(thread, type) ?? new StrIteratorObject(thread, type);
        iterator.Text = text.Exact();
        iterator.Index = 0;
        return iterator;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Text = null;
        thread.Spares.Iterators.Give(thread, this);
    }

    /// <summary>The next character, or End.</summary>
    internal Value Next() => NextCharacter() is { } character ? Value.Of(character) : Value.End;

    /// <summary>The next character, uncounted; null at the end. Threads that step one iterator may get one twice, as in CPython.</summary>
    internal StrObject? NextCharacter()
    {
        if (Text is not { } text)
        {
            return null;
        }

        int index = Index;
        if (!text.IsWide)
        {
            ReadOnlySpan<char> chars = text.Chars;
            if ((uint)index < (uint)chars.Length)
            {
                Index = index + 1;
                return StrObject.OfChar(chars[index]);
            }
        }

        if (index >= text.Length)
        {
            Text = null;
            return null;
        }

        Index = index + 1;
        return StrObject.OfCodePoint(text.Points[index]);
    }
}

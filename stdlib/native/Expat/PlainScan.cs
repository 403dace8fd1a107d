using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expat;

/// <summary>
/// Reads what most of a document is: tags with ASCII names whose attributes need no work, text, and references to the
/// predefined entities. It stops before anything else, errors included, and has then done nothing of it.
/// </summary>
/// <typeparam name="T">char, or int for a text with code points above 0xFFFF.</typeparam>
internal readonly ref struct PlainScan<T>(ThreadState thread, DocumentReaderObject reader, StrObject text, ReadOnlySpan<T> units)
    where T : unmanaged, IEquatable<T>
{
    private const int MostAttributes = 32;

    // The characters of names below 128: letters, digits, "-.:_". Names begin with a letter, ':' or '_'.
    private const ulong LowNames = (0x3FFUL << '0') | (1UL << '-') | (1UL << '.') | (1UL << ':');
    private const ulong HighNames = (0x3FFFFFFUL << ('A' - 64)) | (0x3FFFFFFUL << ('a' - 64)) | (1UL << ('_' - 64));

    private readonly ReadOnlySpan<T> _units = units;

    private enum Step
    {
        Read,
        Leave,
        Failed,
    }

    /// <summary>Reads on from <see cref="DocumentReaderObject.At"/>; false when an exception is set.</summary>
    public bool TryRun()
    {
        while (true)
        {
            // A handler may have parsed more text.
            int at = reader.At;
            if (!ReferenceEquals(reader.Text, text) || (uint)at >= (uint)_units.Length)
            {
                return true;
            }

            Step step = Unit(at) == '<' ? ReadTag(at) : ReadText(at);
            if (step != Step.Read)
            {
                return step == Step.Leave;
            }
        }
    }

    /// <summary>The unit at a position, 0 past the end.</summary>
    private uint Unit(int place) => (uint)place < (uint)_units.Length ? Plain(_units[place]) : 0;

    // Without .NET's generic arithmetic, which is not compiled ahead of time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Plain(T unit) => typeof(T) == typeof(char) ? Unsafe.As<T, char>(ref unit) : Unsafe.As<T, uint>(ref unit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of(char c)
    {
        int wide = c;
        return typeof(T) == typeof(char) ? Unsafe.As<char, T>(ref c) : Unsafe.As<int, T>(ref wide);
    }

    private Step ReadText(int at)
    {
        if (reader.Open.Count == 0)
        {
            return Step.Leave;
        }

        ReadOnlySpan<T> rest = _units[at..];
        if (Unit(at) == '&')
        {
            return ReadReference(at, rest);
        }

        int length = 0;
        while (true)
        {
            int found = rest[length..].IndexOfAny(Of('<'), Of('&'), Of(']'));
            if (found < 0)
            {
                // More of this text may come.
                return Step.Leave;
            }

            length += found;
            if (Unit(at + length) != ']')
            {
                break;
            }

            if (at + length + 2 >= _units.Length || (Unit(at + length + 1) == ']' && Unit(at + length + 2) == '>'))
            {
                return Step.Leave;
            }

            length++;
        }

        if (!reader.TryCharacters(thread, Str(rest[..length])))
        {
            return Step.Failed;
        }

        reader.At = at + length;
        return Step.Read;
    }

    private Step ReadReference(int at, ReadOnlySpan<T> rest)
    {
        (char meant, int length) = Unit(at + 1) switch
        {
            'l' when Follows(rest, "&lt;") => ('<', 4),
            'g' when Follows(rest, "&gt;") => ('>', 4),
            'a' when Follows(rest, "&amp;") => ('&', 5),
            'a' when Follows(rest, "&apos;") => ('\'', 6),
            'q' when Follows(rest, "&quot;") => ('"', 6),
            _ => default,
        };
        if (length == 0)
        {
            return Step.Leave;
        }

        if (!reader.TryCharacters(thread, StrObject.OfChar(meant)))
        {
            return Step.Failed;
        }

        reader.At = at + length;
        return Step.Read;
    }

    private Step ReadTag(int at)
    {
        if (Unit(at + 1) == '/')
        {
            return ReadEndTag(at);
        }

        int nameEnd = NameEnd(at + 1);
        if (nameEnd == at + 1 || (reader.IsRooted && reader.Open.Count == 0))
        {
            return Step.Leave;
        }

        // Four positions an attribute: its name and its value. Nothing is told to anybody before the tag is known to be plain.
        Span<int> attributes = stackalloc int[4 * MostAttributes];
        int count = 0;
        int place = nameEnd;
        while (true)
        {
            int start = SkipBlanks(place);
            uint unit = Unit(start);
            if (unit == '>' || (unit == '/' && Unit(start + 1) == '>'))
            {
                bool isEmpty = unit == '/';
                return Start(at, nameEnd, attributes[..(4 * count)], start + (isEmpty ? 2 : 1), isEmpty);
            }

            int end = NameEnd(start);
            if (start == place || end == start || count == MostAttributes || Unit(end) != '=' || Unit(end + 1) is not ('"' or '\'')
                || (reader.HasNamespaces && Follows(_units[start..], "xmlns")))
            {
                return Step.Leave;
            }

            int value = end + 2;
            int length = _units[value..].IndexOf(_units[end + 1]);
            if (length < 0 || !IsPlainValue(_units.Slice(value, length)))
            {
                return Step.Leave;
            }

            attributes[4 * count] = start;
            attributes[(4 * count) + 1] = end;
            attributes[(4 * count) + 2] = value;
            attributes[(4 * count) + 3] = value + length;
            count++;
            place = value + length + 1;
        }
    }

    private static bool IsPlainValue(ReadOnlySpan<T> value) =>
        value.IndexOfAny(Of('<'), Of('&')) < 0
        && value.IndexOfAny(Of('\t'), Of('\n'), Of('\r')) < 0;

    private Step Start(int at, int nameEnd, ReadOnlySpan<int> places, int end, bool isEmpty)
    {
        DictObject? attributes = places.IsEmpty ? null : DictObject.New(thread);
        for (int i = 0; i < places.Length; i += 4)
        {
            ElementName key = Name(places[i], places[i + 1]);
            StrObject? name = key.Written;
            if (reader.HasNamespaces && _units[places[i]..places[i + 1]].Contains(Of(':')))
            {
                name = reader.Reported(thread, key);
                if (name is null)
                {
                    RefCount.Release(thread, attributes!);
                    return Step.Failed;
                }
            }

            attributes!.SetName(thread, name, Value.Of(Str(_units[places[i + 2]..places[i + 3]])));
        }

        if (attributes is not null && attributes.Count * 4 != places.Length)
        {
            // One of them is there twice, which is an error.
            RefCount.Release(thread, attributes);
            return Step.Leave;
        }

        ElementName element = Name(at + 1, nameEnd);
        StrObject? reported = reader.Reported(thread, element);
        bool succeeded = reported is not null && TryReport(element, reported, attributes, end);
        if (attributes is not null)
        {
            RefCount.Release(thread, attributes);
        }

        if (!succeeded)
        {
            return Step.Failed;
        }

        reader.At = end;
        return isEmpty && !reader.TryEndElement(thread) ? Step.Failed : Step.Read;
    }

    private bool TryReport(ElementName element, StrObject reported, DictObject? attributes, int end)
    {
        if (!reader.TryFlush(thread))
        {
            return false;
        }

        reader.IsStarted = true;
        reader.IsRooted = true;
        TupleObject opened = TupleObject.Steal(thread, [Value.Of(element.Written), Value.Of(reported), Value.None]);
        bool entered = SharedSlots.EnterLeaf(thread, reader.Open);
        reader.Open.Add(Value.Of(opened));
        SharedSlots.ExitLeaf(reader.Open, entered);
        Value handler = reader.Load(thread, ref reader.StartElement);
        if (handler.IsUnbound)
        {
            return reader.TryOther(thread, Str(_units[reader.At..end]));
        }

        Value result = handler.Ref is BoundNativeObject { Self.Ref: IElementHandlers handlers, Function.Name: "start" } && !reader.IsOrdered
            ? handlers.Start(thread, reported, attributes)
            : CallStart(handler, reported, attributes);
        thread.Release(handler);
        thread.Release(result);
        return !result.IsError;
    }

    private Value CallStart(Value handler, StrObject reported, DictObject? attributes)
    {
        Value shown = Value.Of(reader.IsOrdered ? Listed(attributes) : attributes ?? (PyObject)DictObject.New(thread));
        if (ReferenceEquals(shown.Ref, attributes))
        {
            thread.Retain(shown);
        }

        Value result = thread.Call(handler, Value.Of(reported), shown);
        thread.Release(shown);
        return result;
    }

    private ListObject Listed(DictObject? attributes)
    {
        ListObject list = ListObject.New(thread);
        for (int place = 0; attributes is not null && DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
        {
            list.Add(key);
            list.Add(value);
        }

        return list;
    }

    private Step ReadEndTag(int at)
    {
        int nameEnd = NameEnd(at + 2);
        int close = SkipBlanks(nameEnd);
        int depth = reader.Open.Count;
        if (Unit(close) != '>' || depth == 0)
        {
            return Step.Leave;
        }

        Value innermost = reader.Open.Get(thread, depth - 1);
        bool isOpen = innermost.Ref is TupleObject { Length: 3 } parts && parts.Span[0].Ref is StrObject name && Is(name, _units[(at + 2)..nameEnd]);
        thread.Release(innermost);
        if (!isOpen)
        {
            return Step.Leave;
        }

        if (!reader.TryEndElement(thread))
        {
            return Step.Failed;
        }

        reader.At = close + 1;
        return Step.Read;
    }

    /// <summary>The end of the name that starts here; the start itself where none does.</summary>
    private int NameEnd(int start)
    {
        int end = start;
        while (true)
        {
            uint unit = Unit(end);
            bool isName = unit < 64 ? ((LowNames >> (int)unit) & 1) != 0 : unit < 128 && ((HighNames >> (int)(unit - 64)) & 1) != 0;
            if (!isName || (end == start && unit < 64 && unit != ':'))
            {
                // A name that goes on with other letters is not plain.
                return unit < 128 ? end : start;
            }

            end++;
        }
    }

    private int SkipBlanks(int place)
    {
        while (Unit(place) is ' ' or '\t' or '\n')
        {
            place++;
        }

        return place;
    }

    private static bool Follows(ReadOnlySpan<T> rest, string expected)
    {
        if (rest.Length < expected.Length)
        {
            return false;
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (Plain(rest[i]) != expected[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Is(StrObject name, ReadOnlySpan<T> written)
    {
        if (typeof(T) == typeof(char))
        {
            return !name.IsWide && name.Chars.SequenceEqual(MemoryMarshal.Cast<T, char>(written));
        }

        return name.Length == written.Length && !name.IsWide && Follows(written, name.Narrow);
    }

    private ElementName Name(int start, int end)
    {
        ReadOnlySpan<T> name = _units[start..end];
        if (typeof(T) == typeof(char))
        {
            return reader.NameOf(MemoryMarshal.Cast<T, char>(name));
        }

        Span<char> chars = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        for (int i = 0; i < name.Length; i++)
        {
            chars[i] = (char)Plain(name[i]);
        }

        return reader.NameOf(chars);
    }

    private static StrObject Str(ReadOnlySpan<T> part) =>
        typeof(T) == typeof(char) ? StrObject.OfNarrow(MemoryMarshal.Cast<T, char>(part)) : StrObject.OfCodePoints(MemoryMarshal.Cast<T, int>(part));
}

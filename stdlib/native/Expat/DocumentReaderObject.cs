using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expat;

/// <summary>
/// What a parser works on, and the handlers that it calls for nearly everything: elements and text. The class XMLParserType of
/// xml.parsers.expat, in Pyl, is made of it and does what is rare (declarations, entities, errors).
/// </summary>
public sealed class DocumentReaderObject : PyObject
{
    private static readonly StrObject s_leaveScope = StrObject.Intern("_leave_scope");
    private static readonly StrObject s_report = StrObject.Intern("_report");

    private readonly Dictionary<string, ElementName> _names = new(StringComparer.Ordinal);

    // The names that were met last, by a hash that takes no time.
    private readonly ElementName?[] _recent = new ElementName?[64];
    private StrObject? _gathered;
    private int _scope;

    internal DocumentReaderObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
        Open = ListObject.New(thread);
    }

    /// <summary>Handlers: slots that are empty or hold a callable.</summary>
    internal object? StartElement;
    internal object? EndElement;
    internal object? Characters;
    internal object? Default;
    internal object? DefaultExpand;

    /// <summary>The elements that are open: tuples of the name as written, the name as reported, and the prefixes declared there or None.</summary>
    internal ListObject Open { get; }

    /// <summary>What has come of the document and is not finished with.</summary>
    internal StrObject Text { get; set; } = StrObject.Empty;

    /// <summary>How far in <see cref="Text"/> the document is read; during a handler the start of what it is told of.</summary>
    internal int At { get; set; }

    /// <summary>Something of the document was read; its first element was.</summary>
    internal bool IsStarted { get; set; }

    internal bool IsRooted { get; set; }

    /// <summary>Text is gathered until something else comes.</summary>
    internal bool GathersText { get; set; }

    /// <summary>Attributes are reported as a list.</summary>
    internal bool IsOrdered { get; set; }

    /// <summary>Prefixes of names stand for namespaces.</summary>
    internal bool HasNamespaces { get; set; }

    /// <summary>The content of a handler's slot, a new reference; Unbound for none.</summary>
    internal Value Load(ThreadState thread, ref object? handler) => FreeThreading.AreSeveral ? SharedSlots.LoadOf(thread, this, ref handler) : Slot.Load(thread, handler);

    /// <summary>Sets a handler; the value is borrowed.</summary>
    internal void Store(ThreadState thread, ref object? handler, Value value)
    {
        value = value.IsNone ? Value.Unbound : thread.Retain(value);
        if (FreeThreading.AreSeveral)
        {
            SharedSlots.StoreOf(thread, this, ref handler, value);
        }
        else
        {
            Slot.Store(thread, ref handler, value);
        }
    }

    /// <summary>What names mean has changed: a scope of namespaces was entered or left.</summary>
    internal void ChangeScope() => _scope++;

    /// <summary>What is known of a name; it has ASCII letters only.</summary>
    internal ElementName NameOf(ReadOnlySpan<char> text)
    {
        ref ElementName? recent = ref _recent[((text.Length * 31) + (text[0] * 7) + text[^1]) & 63];
        if (recent is { } same && text.SequenceEqual(same.Written.Narrow))
        {
            return same;
        }

        return recent = FindName(text);
    }

    private ElementName FindName(ReadOnlySpan<char> text)
    {
        Dictionary<string, ElementName>.AlternateLookup<ReadOnlySpan<char>> names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (names.TryGetValue(text, out ElementName? known))
        {
            return known;
        }

        string name = text.ToString();
        var made = new ElementName(StrObject.Intern(name));
        _names[name] = made;
        return made;
    }

    /// <summary>The name as it is reported, in the present scope; null when an exception is set.</summary>
    internal StrObject? Reported(ThreadState thread, ElementName name)
    {
        if (name.Reported is { } known && name.Scope == _scope)
        {
            return known;
        }

        int scope = _scope;
        Value reported = thread.CallMethod(Value.Of(this), s_report, Value.Of(name.Written));
        if (reported.Ref is not StrObject text)
        {
            if (!reported.IsError)
            {
                thread.Release(reported);
                thread.TypeError("a name must be a str");
            }

            return null;
        }

        name.Reported = text;
        name.Scope = scope;
        return text;
    }

    /// <summary>Reports text, or gathers it; false when an exception is set.</summary>
    internal bool TryCharacters(ThreadState thread, StrObject text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        Value handler = Load(thread, ref Characters);
        if (handler.IsUnbound)
        {
            return TryOther(thread, text);
        }

        bool succeeded = true;
        if (GathersText)
        {
            _gathered = _gathered is null ? text : StrObject.Concatenate(_gathered, text);
        }
        else
        {
            // Every newline is reported by itself.
            for (int start = 0; succeeded && start < text.Length;)
            {
                StrData rest = text.Data;
                int length = LineLength(rest, start);
                succeeded = TryCall(thread, handler, start == 0 && length == text.Length ? text : StrObject.Of(rest.Slice(start, length)));
                start += length;
            }
        }

        thread.Release(handler);
        return succeeded;
    }

    /// <summary>Reports the text that was gathered.</summary>
    internal bool TryFlush(ThreadState thread)
    {
        if (_gathered is not { } text)
        {
            return true;
        }

        _gathered = null;
        Value handler = Load(thread, ref Characters);
        if (handler.IsUnbound)
        {
            return true;
        }

        bool succeeded = TryCall(thread, handler, text);
        thread.Release(handler);
        return succeeded;
    }

    /// <summary>Reports to the handler of what no other handler takes.</summary>
    internal bool TryOther(ThreadState thread, StrObject text)
    {
        Value handler = Load(thread, ref DefaultExpand);
        if (handler.IsUnbound)
        {
            handler = Load(thread, ref Default);
            if (handler.IsUnbound)
            {
                return true;
            }
        }

        bool succeeded = TryFlush(thread) && TryCall(thread, handler, text);
        thread.Release(handler);
        return succeeded;
    }

    /// <summary>Ends the innermost element; false when an exception is set.</summary>
    internal bool TryEndElement(ThreadState thread)
    {
        if (!TryFlush(thread))
        {
            return false;
        }

        Value ended = ListMethods.Pop(thread, Open);
        if (ended.IsError)
        {
            return false;
        }

        var parts = (TupleObject)ended.Ref!;
        Value handler = Load(thread, ref EndElement);
        bool succeeded = handler.Ref is BoundNativeObject { Self.Ref: IElementHandlers handlers, Function.Name: "end" } ? TryEnd(thread, handlers, (StrObject)parts.Span[1].Ref!)
            : handler.IsUnbound ? HasNoDefault || TryOther(thread, StrObject.Concatenate(StrObject.Concatenate(StrObject.OfNarrow("</"), (StrObject)parts.Span[1].Ref!), StrObject.OfChar('>')))
            : TryCall(thread, handler, (StrObject)parts.Span[1].Ref!);
        thread.Release(handler);
        if (succeeded && !parts.Span[2].IsNone)
        {
            Value left = thread.CallMethod(Value.Of(this), s_leaveScope, parts.Span[2]);
            succeeded = !left.IsError;
            thread.Release(left);
        }

        thread.Release(ended);
        return succeeded;
    }

    /// <inheritdoc/>
    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Open);
        Slot.ReleaseContent(thread, StartElement);
        Slot.ReleaseContent(thread, EndElement);
        Slot.ReleaseContent(thread, Characters);
        Slot.ReleaseContent(thread, Default);
        Slot.ReleaseContent(thread, DefaultExpand);
        StartElement = EndElement = Characters = Default = DefaultExpand = null;
    }

    private bool HasNoDefault => Default is null && DefaultExpand is null;

    private static bool TryEnd(ThreadState thread, IElementHandlers handlers, StrObject name)
    {
        Value result = handlers.End(thread, name);
        thread.Release(result);
        return !result.IsError;
    }

    private static bool TryCall(ThreadState thread, Value handler, StrObject text)
    {
        Value result = thread.Call(handler, Value.Of(text));
        thread.Release(result);
        return !result.IsError;
    }

    /// <summary>The length of a newline, or of what stands before the next.</summary>
    private static int LineLength(StrData text, int start)
    {
        int newline = text.Narrow is { } narrow ? narrow.AsSpan(start).IndexOf('\n') : text.Wide.AsSpan(start).IndexOf('\n');
        return newline < 0 ? text.Length - start : Math.Max(newline, 1);
    }
}

/// <summary>A name of elements or attributes.</summary>
internal sealed class ElementName(StrObject written)
{
    /// <summary>As it stands in the document.</summary>
    public StrObject Written { get; } = written;

    /// <summary>As it is reported, in the scope <see cref="Scope"/>; null before it was asked for.</summary>
    public StrObject? Reported { get; set; }

    public int Scope { get; set; }
}

using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>Makes a tree of calls that say where elements start and end. Its methods are called under its lock.</summary>
public sealed class TreeBuilderObject : PyObject
{
    private static readonly StrObject s_append = StrObject.Intern("append");
    private static readonly StrObject s_text = StrObject.Intern("text");
    private static readonly StrObject s_tail = StrObject.Intern("tail");
    private static readonly StrObject s_comment = StrObject.Intern("Comment");
    private static readonly StrObject s_instruction = StrObject.Intern("ProcessingInstruction");
    private static readonly StrObject s_parseError = StrObject.Intern("ParseError");

    // The elements that are open, the innermost last.
    private readonly ListObject _open;

    // What text behind the last event belongs to; None before the first element.
    private Value _last = Value.None;
    private bool _isTail;
    private Value _root = Value.None;

    // Text that has come since: one piece, or a list of several.
    private Value _data = Value.Unbound;

    internal TreeBuilderObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
        _open = ListObject.New(thread);
    }

    /// <summary>Callables that make elements, comments and processing instructions, or None for the module's own.</summary>
    internal Value ElementFactory { get; private set; } = Value.None;

    internal Value CommentFactory { get; private set; } = Value.None;

    internal Value InstructionFactory { get; private set; } = Value.None;

    internal bool InsertsComments { get; private set; }

    internal bool InsertsInstructions { get; private set; }

    /// <summary>The document's element as a new reference, or None.</summary>
    internal Value Root(ThreadState thread) => thread.Retain(_root);

    /// <summary>Sets what the constructor was given; the factories are borrowed.</summary>
    internal void Configure(ThreadState thread, Value elements, Value comments, Value instructions, bool insertsComments, bool insertsInstructions)
    {
        Value oldElements = ElementFactory, oldComments = CommentFactory, oldInstructions = InstructionFactory;
        ElementFactory = thread.Retain(elements);
        CommentFactory = thread.Retain(comments);
        InstructionFactory = thread.Retain(instructions);
        InsertsComments = insertsComments;
        InsertsInstructions = insertsInstructions;
        thread.Release(oldElements);
        thread.Release(oldComments);
        thread.Release(oldInstructions);
    }

    /// <summary>Takes a piece of text, borrowed.</summary>
    internal void AddData(ThreadState thread, Value data)
    {
        thread.Retain(data);
        if (_data.IsUnbound)
        {
            _data = data;
        }
        else if (_data.Ref is ListObject pieces)
        {
            pieces.Add(data);
        }
        else
        {
            _data = Value.Of(ListObject.Steal(thread, [_data, data]));
        }
    }

    /// <summary>Opens an element, of which a new reference comes back. The tag is borrowed, the attributes' reference moves in.</summary>
    internal Value Start(ThreadState thread, Value tag, DictObject? attributes)
    {
        if (!TryFlush(thread))
        {
            Release(thread, attributes);
            return Value.Error;
        }

        Value element;
        if (ElementFactory.IsNone)
        {
            if (attributes is { Count: 0 })
            {
                RefCount.Release(thread, attributes);
                attributes = null;
            }

            element = Value.Of(new ElementObject(thread, thread.Retain(tag), attributes));
        }
        else
        {
            attributes ??= DictObject.New(thread);
            element = CallKept(thread, ElementFactory, tag, Value.Of(attributes));
            RefCount.Release(thread, attributes);
            if (element.IsError)
            {
                return element;
            }
        }

        if (!TryAppend(thread, element))
        {
            thread.Release(element);
            return Value.Error;
        }

        Push(thread, element);
        SetLast(thread, element, isTail: false);
        return element;
    }

    /// <summary>Closes the innermost element and gives it, a new reference.</summary>
    internal Value End(ThreadState thread)
    {
        if (!TryFlush(thread))
        {
            return Value.Error;
        }

        Value element = ListMethods.Pop(thread, _open);
        if (element.IsError)
        {
            return thread.ClearIf(ExceptionTypes.IndexError) ? thread.IndexError("pop from empty stack") : element;
        }

        SetLast(thread, element, isTail: true);
        return element;
    }

    /// <summary>A comment; it comes into the tree where that is asked for.</summary>
    internal Value Comment(ThreadState thread, Value text) => Single(thread, CommentFactory, s_comment, InsertsComments, [text]);

    /// <summary>As <see cref="Comment"/>, a processing instruction.</summary>
    internal Value Instruction(ThreadState thread, Value target, Value text) => Single(thread, InstructionFactory, s_instruction, InsertsInstructions, [target, text]);

    /// <summary>Gives the text that has come to the element it belongs to; false when an exception is set.</summary>
    internal bool TryFlush(ThreadState thread)
    {
        if (_data.IsUnbound)
        {
            return true;
        }

        Value data = _data;
        _data = Value.Unbound;
        if (_last.IsNone)
        {
            thread.Release(data);
            return true;
        }

        if (data.Ref is not StrObject { IsExact: true })
        {
            Value joined = data.Ref is ListObject ? StrJoin.Join(thread, StrObject.Empty, data) : Joined(thread, data);
            thread.Release(data);
            if (joined.IsError)
            {
                return false;
            }

            data = joined;
        }

        if (_last.Ref is ElementObject element && ReferenceEquals(element.Type, ElementMethods.Type))
        {
            // The element may go while the text that it had is released.
            RefCount.Retain(thread, element);
            Extend(thread, element, data);
            RefCount.Release(thread, element);
            return true;
        }

        Value last = thread.Retain(_last);
        bool set = VM.Runtime.Attributes.Set(thread, last, _isTail ? s_tail : s_text, data);
        thread.Release(last);
        thread.Release(data);
        return set;
    }

    /// <inheritdoc/>
    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, _open);
        thread.Release(_last);
        thread.Release(_root);
        thread.Release(_data);
        _last = _root = Value.None;
        _data = Value.Unbound;
        Configure(thread, Value.None, Value.None, Value.None, false, false);
    }

    private void Extend(ThreadState thread, ElementObject element, Value data)
    {
        Value present = _isTail ? element.LoadTail(thread) : element.LoadText(thread);
        if (present.Ref is StrObject text)
        {
            data = Value.Of(StrObject.Concatenate(text, (StrObject)data.Ref!));
        }

        thread.Release(present);
        if (_isTail)
        {
            element.StoreTail(thread, data);
        }
        else
        {
            element.StoreText(thread, data);
        }
    }

    private static Value Joined(ThreadState thread, Value data)
    {
        ListObject list = ListObject.Of(thread, [data]);
        Value joined = StrJoin.Join(thread, StrObject.Empty, Value.Of(list));
        RefCount.Release(thread, list);
        return joined;
    }

    private static void Release(ThreadState thread, DictObject? attributes)
    {
        if (attributes is not null)
        {
            RefCount.Release(thread, attributes);
        }
    }

    private static Value CallKept(ThreadState thread, Value factory, params ReadOnlySpan<Value> arguments)
    {
        thread.Retain(factory);
        Value made = thread.Call(factory, arguments);
        thread.Release(factory);
        return made;
    }

    private void SetLast(ThreadState thread, Value element, bool isTail)
    {
        Value old = _last;
        _last = thread.Retain(element);
        _isTail = isTail;
        thread.Release(old);
    }

    private void Push(ThreadState thread, Value element)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, _open);
        _open.Add(thread.Retain(element));
    }

    /// <summary>Puts an element into the one that is open, or makes it the root.</summary>
    private bool TryAppend(ThreadState thread, Value element)
    {
        int depth = _open.Count;
        if (depth > 0)
        {
            return TryAppendTo(thread, _open.Get(thread, depth - 1), element);
        }

        if (!_root.IsNone)
        {
            return FailAtTop(thread);
        }

        _root = thread.Retain(element);
        return true;
    }

    private static bool TryAppendTo(ThreadState thread, Value parent, Value element)
    {
        bool appended = true;
        if (parent.Ref is ElementObject plain && ReferenceEquals(plain.Type, ElementMethods.Type) && element.Ref is ElementObject child)
        {
            plain.Append(thread, child);
        }
        else
        {
            Value result = thread.CallMethod(parent, s_append, element);
            appended = !result.IsError;
            thread.Release(result);
        }

        thread.Release(parent);
        return appended;
    }

    private static bool FailAtTop(ThreadState thread)
    {
        Value error = Member(thread, "xml.etree.ElementTree", s_parseError);
        if (!error.IsError)
        {
            Value exception = thread.Call(error, Value.Str("multiple elements on top level"));
            thread.Release(error);
            if (exception.Ref is ExceptionObject raised)
            {
                thread.RaiseObject(raised);
            }
        }

        return false;
    }

    private Value Single(ThreadState thread, Value factory, StrObject standard, bool inserts, ReadOnlySpan<Value> arguments)
    {
        Value maker = factory.IsNone ? Member(thread, "xml.etree._element", standard) : thread.Retain(factory);
        if (maker.IsError)
        {
            return maker;
        }

        Value element = thread.Call(maker, arguments);
        thread.Release(maker);
        if (element.IsError || !inserts)
        {
            return element;
        }

        if (!TryFlush(thread) || (_open.Count > 0 && !TryAppendTo(thread, _open.Get(thread, _open.Count - 1), element)))
        {
            thread.Release(element);
            return Value.Error;
        }

        SetLast(thread, element, isTail: true);
        return element;
    }

    private static Value Member(ThreadState thread, string moduleName, StrObject name)
    {
        Value module = Importing.ImportModule(thread, moduleName);
        Value member = module.IsError ? module : VM.Runtime.Attributes.Get(thread, module, name);
        thread.Release(module);
        return member;
    }
}

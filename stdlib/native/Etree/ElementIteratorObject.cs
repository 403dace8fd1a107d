using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>Walks an element and all below it in the document's order and gives the elements, or the text inside them. Elements may be added and taken away meanwhile.</summary>
public sealed class ElementIteratorObject : PyObject
{
    // The elements that are open, each with the position of its next child. The innermost is last.
    private Place[] _open = new Place[4];
    private int _depth;
    private ElementObject? _root;
    private Value _tag;
    private readonly bool _givesText;

    /// <summary>Element and tag (None for any) are borrowed.</summary>
    internal ElementIteratorObject(ThreadState thread, ElementObject root, Value tag, bool givesText)
        : base(thread, ElementIteratorMethods.Type)
    {
        RefCount.Retain(thread, root);
        _root = root;
        _tag = thread.Retain(tag);
        _givesText = givesText;
    }

    /// <summary>The next element or text, a new reference; End behind the last.</summary>
    internal Value Next(ThreadState thread)
    {
        while (true)
        {
            ElementObject? entered = _root;
            _root = null;
            if (entered is null)
            {
                if (_depth == 0)
                {
                    return Value.End;
                }

                ref Place top = ref _open[_depth - 1];
                entered = top.Element.LoadChild(thread, top.Next++);
                if (entered is null)
                {
                    ElementObject left = top.Element;
                    top = default;
                    _depth--;
                    Value tail = _givesText && _depth > 0 ? left.LoadTail(thread) : Value.None;
                    RefCount.Release(thread, left);
                    int isText = tail.IsNone ? 0 : Operators.IsTrue(thread, tail);
                    if (isText > 0)
                    {
                        return tail;
                    }

                    thread.Release(tail);
                    if (isText < 0)
                    {
                        return Value.Error;
                    }

                    continue;
                }
            }

            Push(entered);
            Value found = _givesText ? TextOf(thread, entered) : Matching(thread, entered);
            if (!found.IsUnbound)
            {
                return found;
            }
        }
    }

    /// <inheritdoc/>
    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_tag);
        _tag = Value.None;
        if (_root is { } root)
        {
            _root = null;
            RefCount.Release(thread, root);
        }

        while (_depth > 0)
        {
            ElementObject element = _open[--_depth].Element;
            _open[_depth] = default;
            RefCount.Release(thread, element);
        }
    }

    private Value Matching(ThreadState thread, ElementObject element)
    {
        if (!_tag.IsNone)
        {
            // The comparison may drop the element that has been pushed: it is kept alive by a reference of its own.
            RefCount.Retain(thread, element);
            int matches = ElementSearchMethods.HasTag(thread, element, _tag);
            if (matches > 0)
            {
                return Value.Of(element);
            }

            RefCount.Release(thread, element);
            return matches < 0 ? Value.Error : Value.Unbound;
        }

        RefCount.Retain(thread, element);
        return Value.Of(element);
    }

    /// <summary>The text of an element, Unbound when there is none; what comments and processing instructions say is no text.</summary>
    private static Value TextOf(ThreadState thread, ElementObject element)
    {
        Value tag = element.LoadTag(thread);
        bool isMarkup = !tag.IsNone && tag.Ref is not StrObject;
        thread.Release(tag);
        if (isMarkup)
        {
            return Value.Unbound;
        }

        Value text = element.LoadText(thread);
        if (text.IsNone)
        {
            return Value.Unbound;
        }

        int isText = Operators.IsTrue(thread, text);
        if (isText > 0)
        {
            return text;
        }

        thread.Release(text);
        return isText < 0 ? Value.Error : Value.Unbound;
    }

    private void Push(ElementObject element)
    {
        if (_depth == _open.Length)
        {
            Array.Resize(ref _open, _depth * 2);
        }

        _open[_depth++] = new Place { Element = element };
    }

    private struct Place
    {
        public ElementObject Element;
        public int Next;
    }
}

/// <summary>The methods of _element_iterator.</summary>
[PyType("_element_iterator", typeof(ElementIteratorObject), Module = "_elementtree", Locks = true)]
internal static class ElementIteratorMethods
{
    internal static readonly TypeObject Type = ElementTreeModule.MakeType("_element_iterator", TypeFlags.DisallowInstantiation, "_elementtree");

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ElementIteratorObject self) => self.Next(thread);
}

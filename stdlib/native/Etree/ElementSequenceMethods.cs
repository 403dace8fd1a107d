using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>An element as the sequence of the elements inside.</summary>
[PyType("Element", typeof(ElementObject), Module = "_elementtree", Holder = typeof(ElementMethods), Field = "Type")]
internal static class ElementSequenceMethods
{
    [PyMethod("__len__")]
    public static long Len(ElementObject self) => self.Count;

    [PyMethod("__bool__")]
    public static Value Bool(ThreadState thread, ElementObject self)
    {
        const string Message = "Testing an element's truth value will always return True in future versions.  Use specific 'len(elem)' or 'elem is not None' test instead.";
        return Warnings.Warn(thread, ExceptionTypes.DeprecationWarning, Message) ? Value.Bool(self.Count > 0) : Value.Error;
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, ElementObject self)
    {
        if (self.Children is { } children)
        {
            return Value.Of(ListIteratorObject.Of(thread, children));
        }

        ListObject nothing = ListObject.New(thread);
        Value iterator = Value.Of(ListIteratorObject.Of(thread, nothing));
        RefCount.Release(thread, nothing);
        return iterator;
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, ElementObject self, Value index)
    {
        if (index.Ref is SliceObject)
        {
            return Items.Get(thread, Value.Of(self.EnsureChildren(thread)), index);
        }

        if (!TryPosition(thread, self, index, out long position))
        {
            return Value.Error;
        }

        Value child = self.Children is { } children && position >= 0 && position < children.Count ? children.Get(thread, (int)position) : Value.Unbound;
        return child.IsUnbound ? thread.IndexError("child index out of range") : child;
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, ElementObject self, Value index, Value value)
    {
        if (index.Ref is SliceObject)
        {
            return TrySetSlice(thread, self, index, value);
        }

        if (!TryPosition(thread, self, index, out long position))
        {
            return false;
        }

        if (position < 0 || position >= self.Count)
        {
            thread.IndexError("child assignment index out of range");
            return false;
        }

        if (value.Ref is not ElementObject)
        {
            ElementArguments.NotAnElement(thread, value);
            return false;
        }

        return Items.Set(thread, Value.Of(self.EnsureChildren(thread)), Value.Int(position), value);
    }

    [PyMethod("__delitem__")]
    public static bool DeleteItem(ThreadState thread, ElementObject self, Value index)
    {
        if (index.Ref is not SliceObject)
        {
            if (!TryPosition(thread, self, index, out long position))
            {
                return false;
            }

            if (position < 0 || position >= self.Count)
            {
                thread.IndexError("child assignment index out of range");
                return false;
            }
        }

        return Items.Delete(thread, Value.Of(self.EnsureChildren(thread)), index);
    }

    [PyMethod(Doc = "Adds an element behind those inside.")]
    public static Value Append(ThreadState thread, ElementObject self, Value subelement)
    {
        if (!TryElement(thread, "append() argument 1", subelement, out ElementObject? child))
        {
            return Value.Error;
        }

        self.Append(thread, child!);
        return Value.None;
    }

    [PyMethod(Doc = "Adds elements behind those inside.")]
    public static Value Extend(ThreadState thread, ElementObject self, Value elements)
    {
        Value iterator = Items.Iterator(thread, elements);
        if (iterator.IsError)
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? thread.TypeError("'elements' must be an iterable") : iterator;
        }

        // What is extended may be among what it is extended by.
        Value all = thread.Call(Value.Of(BuiltinTypes.List), iterator);
        thread.Release(iterator);
        if (all.IsError)
        {
            return all;
        }

        var list = (ListObject)all.Ref!;
        for (int i = 0; i < list.Count; i++)
        {
            if (list.Peek(i).Ref is not ElementObject child)
            {
                ElementArguments.NotAnElement(thread, list.Peek(i));
                thread.Release(all);
                return Value.Error;
            }

            self.Append(thread, child);
        }

        thread.Release(all);
        return Value.None;
    }

    [PyMethod(Doc = "Puts an element before the one at the index.")]
    public static Value Insert(ThreadState thread, ElementObject self, long index, Value subelement)
    {
        if (!TryElement(thread, "insert() argument 2", subelement, out _))
        {
            return Value.Error;
        }

        ListObject children = self.EnsureChildren(thread);
        using CriticalSection.Scope section = CriticalSection.Enter(thread, children);
        return ListMethods.Insert(thread, children, index, subelement);
    }

    [PyMethod(Doc = "Takes an element out: it itself, or the first that equals it.")]
    public static Value Remove(ThreadState thread, ElementObject self, Value subelement)
    {
        if (!TryElement(thread, "remove() argument", subelement, out ElementObject? wanted))
        {
            return Value.Error;
        }

        ListObject children = self.EnsureChildren(thread);
        using CriticalSection.Scope section = CriticalSection.Enter(thread, children);
        for (int i = 0; i < children.Count; i++)
        {
            if (ReferenceEquals(children.Peek(i).Ref, wanted))
            {
                thread.Release(children.TakeAt(i));
                return Value.None;
            }
        }

        int index = ListMethods.Find(thread, children, subelement, 0, int.MaxValue);
        if (index < 0)
        {
            return index == ListMethods.Failed ? Value.Error : thread.ValueError("Element.remove(x): element not found");
        }

        // __eq__ may have changed the list.
        if (index < children.Count)
        {
            thread.Release(children.TakeAt(index));
        }

        return Value.None;
    }

    private static bool TrySetSlice(ThreadState thread, ElementObject self, Value slice, Value elements)
    {
        Value all = ListOf(thread, elements);
        if (all.IsError)
        {
            return false;
        }

        var list = (ListObject)all.Ref!;
        for (int i = 0; i < list.Count; i++)
        {
            if (list.Peek(i).Ref is not ElementObject)
            {
                ElementArguments.NotAnElement(thread, list.Peek(i));
                thread.Release(all);
                return false;
            }
        }

        bool set = Items.Set(thread, Value.Of(self.EnsureChildren(thread)), slice, all);
        thread.Release(all);
        return set;
    }

    /// <summary>A list of an iterable's items, of which nobody else knows.</summary>
    private static Value ListOf(ThreadState thread, Value iterable)
    {
        if (iterable.Ref is ElementObject element)
        {
            return element.Children is { } children ? ListMethods.Copy(thread, children) : Value.Of(ListObject.New(thread));
        }

        return thread.Call(Value.Of(BuiltinTypes.List), iterable);
    }

    /// <summary>A position counted from the start; not held to the bounds.</summary>
    private static bool TryPosition(ThreadState thread, ElementObject self, Value index, out long position)
    {
        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError("element indices must be integers");
            position = 0;
            return false;
        }

        if (!Operators.TryIndex(thread, index, out position, ExceptionTypes.IndexError))
        {
            return false;
        }

        position += position < 0 ? self.Count : 0;
        return true;
    }

    private static bool TryElement(ThreadState thread, string what, Value value, out ElementObject? element)
    {
        element = value.Ref as ElementObject;
        if (element is null)
        {
            thread.TypeError($"{what} must be xml.etree.ElementTree.Element, not {value.Type.Name}");
            return false;
        }

        return true;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>Searching below an element: plain tags here, paths by the module xml.etree.ElementPath.</summary>
[PyType("Element", typeof(ElementObject), Module = "_elementtree", Holder = typeof(ElementMethods), Field = "Type")]
internal static class ElementSearchMethods
{
    private static readonly StrObject s_find = StrObject.Intern("find");
    private static readonly StrObject s_findAll = StrObject.Intern("findall");
    private static readonly StrObject s_findText = StrObject.Intern("findtext");
    private static readonly StrObject s_iterFind = StrObject.Intern("iterfind");

    [PyMethod(Doc = "The first element that the tag or path leads to, or None.")]
    public static Value Find(ThreadState thread, ElementObject self, [Keyword] Value path, [Keyword, Optional("None")] Value namespaces)
    {
        if (!IsTag(path, namespaces))
        {
            return ByPath(thread, s_find, [Value.Of(self), path, OrNone(namespaces)]);
        }

        for (int i = 0; self.LoadChild(thread, i) is { } child; i++)
        {
            int equal = HasTag(thread, child, path);
            if (equal > 0)
            {
                return Value.Of(child);
            }

            RefCount.Release(thread, child);
            if (equal < 0)
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    [PyMethod("findtext", Doc = "The text of the first element that the tag or path leads to.")]
    public static Value FindText(ThreadState thread, ElementObject self, [Keyword] Value path, [Keyword, Optional("None")] Value @default, [Keyword, Optional("None")] Value namespaces)
    {
        if (!IsTag(path, namespaces))
        {
            return ByPath(thread, s_findText, [Value.Of(self), path, OrNone(@default), OrNone(namespaces)]);
        }

        Value found = Find(thread, self, path, namespaces);
        if (found.Ref is not ElementObject element)
        {
            return found.IsError ? found : thread.Retain(OrNone(@default));
        }

        Value text = element.LoadText(thread);
        thread.Release(found);
        return text.IsNone ? Value.Of(StrObject.Empty) : text;
    }

    [PyMethod("findall", Doc = "All elements that the tag or path leads to, a list.")]
    public static Value FindAll(ThreadState thread, ElementObject self, [Keyword] Value path, [Keyword, Optional("None")] Value namespaces)
    {
        if (!IsTag(path, namespaces))
        {
            return ByPath(thread, s_findAll, [Value.Of(self), path, OrNone(namespaces)]);
        }

        ListObject all = ListObject.New(thread);
        for (int i = 0; self.LoadChild(thread, i) is { } child; i++)
        {
            int equal = HasTag(thread, child, path);
            if (equal > 0)
            {
                all.Add(Value.Of(child));
                continue;
            }

            RefCount.Release(thread, child);
            if (equal < 0)
            {
                RefCount.Release(thread, all);
                return Value.Error;
            }
        }

        return Value.Of(all);
    }

    [PyMethod("iterfind", Doc = "All elements that the tag or path leads to, an iterator.")]
    public static Value IterFind(ThreadState thread, ElementObject self, [Keyword] Value path, [Keyword, Optional("None")] Value namespaces) =>
        ByPath(thread, s_iterFind, [Value.Of(self), path, OrNone(namespaces)]);

    [PyMethod(Doc = "This element and all below it, in the document's order; those of the tag, if one is given.")]
    public static Value Iter(ThreadState thread, ElementObject self, [Keyword, Optional("None")] Value tag)
    {
        bool takesAll = tag.IsUnbound || tag.IsNone || (tag.Ref is StrObject { Length: 1, IsWide: false } text && text.Chars[0] == '*');
        return Value.Of(new ElementIteratorObject(thread, self, takesAll ? Value.None : tag, givesText: false));
    }

    [PyMethod("itertext", Doc = "All text inside, piece by piece.")]
    public static Value IterText(ThreadState thread, ElementObject self) => Value.Of(new ElementIteratorObject(thread, self, Value.None, givesText: true));

    /// <summary>Whether an element has the tag: 1, 0, or -1 with an exception set. A comparison may run user code.</summary>
    internal static int HasTag(ThreadState thread, ElementObject element, Value tag)
    {
        Value own = element.LoadTag(thread);
        if (own.Same(tag))
        {
            thread.Release(own);
            return 1;
        }

        if (own.Ref is StrObject { IsExact: true } left && tag.Ref is StrObject { IsExact: true } right)
        {
            return left.TextEquals(right) ? 1 : 0;
        }

        int equal = Comparison.Equal(thread, own, tag);
        thread.Release(own);
        return equal;
    }

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;

    /// <summary>True for what needs no search by path.</summary>
    private static bool IsTag(Value path, Value namespaces)
    {
        if (!OrNone(namespaces).IsNone)
        {
            return false;
        }

        return path.Ref is StrObject text && !text.IsWide && text.Chars.IndexOfAny("/*[@.{}") < 0;
    }

    private static Value ByPath(ThreadState thread, StrObject function, ReadOnlySpan<Value> arguments)
    {
        Value module = Importing.ImportModule(thread, "xml.etree.ElementPath");
        if (module.IsError)
        {
            return module;
        }

        Value result = thread.CallMethod(module, function, arguments);
        thread.Release(module);
        return result;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>Making, copying and changing elements. Searching is in <see cref="ElementSearchMethods"/>, the sequence in <see cref="ElementSequenceMethods"/>.</summary>
[PyType("Element", typeof(ElementObject), Module = "_elementtree")]
internal static class ElementMethods
{
    internal static readonly TypeObject Type = ElementTreeModule.MakeType("Element", TypeFlags.BaseType | TypeFlags.HasWeakReferences);

    private static readonly StrObject s_tag = StrObject.Intern("tag");
    private static readonly StrObject s_text = StrObject.Intern("text");
    private static readonly StrObject s_tail = StrObject.Intern("tail");
    private static readonly StrObject s_attrib = StrObject.Intern("attrib");
    private static readonly StrObject s_children = StrObject.Intern("_children");
    private static readonly StrObject s_deepCopy = StrObject.Intern("deepcopy");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new ElementObject(thread, cls));

    [PyMethod("__init__")]
    public static bool Init(ThreadState thread, ElementObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!ElementArguments.TryRead(thread, "Element", 1, arguments, keywords, out DictObject? attributes))
        {
            return false;
        }

        self.StoreTag(thread, thread.Retain(arguments[0]));
        self.StoreAttributes(thread, attributes);
        return true;
    }

    [PyGetter("tag", Doc = "A string identifying what kind of data this element represents")]
    public static Value Tag(ThreadState thread, ElementObject self) => self.LoadTag(thread);

    [PySetter("tag")]
    public static bool SetTag(ThreadState thread, ElementObject self, Value value)
    {
        if (RefusesDeletion(thread, value))
        {
            return false;
        }

        self.StoreTag(thread, thread.Retain(value));
        return true;
    }

    [PyGetter("text", Doc = "A string of text directly after the start tag, or None")]
    public static Value Text(ThreadState thread, ElementObject self) => self.LoadText(thread);

    [PySetter("text")]
    public static bool SetText(ThreadState thread, ElementObject self, Value value)
    {
        if (RefusesDeletion(thread, value))
        {
            return false;
        }

        self.StoreText(thread, thread.Retain(value));
        return true;
    }

    [PyGetter("tail", Doc = "A string of text directly after the end tag, or None")]
    public static Value Tail(ThreadState thread, ElementObject self) => self.LoadTail(thread);

    [PySetter("tail")]
    public static bool SetTail(ThreadState thread, ElementObject self, Value value)
    {
        if (RefusesDeletion(thread, value))
        {
            return false;
        }

        self.StoreTail(thread, thread.Retain(value));
        return true;
    }

    [PyGetter("attrib", Doc = "A dictionary containing the element's attributes")]
    public static Value Attributes(ThreadState thread, ElementObject self) => Value.Of(self.LoadAttributes(thread));

    [PySetter("attrib")]
    public static bool SetAttributes(ThreadState thread, ElementObject self, Value value)
    {
        if (RefusesDeletion(thread, value))
        {
            return false;
        }

        if (value.Ref is not DictObject attributes)
        {
            thread.TypeError($"attrib must be dict, not {value.Type.Name}");
            return false;
        }

        RefCount.Retain(thread, attributes);
        self.StoreAttributes(thread, attributes);
        return true;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ElementObject self)
    {
        if (!ReprGuard.Enter(thread, self))
        {
            return thread.RuntimeError($"reentrant call inside {self.Type.Name}.__repr__");
        }

        Value tag = self.LoadTag(thread);
        string? text = Operators.ReprText(thread, tag);
        thread.Release(tag);
        ReprGuard.Leave(thread);
        return text is null ? Value.Error : Value.Str($"<Element {text} at {ObjectMethods.Address(Value.Of(self))}>");
    }

    [PyMethod("makeelement", Doc = "A new element of the tag and attributes.")]
    public static Value MakeElement(ThreadState thread, ElementObject self, Value tag, Value attrib)
    {
        if (attrib.Ref is not DictObject attributes)
        {
            return thread.TypeError($"makeelement() argument 2 must be dict, not {attrib.Type.Name}");
        }

        return Value.Of(new ElementObject(thread, thread.Retain(tag), ElementArguments.Copy(thread, attributes)));
    }

    [PyMethod("__copy__")]
    public static Value Copy(ThreadState thread, ElementObject self)
    {
        // The copy has the same dict, as CPython's.
        var copy = new ElementObject(thread, self.LoadTag(thread), self.LoadAttributes(thread));
        copy.StoreText(thread, self.LoadText(thread));
        copy.StoreTail(thread, self.LoadTail(thread));
        for (int i = 0; self.LoadChild(thread, i) is { } child; i++)
        {
            copy.Append(thread, child);
            RefCount.Release(thread, child);
        }

        return Value.Of(copy);
    }

    [PyMethod("__deepcopy__")]
    public static Value DeepCopy(ThreadState thread, ElementObject self, Value memo)
    {
        Value module = Importing.ImportModule(thread, "copy");
        Value deepCopy = module.IsError ? module : VM.Runtime.Attributes.Get(thread, module, s_deepCopy);
        thread.Release(module);
        if (deepCopy.IsError)
        {
            return deepCopy;
        }

        Value copy = DeepCopy(thread, self, memo, deepCopy);
        thread.Release(deepCopy);
        return copy;
    }

    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, ElementObject self)
    {
        DictObject state = DictObject.New(thread);
        state.SetName(thread, s_tag, self.LoadTag(thread));
        Value children = self.Children is { } list ? ListMethods.Copy(thread, list) : Value.Of(ListObject.New(thread));
        state.SetName(thread, s_children, children);
        state.SetName(thread, s_attrib, Value.Of(self.LoadAttributes(thread)));
        state.SetName(thread, s_text, self.LoadText(thread));
        state.SetName(thread, s_tail, self.LoadTail(thread));
        return Value.Of(state);
    }

    [PyMethod("__setstate__")]
    public static Value SetState(ThreadState thread, ElementObject self, Value state)
    {
        if (state.Ref is not DictObject values)
        {
            string? text = Operators.ReprText(thread, state);
            return text is null ? Value.Error : thread.TypeError($"Don't know how to unpickle \"{text}\" as an Element");
        }

        self.StoreTag(thread, OrNone(values.LoadName(thread, s_tag)));
        self.StoreText(thread, OrNone(values.LoadName(thread, s_text)));
        self.StoreTail(thread, OrNone(values.LoadName(thread, s_tail)));
        Value children = values.LoadName(thread, s_children);
        if (!children.IsUnbound)
        {
            Value slice = Value.Of(new SliceObject(thread, Value.None, Value.None, Value.None));
            bool replaced = ElementSequenceMethods.SetItem(thread, self, slice, children);
            thread.Release(slice);
            thread.Release(children);
            if (!replaced)
            {
                return Value.Error;
            }
        }

        Value attributes = values.LoadName(thread, s_attrib);
        if (!attributes.IsUnbound)
        {
            bool set = SetAttributes(thread, self, attributes);
            thread.Release(attributes);
            if (!set)
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    [PyMethod(Doc = "Takes everything away but the tag.")]
    public static void Clear(ThreadState thread, ElementObject self) => self.Clear(thread);

    [PyMethod(Doc = "The value of an attribute.")]
    public static Value Get(ThreadState thread, ElementObject self, [Keyword] Value key, [Keyword, Optional("None")] Value @default)
    {
        Value found = Value.Unbound;
        if (self.TryLoadAttributes(thread) is { } attributes)
        {
            found = attributes.Load(thread, key);
            RefCount.Release(thread, attributes);
        }

        return !found.IsUnbound ? found : @default.IsUnbound ? Value.None : thread.Retain(@default);
    }

    [PyMethod(Doc = "Sets an attribute.")]
    public static Value Set(ThreadState thread, ElementObject self, Value key, Value value)
    {
        DictObject attributes = self.LoadAttributes(thread);
        bool set = attributes.Set(thread, key, value);
        RefCount.Release(thread, attributes);
        return set ? Value.None : Value.Error;
    }

    [PyMethod(Doc = "The names of the attributes, a list.")]
    public static Value Keys(ThreadState thread, ElementObject self) => List(thread, self, static (thread, key, value) =>
    {
        thread.Release(value);
        return key;
    });

    [PyMethod(Doc = "The attributes as pairs, a list.")]
    public static Value Items(ThreadState thread, ElementObject self) => List(thread, self, static (thread, key, value) => Value.Of(TupleObject.Steal(thread, [key, value])));

    private static Value List(ThreadState thread, ElementObject self, Func<ThreadState, Value, Value, Value> choose)
    {
        ListObject list = ListObject.New(thread);
        if (self.TryLoadAttributes(thread) is { } attributes)
        {
            for (int place = 0; DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
            {
                list.Add(choose(thread, key, value));
            }

            RefCount.Release(thread, attributes);
        }

        return Value.Of(list);
    }

    private static Value DeepCopy(ThreadState thread, ElementObject self, Value memo, Value deepCopy)
    {
        if (!StackGuard.Enter(thread))
        {
            return Value.Error;
        }

        Value tag = DeepCopyOf(thread, self.LoadTag(thread), memo, deepCopy);
        DictObject? attributes = self.TryLoadAttributes(thread);
        Value copied = tag.IsError || attributes is null ? Value.None : DeepCopyOf(thread, Value.Of(attributes), memo, deepCopy);
        if (tag.IsError || copied.IsError)
        {
            thread.Release(tag);
            StackGuard.Leave(thread);
            return Value.Error;
        }

        var copy = new ElementObject(thread, tag, copied.Ref as DictObject);
        bool succeeded = TryDeepCopyInside(thread, self, copy, memo, deepCopy);
        StackGuard.Leave(thread);
        if (!succeeded)
        {
            RefCount.Release(thread, copy);
            return Value.Error;
        }

        return Value.Of(copy);
    }

    private static bool TryDeepCopyInside(ThreadState thread, ElementObject self, ElementObject copy, Value memo, Value deepCopy)
    {
        Value text = DeepCopyOf(thread, self.LoadText(thread), memo, deepCopy);
        if (text.IsError)
        {
            return false;
        }

        copy.StoreText(thread, text);
        Value tail = DeepCopyOf(thread, self.LoadTail(thread), memo, deepCopy);
        if (tail.IsError)
        {
            return false;
        }

        copy.StoreTail(thread, tail);

        // Known before the children are copied, as in CPython's: one of them may lead back here.
        if (memo.Ref is DictObject known && !known.Set(thread, Value.Int(ObjectIdentity.Of(Value.Of(self))), Value.Of(copy)))
        {
            return false;
        }

        for (int i = 0; self.LoadChild(thread, i) is { } child; i++)
        {
            Value inner = thread.Call(deepCopy, Value.Of(child), memo);
            RefCount.Release(thread, child);
            if (inner.IsError)
            {
                return false;
            }

            if (inner.Ref is not ElementObject element)
            {
                ElementArguments.NotAnElement(thread, inner);
                thread.Release(inner);
                return false;
            }

            copy.Append(thread, element);
            thread.Release(inner);
        }

        return true;
    }

    /// <summary>copy.deepcopy of a value whose reference moves in; what cannot be changed is its own copy.</summary>
    private static Value DeepCopyOf(ThreadState thread, Value value, Value memo, Value deepCopy)
    {
        if (value.IsNone || value.Ref is StrObject { IsExact: true })
        {
            return value;
        }

        Value copy = thread.Call(deepCopy, value, memo);
        thread.Release(value);
        return copy;
    }

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;

    private static bool RefusesDeletion(ThreadState thread, Value value)
    {
        if (value.IsUnbound)
        {
            thread.Raise(ExceptionTypes.AttributeError, "can't delete element attribute");
            return true;
        }

        return false;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of dict that are not operators (Objects/dictobject.c).</summary>
[PyType("dict", typeof(DictObject), Locks = true, Doc = "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)")]
internal static class DictMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(ReferenceEquals(cls, BuiltinTypes.Dict) ? DictObject.New(thread) : new DictObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, DictObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        DictUpdate.Update(thread, self, "dict", arguments, keywords);

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyClassMethod("fromkeys", Doc = "Create a new dictionary with keys from iterable and values set to value.")]
    public static Value FromKeys(ThreadState thread, TypeObject cls, Value iterable, [Optional("None")] Value value)
    {
        value = value.IsUnbound ? Value.None : value;
        Value made = ReferenceEquals(cls, BuiltinTypes.Dict) ? Value.Of(DictObject.New(thread)) : thread.Call(Value.Of(cls));
        if (made.IsError)
        {
            return made;
        }

        if (made.Ref is DictObject { Used: 0 } fresh && ReferenceEquals(fresh.Type, BuiltinTypes.Dict) && iterable.Ref is SetObject set)
        {
            return DictUpdate.AddKeys(thread, fresh, set, value) ? made : FailedKeys(thread, made);
        }

        using var keys = new Iteration(thread, iterable);
        bool failed = keys.Failed;
        while (!failed && keys.MoveNext(out Value key))
        {
            failed = made.Ref is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict)
                ? !dict.Set(thread, key, value)
                : !Items.Set(thread, made, key, value);
            thread.Release(key);
        }

        return failed || keys.Failed ? FailedKeys(thread, made) : made;
    }

    private static Value FailedKeys(ThreadState thread, Value made)
    {
        thread.Release(made);
        return Value.Error;
    }

    [PyMethod(Doc = "Remove all items from the dict.")]
    public static void Clear(ThreadState thread, DictObject self) => self.ReleaseAll(thread);

    [PyMethod(Doc = "Return a shallow copy of the dict.")]
    public static Value Copy(ThreadState thread, DictObject self)
    {
        DictObject copy = DictObject.New(thread);
        copy.CopyFrom(thread, self);
        return Value.Of(copy);
    }

    [PyMethod(LockFree = true, Doc = "Return the value for key if key is in the dictionary, else default.")]
    public static Value Get(ThreadState thread, DictObject self, Value key, [Optional("None")] Value @default)
    {
        Value found = self.Load(thread, key);
        return !found.IsUnbound ? found : @default.IsUnbound ? Value.None : thread.Retain(@default);
    }

    [PyMethod("setdefault", Doc = "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.")]
    public static Value SetDefault(ThreadState thread, DictObject self, Value key, [Optional("None")] Value @default)
    {
        int position = self.Find(thread, key, out long hash);
        if (position == DictObject.Failed)
        {
            return Value.Error;
        }

        if (position >= 0)
        {
            return Slot.Load(thread, self.Keys.Entries[position].Content);
        }

        @default = @default.IsUnbound ? Value.None : @default;
        self.Insert(thread.Retain(key), hash, thread.Retain(@default));
        return thread.Retain(@default);
    }

    [PyMethod(Doc = "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.")]
    public static Value Pop(ThreadState thread, DictObject self, Value key, [Optional] Value @default)
    {
        // An empty dict does not look at the key, not even at its hash.
        int position = self.Used == 0 ? DictObject.NotFound : self.Find(thread, key, out _);
        if (position < 0)
        {
            return position == DictObject.Failed ? Value.Error : @default.IsUnbound ? thread.KeyError(key) : thread.Retain(@default);
        }

        Value own = self.TakeAt(position, out object? content);
        Value value = Slot.Peek(content);
        thread.Release(own);
        return value;
    }

    [PyMethod("popitem", Doc = "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.")]
    public static Value PopItem(ThreadState thread, DictObject self)
    {
        int position = self.Keys.LastUsed();
        if (position < 0)
        {
            return thread.KeyError(Value.Str("popitem(): dictionary is empty"));
        }

        Value key = self.TakeAt(position, out object? content);
        return Value.Of(TupleObject.Steal(thread, [key, Slot.Peek(content)]));
    }

    [PyMethod(Doc = "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]")]
    public static Value Update(ThreadState thread, DictObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        DictUpdate.Update(thread, self, "update", arguments, keywords);

    [PyMethod(LockFree = true, Doc = "Return a set-like object providing a view on the dict's keys.")]
    public static Value Keys(ThreadState thread, DictObject self) => Value.Of(new DictViewObject(thread, BuiltinTypes.DictKeys, self));

    [PyMethod("items", LockFree = true, Doc = "Return a set-like object providing a view on the dict's items.")]
    public static Value ItemsView(ThreadState thread, DictObject self) => Value.Of(new DictViewObject(thread, BuiltinTypes.DictItems, self));

    [PyMethod(LockFree = true, Doc = "Return an object providing a view on the dict's values.")]
    public static Value Values(ThreadState thread, DictObject self) => Value.Of(new DictViewObject(thread, BuiltinTypes.DictValues, self));

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the dict keys.")]
    public static Value Reversed(ThreadState thread, DictObject self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictReverseKeyIterator, DictPart.Keys, self, reversed: true));

    [PyMethod("__sizeof__", Doc = "Return the size of the dict in memory.")]
    public static long SizeOf(DictObject self) => 64 + (4L * self.Keys.Index.Length) + (32L * self.Keys.Entries.Length);
}

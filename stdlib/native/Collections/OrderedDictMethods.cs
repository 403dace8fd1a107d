using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The methods of OrderedDict that differ from dict's (Objects/odictobject.c).</summary>
[PyType("OrderedDict", typeof(OrderedDictObject), Module = "_collections", Locks = true, Doc = "Dictionary that remembers insertion order")]
internal static class OrderedDictMethods
{
    internal static readonly TypeObject Type =
        CollectionsModule.MakeType("OrderedDict", BuiltinTypes.Dict, TypeFlags.BaseType | TypeFlags.Mapping | TypeFlags.HasDict | TypeFlags.HasWeakReferences);

    private static readonly StrObject s_items = StrObject.Intern("items");
    private static readonly StrObject s_getState = StrObject.Intern("__getstate__");

    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new OrderedDictObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, OrderedDictObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        return positional > 1
            ? thread.TypeError($"expected at most 1 argument, got {positional}")
            : OrderedDictUpdate.Update(thread, Value.Of(self), arguments, keywords);
    }

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, OrderedDictObject self) => InstanceDict.Get(thread, Value.Of(self));

    [PySetter("__dict__")]
    public static bool SetDict(ThreadState thread, OrderedDictObject self, Value value) => InstanceDict.Set(thread, Value.Of(self), value);

    [PyClassMethod("fromkeys", Doc = "Create a new ordered dictionary with keys from iterable and values set to value.")]
    public static Value FromKeys(ThreadState thread, TypeObject cls, [Keyword] Value iterable, [Optional("None")] Value value)
    {
        value = value.IsUnbound ? Value.None : value;
        Value made = thread.Call(Value.Of(cls));
        if (made.IsError)
        {
            return made;
        }

        using var keys = new Iteration(thread, iterable);
        bool succeeded = true;
        while (succeeded && keys.MoveNext(out Value key))
        {
            succeeded = OrderedDictUpdate.TrySet(thread, made, key, value);
            thread.Release(key);
        }

        return Checked(thread, made, succeeded && !keys.Failed);
    }

    [PyMethod("update", Doc = "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.")]
    public static Value Update(ThreadState thread, OrderedDictObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        OrderedDictUpdate.Update(thread, Value.Of(self), arguments, keywords);

    [PyMethod("setdefault", Doc = "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.")]
    public static Value SetDefault(ThreadState thread, OrderedDictObject self, [Keyword] Value key, [Optional("None")] Value @default)
    {
        if (ReferenceEquals(self.Type, Type))
        {
            return DictMethods.SetDefault(thread, self, key, @default);
        }

        @default = @default.IsUnbound ? Value.None : @default;
        int found = Items.Contains(thread, Value.Of(self), key);
        if (found != 0)
        {
            return found < 0 ? Value.Error : Items.Get(thread, Value.Of(self), key);
        }

        return Items.Set(thread, Value.Of(self), key, @default) ? thread.Retain(@default) : Value.Error;
    }

    [PyMethod("pop", Doc = "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.")]
    public static Value Pop(ThreadState thread, OrderedDictObject self, [Keyword] Value key, [Optional] Value @default) =>
        DictMethods.Pop(thread, self, key, @default);

    [PyMethod("popitem", Doc = "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.")]
    public static Value PopItem(ThreadState thread, OrderedDictObject self, [Keyword] bool last = true)
    {
        int position = last ? self.Keys.LastUsed() : self.Keys.FirstUsed();
        if (position < 0)
        {
            return thread.KeyError(Value.Str("dictionary is empty"));
        }

        Value key = self.TakeAt(position, out object? content);
        return Value.Of(TupleObject.Steal(thread, [key, Slot.Peek(content)]));
    }

    [PyMethod("move_to_end", Doc = "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.")]
    public static Value MoveToEnd(ThreadState thread, OrderedDictObject self, [Keyword] Value key, bool last = true)
    {
        int position = self.Find(thread, key, out long hash);
        if (position < 0)
        {
            return position == DictObject.Failed ? Value.Error : thread.KeyError(key);
        }

        self.MoveToEnd(position, hash, last);
        return Value.None;
    }

    [PyMethod("copy", Doc = "od.copy() -> a shallow copy of od")]
    public static Value Copy(ThreadState thread, OrderedDictObject self)
    {
        if (ReferenceEquals(self.Type, Type))
        {
            var copy = new OrderedDictObject(thread, Type);
            copy.CopyFrom(thread, self);
            return Value.Of(copy);
        }

        Value made = thread.Call(Value.Of(self.Type));
        if (made.IsError)
        {
            return made;
        }

        using var keys = new Iteration(thread, Value.Of(self));
        bool succeeded = true;
        while (succeeded && keys.MoveNext(out Value key))
        {
            Value value = Items.Get(thread, Value.Of(self), key);
            succeeded = !value.IsError && Items.Set(thread, made, key, value);
            thread.Release(value);
            thread.Release(key);
        }

        return Checked(thread, made, succeeded && !keys.Failed);
    }

    [PyMethod("keys")]
    public static Value Keys(ThreadState thread, OrderedDictObject self) => Value.Of(new DictViewObject(thread, OrderedDictKeysMethods.Type, self));

    [PyMethod("values")]
    public static Value Values(ThreadState thread, OrderedDictObject self) => Value.Of(new DictViewObject(thread, OrderedDictValuesMethods.Type, self));

    [PyMethod("items")]
    public static Value ItemsView(ThreadState thread, OrderedDictObject self) => Value.Of(new DictViewObject(thread, OrderedDictItemsMethods.Type, self));

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, OrderedDictObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Keys, self, reversed: false));

    [PyMethod("__reversed__", Doc = "od.__reversed__() <==> reversed(od)")]
    public static Value Reversed(ThreadState thread, OrderedDictObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Keys, self, reversed: true));

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other)
    {
        int equal = AreEqual(thread, self, other);
        return equal == Inapplicable ? Value.NotImplemented : equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other)
    {
        int equal = AreEqual(thread, self, other);
        return equal == Inapplicable ? Value.NotImplemented : equal < 0 ? Value.Error : Value.Bool(equal == 0);
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => Union(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => Union(thread, other, self);

    [PyMethod("__ior__")]
    public static Value IOr(ThreadState thread, Value self, Value other) =>
        OrderedDictUpdate.TryMerge(thread, self, other) ? thread.Retain(self) : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, OrderedDictObject self)
    {
        if (self.Count == 0)
        {
            return Value.Str($"{self.Type.ShortName}()");
        }

        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("...");
        }

        string? items = DictOperators.ItemsText(thread, self);
        ReprGuard.Leave(thread);
        return items is null ? Value.Error : Value.Str($"{self.Type.ShortName}({items})");
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling")]
    public static Value Reduce(ThreadState thread, OrderedDictObject self)
    {
        Value state = thread.CallMethod(Value.Of(self), s_getState);
        if (state.IsError)
        {
            return state;
        }

        Value items = thread.CallMethod(Value.Of(self), s_items);
        Value iterator = items.IsError ? items : Items.Iterator(thread, items);
        thread.Release(items);
        if (iterator.IsError)
        {
            thread.Release(state);
            return iterator;
        }

        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(TupleObject.Empty), state, Value.None, iterator]));
    }

    private const int Inapplicable = -2;

    /// <summary>Equality, of the orders too when both are OrderedDicts: 1, 0, -1 when an exception is set, or Inapplicable.</summary>
    private static int AreEqual(ThreadState thread, Value self, Value other)
    {
        if (other.Ref is not DictObject right)
        {
            return Inapplicable;
        }

        var left = (OrderedDictObject)self.Ref!;
        int equal = DictOperators.AreEqual(thread, left, right);
        if (equal <= 0 || right is not OrderedDictObject)
        {
            return equal;
        }

        int i = 0;
        int j = 0;
        int leftVersion = left.KeyVersion;
        int rightVersion = right.KeyVersion;
        while (DictWalk.MoveNext(thread, left, ref i, out Value a, out Value aValue))
        {
            thread.Release(aValue);
            if (!DictWalk.MoveNext(thread, right, ref j, out Value b, out Value bValue))
            {
                thread.Release(a);
                return 0;
            }

            thread.Release(bValue);
            int same = Comparison.Equal(thread, a, b);
            thread.Release(a);
            thread.Release(b);
            if (same >= 0 && (leftVersion != left.KeyVersion || rightVersion != right.KeyVersion))
            {
                thread.RuntimeError("OrderedDict mutated during iteration");
                return -1;
            }

            if (same <= 0)
            {
                return same;
            }
        }

        // The comparison of the items may have taken some out of the left one.
        return left.Count == right.Count ? 1 : 0;
    }

    private static Value Union(ThreadState thread, Value left, Value right)
    {
        if (left.Ref is not DictObject || right.Ref is not DictObject)
        {
            return Value.NotImplemented;
        }

        TypeObject type = (left.Ref as OrderedDictObject ?? right.Ref).Type;
        Value union = thread.Call(Value.Of(type), left);
        return union.IsError ? union : Checked(thread, union, OrderedDictUpdate.TryMerge(thread, union, right));
    }

    private static Value Checked(ThreadState thread, Value result, bool succeeded)
    {
        if (succeeded)
        {
            return result;
        }

        thread.Release(result);
        return Value.Error;
    }
}

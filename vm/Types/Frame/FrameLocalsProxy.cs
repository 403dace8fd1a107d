using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>f_locals of a function's frame (PEP 667).</summary>
public sealed class FrameLocalsProxyObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal FrameLocalsProxyObject(ThreadState thread, FrameObject frame)
        : base(thread, BuiltinTypes.FrameLocalsProxy)
    {
        Frame = frame;
    }

    internal FrameObject Frame { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Frame);
}

[PyType("FrameLocalsProxy", typeof(FrameLocalsProxyObject))]
internal static class FrameLocalsProxyMethods
{
    private static readonly StrObject s_items = StrObject.Intern("items");
    private static readonly StrObject s_values = StrObject.Intern("values");
    private static readonly StrObject s_copy = StrObject.Intern("copy");

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, FrameLocalsProxyObject self, Value key)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        Value found = all.Get(thread, key);
        Value result = found.IsUnbound ? thread.KeyError(key) : found.IsError ? found : thread.Retain(found);
        RefCount.Release(thread, all);
        return result;
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, FrameLocalsProxyObject self, Value key, Value value) => FrameLocals.Set(thread, self.Frame, key, value);

    [PyMethod("__delitem__")]
    public static bool DeleteItem(ThreadState thread, FrameLocalsProxyObject self, Value key)
    {
        Value removed = Pop(thread, self, key, Value.Unbound);
        if (removed.IsError)
        {
            return false;
        }

        thread.Release(removed);
        return true;
    }

    [PyMethod("__len__")]
    public static long Length(ThreadState thread, FrameLocalsProxyObject self)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        int count = all.Count;
        RefCount.Release(thread, all);
        return count;
    }

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, FrameLocalsProxyObject self, Value key)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        Value found = all.Get(thread, key);
        RefCount.Release(thread, all);
        return found.IsError ? found : Value.Bool(!found.IsUnbound);
    }

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, FrameLocalsProxyObject self)
    {
        Value keys = Keys(thread, self);
        Value iterator = Items.Iterator(thread, keys);
        thread.Release(keys);
        return iterator;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, FrameLocalsProxyObject self)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        Value text = Operators.Repr(thread, Value.Of(all));
        RefCount.Release(thread, all);
        return text;
    }

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, FrameLocalsProxyObject self, Value other)
    {
        if (other.Ref is FrameLocalsProxyObject proxy)
        {
            return Value.Bool(ReferenceEquals(self.Frame, proxy.Frame));
        }

        if (other.Ref is not DictObject)
        {
            return Value.NotImplemented;
        }

        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        int equal = Comparison.Equal(thread, Value.Of(all), other);
        RefCount.Release(thread, all);
        return equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, FrameLocalsProxyObject self, Value other)
    {
        if (other.Ref is not (DictObject or FrameLocalsProxyObject))
        {
            return Value.NotImplemented;
        }

        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        bool merged = MappingIteration.ForEach(thread, other, all, static (thread, target, key, value) => target.Set(thread, key, value));
        return merged ? Value.Of(all) : Fail(thread, all);
    }

    [PyMethod("keys")]
    public static Value Keys(ThreadState thread, FrameLocalsProxyObject self)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        var names = new ListObject(thread);
        using (var items = new Iteration(thread, Value.Of(all)))
        {
            while (items.MoveNext(out Value name))
            {
                names.Add(name);
            }
        }

        RefCount.Release(thread, all);
        return Value.Of(names);
    }

    [PyMethod("values")]
    public static Value Values(ThreadState thread, FrameLocalsProxyObject self) => OfSnapshot(thread, self, s_values);

    [PyMethod("items")]
    public static Value AllItems(ThreadState thread, FrameLocalsProxyObject self) => OfSnapshot(thread, self, s_items);

    [PyMethod("copy")]
    public static Value Copy(ThreadState thread, FrameLocalsProxyObject self) => OfSnapshot(thread, self, s_copy);

    [PyMethod("get")]
    public static Value Get(ThreadState thread, FrameLocalsProxyObject self, Value key, [Optional] Value @default)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        Value found = all.Get(thread, key);
        Value result = found.IsUnbound ? (@default.IsUnbound ? Value.None : thread.Retain(@default)) : found.IsError ? found : thread.Retain(found);
        RefCount.Release(thread, all);
        return result;
    }

    [PyMethod("setdefault")]
    public static Value SetDefault(ThreadState thread, FrameLocalsProxyObject self, Value key, [Optional] Value @default)
    {
        Value present = Get(thread, self, key, Value.Unbound);
        if (present.IsError || !present.IsNone)
        {
            return present;
        }

        Value value = @default.IsUnbound ? Value.None : @default;
        return FrameLocals.Set(thread, self.Frame, key, value) ? thread.Retain(value) : Value.Error;
    }

    [PyMethod("pop")]
    public static Value Pop(ThreadState thread, FrameLocalsProxyObject self, Value key, [Optional] Value @default)
    {
        if (FrameLocals.IsVariable(self.Frame, key))
        {
            return thread.ValueError("cannot remove local variables from FrameLocalsProxy");
        }

        Value found = self.Frame.Extra is { } extra ? extra.Get(thread, key) : Value.Unbound;
        if (found.IsUnbound)
        {
            return @default.IsUnbound ? thread.KeyError(key) : thread.Retain(@default);
        }

        if (found.IsError)
        {
            return found;
        }

        Value taken = thread.Retain(found);
        self.Frame.Extra!.Remove(thread, key);
        return taken;
    }

    [PyMethod("update")]
    public static Value Update(ThreadState thread, FrameLocalsProxyObject self, Value other) =>
        MappingIteration.ForEach(thread, other, self.Frame, static (thread, frame, key, value) => FrameLocals.Set(thread, frame, key, value)) ? Value.None : Value.Error;

    private static Value OfSnapshot(ThreadState thread, FrameLocalsProxyObject self, StrObject method)
    {
        DictObject all = FrameLocals.Snapshot(thread, self.Frame);
        Value result = thread.CallMethod(Value.Of(all), method);
        RefCount.Release(thread, all);
        return result;
    }

    private static Value Fail(ThreadState thread, DictObject dict)
    {
        RefCount.Release(thread, dict);
        return Value.Error;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>A dict that makes the values of missing keys.</summary>
public sealed class DefaultDictObject : DictObject
{
    internal DefaultDictObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>default_factory: a callable or None.</summary>
    internal Value Factory { get; private set; } = Value.None;

    /// <summary>Replaces the factory by a borrowed one.</summary>
    internal void SetFactory(ThreadState thread, Value factory)
    {
        Value old = Factory;
        Factory = thread.Retain(factory);
        thread.Release(old);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        base.ReleaseReferences(thread);
        SetFactory(thread, Value.None);
    }
}

/// <summary>The methods of defaultdict.</summary>
[PyType("defaultdict", typeof(DefaultDictObject), Module = "_collections", Locks = true, Doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.")]
internal static class DefaultDictMethods
{
    internal static readonly TypeObject Type = CollectionsModule.MakeType("defaultdict", BuiltinTypes.Dict, TypeFlags.BaseType | TypeFlags.Mapping);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new DefaultDictObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, DefaultDictObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Value factory = Value.None;
        if (arguments.Length > keywords.Count)
        {
            factory = arguments[0];
            arguments = arguments[1..];
            if (!factory.IsNone && !factory.Type.Slot(SpecialMethod.Call).IsDefined)
            {
                return thread.TypeError("first argument must be callable or None");
            }
        }

        self.SetFactory(thread, factory);
        return DictUpdate.Update(thread, self, "dict", arguments, keywords);
    }

    [PyGetter("default_factory", Doc = "Factory for default value called by __missing__().")]
    public static Value Factory(ThreadState thread, DefaultDictObject self) => thread.Retain(self.Factory);

    [PySetter("default_factory")]
    public static bool SetFactory(ThreadState thread, DefaultDictObject self, Value value)
    {
        self.SetFactory(thread, value.IsUnbound ? Value.None : value);
        return true;
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("__missing__", Doc = "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value\n")]
    public static Value Missing(ThreadState thread, DefaultDictObject self, Value key)
    {
        if (self.Factory.IsNone)
        {
            return thread.KeyError(key);
        }

        Value factory = thread.Retain(self.Factory);
        Value value = thread.Call(factory);
        thread.Release(factory);
        if (value.IsError)
        {
            return value;
        }

        bool isPlain = self.Type.HasSlotOf(BuiltinTypes.Dict, SpecialMethod.SetItem);
        Value present = isPlain ? self.Get(thread, key) : Value.Unbound;
        if (!present.IsUnbound)
        {
            // The factory, or another thread meanwhile, has put one there, or the lookup has failed.
            thread.Release(value);
            return present.IsError ? present : thread.Retain(present);
        }

        bool stored = isPlain
            ? self.Set(thread, key, value)
            : Items.Set(thread, Value.Of(self), key, value);
        if (!stored)
        {
            thread.Release(value);
            return Value.Error;
        }

        return value;
    }

    [PyMethod(Doc = "D.copy() -> a shallow copy of D.")]
    public static Value Copy(ThreadState thread, DefaultDictObject self) => thread.Call(Value.Of(self.Type), self.Factory, Value.Of(self));

    [PyMethod("__copy__", Doc = "D.copy() -> a shallow copy of D.")]
    public static Value ShallowCopy(ThreadState thread, DefaultDictObject self) => Copy(thread, self);

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, DefaultDictObject self)
    {
        Value arguments = self.Factory.IsNone ? Value.Of(TupleObject.Empty) : Value.Of(TupleObject.Of(thread, [self.Factory]));
        Value items = thread.CallMethod(Value.Of(self), s_items);
        Value iterator = items.IsError ? items : Items.Iterator(thread, items);
        thread.Release(items);
        if (iterator.IsError)
        {
            thread.Release(arguments);
            return iterator;
        }

        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments, Value.None, Value.None, iterator]));
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DefaultDictObject self)
    {
        if (DictOperators.Repr(thread, self) is not { IsError: false } items)
        {
            return Value.Error;
        }

        // The factory may lead back here (a method of this dict).
        string? factory = "...";
        if (ReprGuard.Enter(thread, self.Factory.Ref!))
        {
            factory = Operators.ReprText(thread, self.Factory);
            ReprGuard.Leave(thread);
        }

        return factory is null ? Value.Error : Value.Str($"{self.Type.ShortName}({factory}, {items.Ref})");
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => Union(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => Union(thread, other, self);

    private static Value Union(ThreadState thread, Value left, Value right)
    {
        if (left.Ref is not DictObject || right.Ref is not DictObject)
        {
            return Value.NotImplemented;
        }

        var self = (DefaultDictObject)(left.Ref as DefaultDictObject ?? right.Ref)!;
        Value union = thread.Call(Value.Of(self.Type), self.Factory, left);
        if (union.IsError)
        {
            return union;
        }

        if (union.Ref is not DictObject result || !DictUpdate.TryMerge(thread, result, right))
        {
            thread.Release(union);
            return thread.HasException ? Value.Error : Value.NotImplemented;
        }

        return union;
    }

    private static readonly StrObject s_items = StrObject.Intern("items");
}

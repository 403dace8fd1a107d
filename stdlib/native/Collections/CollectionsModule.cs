using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The module _collections, the native part of collections (CPython Modules/_collectionsmodule.c, Objects/odictobject.c).</summary>
[PyModule("_collections", Doc = "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory")]
internal static class CollectionsModule
{
    private static readonly StrObject s_get = StrObject.Intern("get");

    [PyConstant("deque")]
    public static TypeObject Deque => DequeMethods.Type;

    [PyConstant("defaultdict")]
    public static TypeObject DefaultDict => DefaultDictMethods.Type;

    [PyConstant("OrderedDict")]
    public static TypeObject OrderedDict => OrderedDictMethods.Type;

    [PyConstant("_deque_iterator")]
    public static TypeObject DequeIterator => DequeIteratorMethods.Type;

    [PyConstant("_deque_reverse_iterator")]
    public static TypeObject DequeReverseIterator => DequeReverseIteratorMethods.Type;

    [PyConstant("_tuplegetter")]
    public static TypeObject TupleGetter => TupleGetterMethods.Type;

    [PyFunction("_count_elements", Doc = "Count elements in the iterable, updating the mapping")]
    public static Value CountElements(ThreadState thread, Value mapping, Value iterable)
    {
        Value get = default;
        DictObject? plain = mapping.Ref as DictObject;
        if (plain is not null && !CountsDirectly(plain.Type))
        {
            plain = null;
        }

        if (plain is null)
        {
            get = Attributes.Get(thread, mapping, s_get);
            if (get.IsError)
            {
                return get;
            }
        }

        using var items = new Iteration(thread, iterable);
        bool succeeded = true;
        while (succeeded && items.MoveNext(out Value key))
        {
            succeeded = plain is not null ? TryCount(thread, plain, key) : TryCount(thread, mapping, get, key);
            thread.Release(key);
        }

        thread.Release(get);
        return succeeded && !items.Failed ? Value.None : Value.Error;
    }

    /// <summary>A type of the module collections.</summary>
    internal static TypeObject MakeType(string name, TypeObject? baseType = null, TypeFlags flags = TypeFlags.BaseType) =>
        new(BuiltinTypes.Type, name, baseType ?? BuiltinTypes.Object, flags) { Module = "collections" };

    /// <summary>True when get and __setitem__ are those of dict.</summary>
    private static bool CountsDirectly(TypeObject type) =>
        ReferenceEquals(type.Lookup(s_get).Ref, BuiltinTypes.Dict.Lookup(s_get).Ref)
        && type.HasSlotOf(BuiltinTypes.Dict, SpecialMethod.SetItem)
        && type.Slot(SpecialMethod.SetItem).Native != 0;

    private static bool TryCount(ThreadState thread, DictObject counts, Value key)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, counts);
        int position = counts.Find(thread, key, out long hash);
        if (position == DictObject.Failed)
        {
            return false;
        }

        if (position < 0)
        {
            counts.Insert(thread.Retain(key), hash, Value.Int(1));
            return true;
        }

        Value count = Slot.Peek(counts.Keys.Entries[position].Content);
        if (count.Ref is null && count.Bits < long.MaxValue)
        {
            Slot.Store(thread, ref counts.Keys.Entries[position].Content, Value.Int(count.Bits + 1));
            return true;
        }

        thread.Retain(count);
        Value more = BinaryOperations.Apply(thread, BinaryOperation.Add, count, Value.Int(1));
        thread.Release(count);
        bool stored = !more.IsError && counts.SetHashed(thread, key, hash, more);
        thread.Release(more);
        return stored;
    }

    private static bool TryCount(ThreadState thread, Value mapping, Value get, Value key)
    {
        Value count = thread.Call(get, key, Value.Int(0));
        if (count.IsError)
        {
            return false;
        }

        Value more = BinaryOperations.Apply(thread, BinaryOperation.Add, count, Value.Int(1));
        thread.Release(count);
        bool stored = !more.IsError && Items.Set(thread, mapping, key, more);
        thread.Release(more);
        return stored;
    }
}

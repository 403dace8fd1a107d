using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Subscription, containment and iteration on values of any type.</summary>
public static class Items
{
    /// <summary>container[key].</summary>
    public static Value Get(ThreadState thread, Value container, Value key)
    {
        Value result = Operators.CallBinary(thread, SpecialMethod.GetItem, container, key, out bool missing);
        if (!missing)
        {
            return result;
        }

        if (container.Ref is TypeObject type)
        {
            if (ReferenceEquals(type, BuiltinTypes.Type))
            {
                return Value.Of(new GenericAliasObject(thread, thread.Retain(container), key.Ref is TupleObject ? thread.Retain(key) : Value.Of(TupleObject.Of(thread, [key]))));
            }

            Value method = Attributes.TryGet(thread, container, Names.ClassGetItem);
            if (method.IsError)
            {
                return method;
            }

            if (!method.IsUnbound && !method.IsNone)
            {
                result = thread.Call(method, key);
                thread.Release(method);
                return result;
            }

            return thread.TypeError($"type '{type.Name}' is not subscriptable");
        }

        return thread.TypeError($"'{container.Type.Name}' object is not subscriptable");
    }

    /// <summary>container[key] = value; false when an exception is set.</summary>
    public static bool Set(ThreadState thread, Value container, Value key, Value value)
    {
        Value result = Operators.CallTernary(thread, SpecialMethod.SetItem, container, key, value, out bool missing);
        if (missing)
        {
            thread.TypeError($"'{container.Type.Name}' object does not support item assignment");
            return false;
        }

        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    /// <summary>del container[key]; false when an exception is set.</summary>
    public static bool Delete(ThreadState thread, Value container, Value key)
    {
        Value result = Operators.CallBinary(thread, SpecialMethod.DelItem, container, key, out bool missing);
        if (missing)
        {
            thread.TypeError($"'{container.Type.Name}' object does{(IsSequenceLike(container.Type) ? "n't" : " not")} support item deletion");
            return false;
        }

        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    /// <summary>Types that CPython asks for deletion by position, which has words of its own (PySequence_DelItem).</summary>
    private static bool IsSequenceLike(TypeObject type) =>
        type.IsHeap || type.Slot(SpecialMethod.Len).IsDefined || type.Slot(SpecialMethod.GetItem).IsDefined || type.Slot(SpecialMethod.Contains).IsDefined;

    /// <summary>item in container: 1, 0, or -1 when an exception is set.</summary>
    public static int Contains(ThreadState thread, Value container, Value item)
    {
        ref SlotEntry entry = ref container.Type.Slot(SpecialMethod.Contains);
        if (entry.IsDefined)
        {
            Value result = Operators.CallBinary(thread, SpecialMethod.Contains, container, item, out bool missing);
            if (missing)
            {
                thread.TypeError($"'{container.Type.Name}' object is not a container");
                return -1;
            }

            if (result.IsError)
            {
                return -1;
            }

            int truth = Operators.IsTrue(thread, result);
            thread.Release(result);
            return truth;
        }

        if (!container.Type.Slot(SpecialMethod.Iter).IsDefined && !container.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            thread.TypeError($"argument of type '{container.Type.Name}' is not a container or iterable");
            return -1;
        }

        using var items = new Iteration(thread, container);
        while (items.MoveNext(out Value candidate))
        {
            int equal = Comparison.Equal(thread, candidate, item);
            thread.Release(candidate);
            if (equal != 0)
            {
                return equal;
            }
        }

        return items.Failed ? -1 : 0;
    }

    /// <summary>iter(value).</summary>
    public static Value Iterator(ThreadState thread, Value value)
    {
        Value result = Operators.CallUnary(thread, SpecialMethod.Iter, value, out bool missing);
        if (missing)
        {
            ref SlotEntry iter = ref value.Type.Slot(SpecialMethod.Iter);
            if (!iter.IsDefined && value.Type.Slot(SpecialMethod.GetItem).IsDefined && !ReferenceEquals(value.Type.Layout, BuiltinTypes.Dict)
                && !ReferenceEquals(value.Type, BuiltinTypes.Union))
            {
                return Value.Of(new SequenceIteratorObject(thread, thread.Retain(value)));
            }

            return thread.TypeError($"'{value.Type.Name}' object is not iterable");
        }

        if (!result.IsError && !result.Type.Slot(SpecialMethod.Next).IsDefined)
        {
            string name = result.Type.Name;
            thread.Release(result);
            return thread.TypeError($"iter() returned non-iterator of type '{name}'");
        }

        return result;
    }

    /// <summary>The iterator's next item, End when exhausted, Error.</summary>
    /// <remarks>
    /// In four methods, and each with four returns at most: beyond that RyuJIT joins them in one, to which the two halves of a Value go through memory and are
    /// read as one word of 16 bytes, for which the processor waits (4 ns a step).
    /// </remarks>
    public static Value Next(ThreadState thread, Value iterator)
    {
        PyObject? reference = iterator.Ref;
        if (reference is ListIteratorObject list && (!FreeThreading.AreSeveral || RefCount.IsUnique(thread, list)))
        {
            return list.Next(thread);
        }

        // The iterators of most other loops, without the way through their slots, which take their locks.
        if (reference is StrIteratorObject text && !FreeThreading.AreSeveral)
        {
            return text.Next();
        }

        return NextOfBuiltin(thread, iterator);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value NextOfBuiltin(ThreadState thread, Value iterator)
    {
        if (!FreeThreading.AreSeveral)
        {
            PyObject? reference = iterator.Ref;
            if (reference is DictIteratorObject dict)
            {
                return dict.Next(thread);
            }

            if (reference is SetIteratorObject set)
            {
                set.Step(thread, out Value item);
                return item;
            }
        }

        return NextOfMade(thread, iterator);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value NextOfMade(ThreadState thread, Value iterator)
    {
        if (!FreeThreading.AreSeveral)
        {
            PyObject? reference = iterator.Ref;
            if (reference is EnumerateObject enumerate && ReferenceEquals(enumerate.Type, BuiltinTypes.Enumerate))
            {
                return enumerate.Next(thread);
            }

            if (reference is ZipObject { IsPair: true } zip && ReferenceEquals(zip.Type, BuiltinTypes.Zip))
            {
                return zip.NextPair(thread);
            }
        }

        return NextOfAny(thread, iterator);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe Value NextOfAny(ThreadState thread, Value iterator)
    {
        nint native = iterator.Type.Slot(SpecialMethod.Next).Native;
        if (native != 0)
        {
            Value item = ((delegate*<ThreadState, Value, Value>)native)(thread, iterator);
            return item.IsError && thread.ClearIf(ExceptionTypes.StopIteration) ? Value.End : item;
        }

        Value result = Operators.CallUnary(thread, SpecialMethod.Next, iterator, out bool missing);
        if (missing)
        {
            return thread.TypeError($"'{iterator.Type.Name}' object is not an iterator");
        }

        return result.IsError && thread.ClearIf(ExceptionTypes.StopIteration) ? Value.End : result;
    }
}

/// <summary>
/// for over any iterable from C#: <c>using var items = new Iteration(thread, iterable); while (items.MoveNext(out Value item)) ...</c>;
/// each item is a new reference. After the loop <see cref="Failed"/> tells whether an exception is set.
/// </summary>
public unsafe ref struct Iteration
{
    private readonly ThreadState _thread;
    private Value _iterator;

    // The __next__ of a builtin iterator, which nobody can replace; 0 for others.
    private readonly nint _next;

    public Iteration(ThreadState thread, Value iterable)
    {
        _thread = thread;
        _iterator = Items.Iterator(thread, iterable);
        Failed = _iterator.IsError;
        if (!Failed && !_iterator.Type.IsHeap)
        {
            _next = _iterator.Type.Slot(SpecialMethod.Next).Native;
        }
    }

    /// <summary>True when an exception is set.</summary>
    public bool Failed { get; private set; }

    public bool MoveNext(out Value item)
    {
        if (Failed)
        {
            item = Value.Error;
            return false;
        }

        item = _next == 0 ? Items.Next(_thread, _iterator) : ((delegate*<ThreadState, Value, Value>)_next)(_thread, _iterator);
        if (item.IsEnd)
        {
            return false;
        }

        if (!item.IsError)
        {
            return true;
        }

        Failed = _next == 0 || !_thread.ClearIf(ExceptionTypes.StopIteration);
        return false;
    }

    public void Dispose()
    {
        if (!_iterator.IsError)
        {
            _thread.Release(_iterator);
            _iterator = Value.Error;
        }
    }
}

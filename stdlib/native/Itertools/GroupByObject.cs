using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>groupby(iterable, key): runs of items with equal keys. The groups share the iterator with this object.</summary>
public sealed class GroupByObject : PyObject
{
    private readonly Value _iterator;
    private readonly Value _function;

    /// <summary>Key of the group that was given last.</summary>
    private Value _targetKey = Value.Unbound;

    private Value _currentKey = Value.Unbound;

    /// <summary>The item that was read ahead; Unbound when a group has taken it.</summary>
    private Value _currentValue = Value.Unbound;

    /// <summary>The only group that may still read; compared, not held.</summary>
    private GrouperObject? _currentGroup;

    /// <summary>The references move in.</summary>
    internal GroupByObject(ThreadState thread, TypeObject type, Value iterator, Value function)
        : base(thread, type)
    {
        _iterator = iterator;
        _function = function;
    }

    /// <summary>The next key with its group.</summary>
    internal Value Next(ThreadState thread)
    {
        _currentGroup = null;
        while (true)
        {
            if (!_currentKey.IsUnbound)
            {
                if (_targetKey.IsUnbound)
                {
                    break;
                }

                int same = Equal(thread, _targetKey, _currentKey);
                if (same < 0)
                {
                    return Value.Error;
                }

                if (same == 0)
                {
                    break;
                }
            }

            Value step = Step(thread);
            if (!step.IsNone)
            {
                return step;
            }
        }

        Replace(thread, ref _targetKey, thread.Retain(_currentKey));
        var group = new GrouperObject(thread, this, thread.Retain(_targetKey));
        _currentGroup = group;
        return Value.Of(TupleObject.Steal(thread, [thread.Retain(_currentKey), Value.Of(group)]));
    }

    /// <summary>The next item of a group, or End when the group is over or was left behind.</summary>
    internal Value NextOf(ThreadState thread, GrouperObject group)
    {
        if (!ReferenceEquals(_currentGroup, group))
        {
            return Value.End;
        }

        if (_currentValue.IsUnbound)
        {
            Value step = Step(thread);
            if (!step.IsNone)
            {
                return step;
            }
        }

        int same = Equal(thread, group.Key, _currentKey);
        if (same <= 0)
        {
            return same < 0 ? Value.Error : Value.End;
        }

        Value value = _currentValue;
        _currentValue = Value.Unbound;
        Replace(thread, ref _currentKey, Value.Unbound);
        return value.IsUnbound ? Value.End : value;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_iterator);
        thread.Release(_function);
        Replace(thread, ref _targetKey, Value.Unbound);
        Replace(thread, ref _currentKey, Value.Unbound);
        Replace(thread, ref _currentValue, Value.Unbound);
    }

    /// <summary>Reads one item ahead: None, End or Error.</summary>
    private Value Step(ThreadState thread)
    {
        Value value = Items.Next(thread, _iterator);
        if (value.IsEnd || value.IsError)
        {
            return value;
        }

        Value key = _function.IsNone ? thread.Retain(value) : thread.Call(_function, value);
        if (key.IsError)
        {
            thread.Release(value);
            return key;
        }

        Replace(thread, ref _currentValue, value);
        Replace(thread, ref _currentKey, key);
        return Value.None;
    }

    private static int Equal(ThreadState thread, Value left, Value right)
    {
        if (left.IsUnbound || right.IsUnbound)
        {
            return 0;
        }

        // __eq__ may advance this object, which replaces the keys.
        thread.Retain(left);
        thread.Retain(right);
        int equal = Comparison.Equal(thread, left, right);
        thread.Release(left);
        thread.Release(right);
        return equal;
    }

    private static void Replace(ThreadState thread, ref Value field, Value value)
    {
        Value old = field;
        field = value;
        thread.Release(old);
    }
}

/// <summary>The methods of groupby.</summary>
[PyType("groupby", typeof(GroupByObject), Module = "itertools", Locks = true, Doc = "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.")]
internal static class GroupByMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("groupby");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value iterable, [Optional("None")] Value key)
    {
        Value iterator = Items.Iterator(thread, iterable);
        return iterator.IsError ? iterator : Value.Of(new GroupByObject(thread, cls, iterator, key.IsUnbound ? Value.None : thread.Retain(key)));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, GroupByObject self) => self.Next(thread);
}

using System.Text;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>What dict views do as sets and as collections (Objects/dictobject.c, "dictview"): results are plain sets.</summary>
internal static class DictViewSets
{
    public static Value Repr(ThreadState thread, DictViewObject self, DictPart part)
    {
        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("...");
        }

        var text = new StringBuilder(self.Type.ShortName).Append("([");
        bool succeeded = true;
        int position = 0;
        bool first = true;
        while (succeeded && DictWalk.MoveNext(thread, self.Dict, ref position, out Value key, out Value value))
        {
            text.Append(first ? "" : ", ");
            first = false;
            succeeded = part switch
            {
                DictPart.Keys => ReprText.TryAppend(thread, text, key),
                DictPart.Values => ReprText.TryAppend(thread, text, value),
                _ => ReprText.TryAppend(thread, text.Append('('), key) && ReprText.TryAppend(thread, text.Append(", "), value),
            };
            text.Append(part == DictPart.Items ? ")" : "");
            thread.Release(key);
            thread.Release(value);
        }

        ReprGuard.Leave(thread);
        return succeeded ? Value.Str(text.Append("])").ToString()) : Value.Error;
    }

    /// <summary>1 there, 0 not, -1 exception.</summary>
    public static int Contains(ThreadState thread, DictViewObject self, Value item)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self.Dict);
        if (!self.IsItems)
        {
            int found = self.Dict.Find(thread, item, out _);
            return found == DictObject.Failed ? -1 : found >= 0 ? 1 : 0;
        }

        if (item.Ref is not TupleObject { Length: 2 } pair)
        {
            return 0;
        }

        int position = self.Dict.Find(thread, pair.Items[0], out _);
        if (position < 0)
        {
            return position == DictObject.Failed ? -1 : 0;
        }

        Value value = Slot.Load(thread, self.Dict.Keys.Entries[position].Content);
        int equal = Comparison.Equal(thread, value, pair.Items[1]);
        thread.Release(value);
        return equal;
    }

    public static Value And(ThreadState thread, Value left, Value right)
    {
        // A view on the right: the operation is symmetric.
        if (left.Ref is not DictViewObject)
        {
            (left, right) = (right, left);
        }

        var view = (DictViewObject)left.Ref!;
        if (right.Ref is SetObject set && ReferenceEquals(set.Type, BuiltinTypes.Set) && view.Dict.Used <= set.Used)
        {
            return SetAlgebra.Result(SetOperations.Intersection(thread, set, left));
        }

        if (right.Ref is DictViewObject { IsSet: true } other && other.Dict.Used > view.Dict.Used)
        {
            (view, right) = (other, left);
        }

        var result = new SetObject(thread);
        using var items = new Iteration(thread, right);
        bool succeeded = true;
        while (succeeded && items.MoveNext(out Value item))
        {
            int found = Contains(thread, view, item);
            succeeded = found >= 0 && (found == 0 || result.Add(thread, item) >= 0);
            thread.Release(item);
        }

        return Finish(thread, result, succeeded && !items.Failed);
    }

    public static Value Or(ThreadState thread, Value left, Value right) =>
        ToSet(thread, left) is { } result ? Finish(thread, result, SetOperations.Update(thread, result, right)) : Value.Error;

    public static Value Sub(ThreadState thread, Value left, Value right) =>
        ToSet(thread, left) is { } result ? Finish(thread, result, SetOperations.DifferenceUpdate(thread, result, right)) : Value.Error;

    public static Value Xor(ThreadState thread, Value left, Value right)
    {
        if (left.Ref is DictViewObject { IsItems: true } first && right.Ref is DictViewObject { IsItems: true } second)
        {
            return XorItems(thread, first.Dict, second.Dict);
        }

        return ToSet(thread, left) is { } result ? Finish(thread, result, SetOperations.SymmetricDifferenceUpdate(thread, result, right)) : Value.Error;
    }

    public static Value IsDisjoint(ThreadState thread, DictViewObject self, Value other)
    {
        Value view = Value.Of(self);
        if (view.Same(other))
        {
            return Value.Bool(self.Dict.Used == 0);
        }

        // The longer of two sets is asked.
        if (IsSet(other) && LengthOf(other) > self.Dict.Used)
        {
            (view, other) = (other, view);
        }

        using var items = new Iteration(thread, other);
        while (items.MoveNext(out Value item))
        {
            int found = Items.Contains(thread, view, item);
            thread.Release(item);
            if (found != 0)
            {
                return found < 0 ? Value.Error : Value.False;
            }
        }

        return items.Failed ? Value.Error : Value.True;
    }

    public static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other)
    {
        if (!IsSet(other))
        {
            return Value.NotImplemented;
        }

        int left = ((DictViewObject)self.Ref!).Dict.Used;
        int right = LengthOf(other);
        int holds = operation switch
        {
            SpecialMethod.Eq or SpecialMethod.Ne => left == right ? AllIn(thread, self, other) : 0,
            SpecialMethod.Lt => left < right ? AllIn(thread, self, other) : 0,
            SpecialMethod.Le => left <= right ? AllIn(thread, self, other) : 0,
            SpecialMethod.Gt => left > right ? AllIn(thread, other, self) : 0,
            _ => left >= right ? AllIn(thread, other, self) : 0,
        };
        return holds < 0 ? Value.Error : Value.Bool((holds > 0) != (operation == SpecialMethod.Ne));
    }

    /// <summary>Items of one of two dicts only. Equal values need not be hashable, since no set of them is made.</summary>
    private static Value XorItems(ThreadState thread, DictObject left, DictObject right)
    {
        if (left.Used > right.Used)
        {
            (left, right) = (right, left);
        }

        var rest = new DictObject(thread);
        rest.CopyFrom(thread, left);
        var result = new SetObject(thread);
        bool succeeded = true;
        int position = 0;
        while (succeeded && DictWalk.MoveNext(thread, right, ref position, out Value key, out Value value))
        {
            int equal = EqualIn(thread, rest, key, value, out int found);
            if (equal > 0)
            {
                rest.RemoveAt(thread, found);
            }

            succeeded = equal >= 0 && (equal > 0 || TryAddPair(thread, result, key, value));
            thread.Release(key);
            thread.Release(value);
        }

        position = 0;
        while (succeeded && DictWalk.MoveNext(thread, rest, ref position, out Value key, out Value value))
        {
            succeeded = TryAddPair(thread, result, key, value);
            thread.Release(key);
            thread.Release(value);
        }

        thread.Release(Value.Of(rest));
        return Finish(thread, result, succeeded);
    }

    /// <summary>The key is there with an equal value: 1, 0, or -1 when an exception is set.</summary>
    private static int EqualIn(ThreadState thread, DictObject dict, Value key, Value value, out int position)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, dict);
        position = dict.Find(thread, key, out _);
        if (position < 0)
        {
            return position == DictObject.Failed ? -1 : 0;
        }

        Value own = Slot.Load(thread, dict.Keys.Entries[position].Content);
        int equal = Comparison.Equal(thread, own, value);
        thread.Release(own);
        return equal;
    }

    private static bool TryAddPair(ThreadState thread, SetObject set, Value key, Value value)
    {
        Value pair = Value.Of(TupleObject.Of(thread, [key, value]));
        bool added = set.Add(thread, pair) >= 0;
        thread.Release(pair);
        return added;
    }

    private static bool IsSet(Value value) => value.Ref is SetObject or DictViewObject { IsSet: true };

    private static int LengthOf(Value set) => set.Ref is SetObject plain ? plain.Used : ((DictViewObject)set.Ref!).Dict.Used;

    private static int AllIn(ThreadState thread, Value items, Value container)
    {
        using var iteration = new Iteration(thread, items);
        while (iteration.MoveNext(out Value item))
        {
            int found = Items.Contains(thread, container, item);
            thread.Release(item);
            if (found <= 0)
            {
                return found;
            }
        }

        return iteration.Failed ? -1 : 1;
    }

    private static SetObject? ToSet(ThreadState thread, Value items)
    {
        var set = new SetObject(thread);

        // A set of a dict's keys is made of the dict, whose hashes are known.
        Value source = items.Ref is DictViewObject { IsItems: false, IsSet: true } view && ReferenceEquals(view.Dict.Type, BuiltinTypes.Dict)
            ? Value.Of(view.Dict)
            : items;
        if (SetOperations.Update(thread, set, source))
        {
            return set;
        }

        thread.Release(Value.Of(set));
        return null;
    }

    private static Value Finish(ThreadState thread, SetObject result, bool succeeded)
    {
        if (succeeded)
        {
            return Value.Of(result);
        }

        thread.Release(Value.Of(result));
        return Value.Error;
    }
}

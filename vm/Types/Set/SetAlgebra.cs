using System.Text;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods that set and frozenset share, in the form that natives have.</summary>
internal static class SetAlgebra
{
    private static readonly StrObject s_getState = StrObject.Intern("__getstate__");

    public static Value Union(ThreadState thread, SetObject self, ReadOnlySpan<Value> others)
    {
        SetObject result = SetOperations.Copy(thread, self, SetOperations.BaseTypeOf(self));
        foreach (ref readonly Value other in others)
        {
            if (!ReferenceEquals(self, other.Ref) && !SetOperations.Update(thread, result, other))
            {
                RefCount.Release(thread, result);
                return Value.Error;
            }
        }

        return Value.Of(result);
    }

    public static Value Intersection(ThreadState thread, SetObject self, ReadOnlySpan<Value> others)
    {
        if (others.IsEmpty)
        {
            return Value.Of(SetOperations.Copy(thread, self, SetOperations.BaseTypeOf(self)));
        }

        SetObject? result = null;
        foreach (ref readonly Value other in others)
        {
            SetObject? next = SetOperations.Intersection(thread, result ?? self, other);
            if (result is not null)
            {
                RefCount.Release(thread, result);
            }

            if (next is null)
            {
                return Value.Error;
            }

            result = next;
        }

        return Value.Of(result!);
    }

    public static Value Difference(ThreadState thread, SetObject self, ReadOnlySpan<Value> others)
    {
        if (others.IsEmpty)
        {
            return Value.Of(SetOperations.Copy(thread, self, SetOperations.BaseTypeOf(self)));
        }

        SetObject? result = SetOperations.Difference(thread, self, others[0]);
        for (int i = 1; result is not null && i < others.Length; i++)
        {
            if (!SetOperations.DifferenceUpdate(thread, result, others[i]))
            {
                RefCount.Release(thread, result);
                result = null;
            }
        }

        return Result(result);
    }

    /// <summary>An exact copy, or the frozenset itself.</summary>
    public static Value Copy(ThreadState thread, SetObject self) =>
        ReferenceEquals(self.Type, BuiltinTypes.FrozenSet)
            ? thread.Retain(Value.Of(self))
            : Value.Of(SetOperations.Copy(thread, self, SetOperations.BaseTypeOf(self)));

    /// <summary>The operator | of two sets.</summary>
    public static Value Or(ThreadState thread, Value left, Value right) =>
        left.Ref is SetObject self && right.Ref is SetObject ? Union(thread, self, [right]) : Value.NotImplemented;

    public static Value And(ThreadState thread, Value left, Value right) =>
        left.Ref is SetObject self && right.Ref is SetObject ? Result(SetOperations.Intersection(thread, self, right)) : Value.NotImplemented;

    public static Value Sub(ThreadState thread, Value left, Value right) =>
        left.Ref is SetObject self && right.Ref is SetObject ? Result(SetOperations.Difference(thread, self, right)) : Value.NotImplemented;

    public static Value Xor(ThreadState thread, Value left, Value right) =>
        left.Ref is SetObject self && right.Ref is SetObject ? Result(SetOperations.SymmetricDifference(thread, self, right)) : Value.NotImplemented;

    public static Value Result(SetObject? result) => result is null ? Value.Error : Value.Of(result);

    public static Value Truth(int truth) => truth < 0 ? Value.Error : Value.Bool(truth > 0);

    public static Value Repr(ThreadState thread, SetObject self)
    {
        TypeObject type = self.Type;
        if (self.Used == 0)
        {
            return Value.Str($"{type.ShortName}()");
        }

        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str($"{type.ShortName}(...)");
        }

        // A copy: a __repr__ may change the set.
        var items = new ValueBuffer(self.Used);
        int position = 0;
        while (self.MoveNext(thread, ref position, out Value key, out _))
        {
            items.Add(key);
        }

        bool isPlain = ReferenceEquals(type, BuiltinTypes.Set);
        StringBuilder text = new StringBuilder(isPlain ? "" : type.ShortName + "(").Append('{');
        bool succeeded = ReprText.TryAppendAll(thread, text, items.Span);
        items.Release(thread);
        ReprGuard.Leave(thread);
        return succeeded ? Value.Str(text.Append(isPlain ? "}" : "})").ToString()) : Value.Error;
    }

    /// <summary>(type, ([items],), what __getstate__ returns).</summary>
    public static Value Reduce(ThreadState thread, SetObject self)
    {
        var items = new ListObject(thread);
        int position = 0;
        while (self.MoveNext(thread, ref position, out Value key, out _))
        {
            items.Add(key);
        }

        Value arguments = Value.Of(TupleObject.Steal(thread, [Value.Of(items)]));
        Value state = thread.CallMethod(Value.Of(self), s_getState);
        if (state.IsError)
        {
            thread.Release(arguments);
            return state;
        }

        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments, state]));
    }
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What the __reduce__ and __setstate__ of builtin iterators have in common.</summary>
internal static class IteratorState
{
    private static readonly StrObject s_iter = StrObject.Intern("iter");
    private static readonly StrObject s_reversed = StrObject.Intern("reversed");

    /// <summary>(iter, (iterable,), index), or (iter, ((),)) once exhausted (Unbound).</summary>
    public static Value Reduce(ThreadState thread, Value iterable, long index) => Reduce(thread, s_iter, iterable, Value.Int(index), TupleObject.Empty);

    /// <summary>(iter, (iterable,), None).</summary>
    public static Value ReduceWithoutState(ThreadState thread, Value iterable) => Reduce(thread, s_iter, iterable, Value.None, TupleObject.Empty);

    /// <summary>(reversed, (sequence,), index), or (iter, ([],)) once exhausted (Unbound).</summary>
    public static Value ReduceReversed(ThreadState thread, Value sequence, long index) =>
        sequence.IsUnbound
            ? Reduce(thread, s_iter, sequence, Value.None, new ListObject(thread))
            : Reduce(thread, s_reversed, sequence, Value.Int(index), TupleObject.Empty);

    /// <summary>An iterator over what a list says is left: (iter, (list,)); the list's reference moves in.</summary>
    public static Value ReduceToList(ThreadState thread, ListObject rest) =>
        Value.Of(TupleObject.Steal(thread, [Builtin(thread, s_iter), Value.Of(TupleObject.Steal(thread, [Value.Of(rest)]))]));

    /// <summary>The argument of __setstate__; false with TypeError set when it is no integer.</summary>
    public static bool TryState(ThreadState thread, Value state, out long index)
    {
        if (!state.Type.IsSubtypeOf(BuiltinTypes.Int))
        {
            thread.TypeError("an integer is required");
            index = 0;
            return false;
        }

        return Operators.TryIndex(thread, state, out index);
    }

    /// <summary>A new reference to a builtin function, as the program sees it now.</summary>
    private static Value Builtin(ThreadState thread, StrObject name)
    {
        Value function = thread.Interpreter.Builtins.GetName(name);
        return function.IsUnbound ? Value.None : thread.Retain(function);
    }

    private static Value Reduce(ThreadState thread, StrObject function, Value iterable, Value state, PyObject exhausted)
    {
        if (iterable.IsUnbound)
        {
            Value nothing = Value.Of(TupleObject.Steal(thread, [Value.Of(exhausted)]));
            return Value.Of(TupleObject.Steal(thread, [Builtin(thread, s_iter), nothing]));
        }

        Value arguments = Value.Of(TupleObject.Of(thread, [iterable]));
        return Value.Of(TupleObject.Steal(thread, [Builtin(thread, function), arguments, state]));
    }
}

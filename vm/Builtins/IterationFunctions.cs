using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>Builtin functions that make or consume iterators.</summary>
[PyModule("builtins")]
internal static class IterationFunctions
{
    private static readonly StrObject s_sort = StrObject.Intern("sort");
    private static readonly StrObject s_key = StrObject.Intern("key");
    private static readonly StrObject s_default = StrObject.Intern("default");

    [PyFunction("iter", Doc = "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nAn iterator over an iterable; or over the results of a callable, until one is equal to the sentinel.")]
    public static Value Iter(ThreadState thread, Value obj, [Optional] Value sentinel)
    {
        if (sentinel.IsUnbound)
        {
            return Items.Iterator(thread, obj);
        }

        return obj.Type.Slot(SpecialMethod.Call).IsDefined
            ? Value.Of(new CallableIteratorObject(thread, thread.Retain(obj), thread.Retain(sentinel)))
            : thread.TypeError("iter(v, w): v must be callable");
    }

    [PyFunction("next", Doc = "next(iterator[, default])\n\nThe next item of an iterator. At its end the default, or StopIteration.")]
    public static Value Next(ThreadState thread, Value iterator, [Optional] Value defaultValue)
    {
        if (!iterator.Type.Slot(SpecialMethod.Next).IsDefined)
        {
            return thread.TypeError($"'{iterator.Type.Name}' object is not an iterator");
        }

        Value item = Operators.CallUnary(thread, SpecialMethod.Next, iterator, out _);
        if (defaultValue.IsUnbound)
        {
            return item.IsEnd ? Iterating.StopIteration(thread, iterator) : item;
        }

        if (item.IsEnd || (item.IsError && thread.ClearIf(ExceptionTypes.StopIteration)))
        {
            return thread.Retain(defaultValue);
        }

        return item;
    }

    [PyFunction("any", Doc = "Whether some item of an iterable is true.")]
    public static Value Any(ThreadState thread, Value iterable) => Quantify(thread, iterable, stopAt: 1);

    [PyFunction("all", Doc = "Whether every item of an iterable is true; so it is of none.")]
    public static Value All(ThreadState thread, Value iterable) => Quantify(thread, iterable, stopAt: 0);

    [PyFunction("sum", Doc = "The sum of the items of an iterable, added to start.")]
    public static Value Sum(ThreadState thread, Value iterable, [Keyword("start"), Optional("0")] Value start) => Summation.Sum(thread, iterable, start);

    [PyFunction("sorted", Doc = "A new list with the items of an iterable in ascending order.\n\nkey makes of an item what is compared; reverse turns the order round.", Signature = "($module, iterable, /, *, key=None, reverse=False)")]
    public static Value Sorted(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional != 1)
        {
            return thread.TypeError($"sorted expected 1 argument, got {positional}");
        }

        var list = new ListObject(thread);
        if (!ListMethods.TryExtend(thread, list, arguments[0]))
        {
            RefCount.Release(thread, list);
            return Value.Error;
        }

        if (keywords.IsEmpty)
        {
            if (ListSort.Sort(thread, list, Value.None, false))
            {
                return Value.Of(list);
            }

            RefCount.Release(thread, list);
            return Value.Error;
        }

        Value method = Attributes.Get(thread, Value.Of(list), s_sort);
        Value result = Calls.CallVector(thread, method, arguments[1..], keywords);
        thread.Release(method);
        if (result.IsError)
        {
            RefCount.Release(thread, list);
            return result;
        }

        return Value.Of(list);
    }

    [PyFunction("min", Doc = "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe least of the items, or of the arguments, by what key makes of them.\nAn empty iterable gives the default.", Signature = "")]
    public static Value Min(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => Extreme(thread, arguments, keywords, "min", SpecialMethod.Lt);

    [PyFunction("max", Doc = "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe greatest of the items, or of the arguments, by what key makes of them.\nAn empty iterable gives the default.", Signature = "")]
    public static Value Max(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => Extreme(thread, arguments, keywords, "max", SpecialMethod.Gt);

    private static Value Quantify(ThreadState thread, Value iterable, int stopAt)
    {
        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            int truth = Operators.IsTrue(thread, item);
            thread.Release(item);
            if (truth < 0)
            {
                return Value.Error;
            }

            if (truth == stopAt)
            {
                return Value.Bool(stopAt == 1);
            }
        }

        return items.Failed ? Value.Error : Value.Bool(stopAt == 0);
    }

    private static Value Extreme(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords, string name, SpecialMethod better)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional == 0)
        {
            return thread.TypeError($"{name} expected at least 1 argument, got 0");
        }

        Value key = Value.None;
        Value fallback = Value.Unbound;
        for (int i = 0; i < keywords.Count; i++)
        {
            if (keywords[i].TextEquals(s_key))
            {
                key = arguments[positional + i];
            }
            else if (keywords[i].TextEquals(s_default))
            {
                fallback = arguments[positional + i];
            }
            else
            {
                return thread.TypeError($"{name}() got an unexpected keyword argument '{keywords[i]}'");
            }
        }

        if (positional > 1 && !fallback.IsUnbound)
        {
            return thread.TypeError($"Cannot specify a default for {name}() with multiple positional arguments");
        }

        if (key.IsNone)
        {
            Value found = BestOf(thread, positional > 1 ? arguments[..positional] : arguments[0].Ref is TupleObject tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple) ? tuple.Span : default, positional > 1 ? default : arguments[0], better);
            return !found.IsUnbound ? found : fallback.IsUnbound ? thread.ValueError($"{name}() iterable argument is empty") : thread.Retain(fallback);
        }

        Value best = Value.Unbound;
        Value bestKey = Value.Unbound;
        bool failed = false;
        if (positional > 1)
        {
            for (int i = 0; i < positional && !failed; i++)
            {
                failed = !Consider(thread, thread.Retain(arguments[i]), key, better, ref best, ref bestKey);
            }
        }
        else
        {
            using var items = new Iteration(thread, arguments[0]);
            while (!failed && items.MoveNext(out Value item))
            {
                failed = !Consider(thread, item, key, better, ref best, ref bestKey);
            }

            failed |= items.Failed;
        }

        thread.Release(bestKey);
        if (failed)
        {
            thread.Release(best);
            return Value.Error;
        }

        if (!best.IsUnbound)
        {
            return best;
        }

        return fallback.IsUnbound ? thread.ValueError($"{name}() iterable argument is empty") : thread.Retain(fallback);
    }

    /// <summary>The best of the items or, when there are none, of the iterable; a new reference, Unbound when nothing is there.</summary>
    private static Value BestOf(ThreadState thread, ReadOnlySpan<Value> given, Value iterable, SpecialMethod better)
    {
        Value best = Value.Unbound;
        if (!given.IsEmpty)
        {
            // Ints, which are what it mostly is, need nothing but a comparison.
            int ints = 0;
            while (ints < given.Length && given[ints].Ref is null)
            {
                long number = given[ints].Bits;
                if (ints == 0 || (better == SpecialMethod.Lt ? number < best.Bits : number > best.Bits))
                {
                    best = given[ints];
                }

                ints++;
            }

            foreach (ref readonly Value item in given[ints..])
            {
                if (!Consider(thread, thread.Retain(item), better, ref best))
                {
                    thread.Release(best);
                    return Value.Error;
                }
            }

            return best;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            if (!Consider(thread, item, better, ref best))
            {
                thread.Release(best);
                return Value.Error;
            }
        }

        if (items.Failed)
        {
            thread.Release(best);
            return Value.Error;
        }

        return best;
    }

    /// <summary>As the other, without a key.</summary>
    private static bool Consider(ThreadState thread, Value item, SpecialMethod better, ref Value best)
    {
        if (item.Ref is null && best.Ref is null)
        {
            bool isBetter = better == SpecialMethod.Lt ? item.Bits < best.Bits : item.Bits > best.Bits;
            best = isBetter ? item : best;
            return true;
        }

        int wins = best.IsUnbound ? 1 : IsBetter(thread, better, item, best);
        thread.Release(wins > 0 ? best : item);
        best = wins > 0 ? item : best;
        return wins >= 0;
    }

    private static int IsBetter(ThreadState thread, SpecialMethod better, Value item, Value best)
    {
        int quick = better == SpecialMethod.Lt ? QuickOrder.Less(item, best) : QuickOrder.Less(best, item);
        return quick != QuickOrder.Unknown ? quick : Comparison.CompareTruth(thread, better, item, best);
    }

    /// <summary>Takes over the item; keeps it when it is better than the best so far.</summary>
    private static bool Consider(ThreadState thread, Value item, Value key, SpecialMethod better, ref Value best, ref Value bestKey)
    {
        Value itemKey = key.IsNone ? thread.Retain(item) : thread.Call(key, item);
        if (itemKey.IsError)
        {
            thread.Release(item);
            return false;
        }

        int wins = best.IsUnbound ? 1 : IsBetter(thread, better, itemKey, bestKey);
        if (wins <= 0)
        {
            thread.Release(itemKey);
            thread.Release(item);
            return wins == 0;
        }

        Value oldBest = best;
        Value oldKey = bestKey;
        best = item;
        bestKey = itemKey;
        thread.Release(oldKey);
        thread.Release(oldBest);
        return true;
    }
}

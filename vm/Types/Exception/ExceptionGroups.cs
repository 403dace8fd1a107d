using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What a leaf or group is tested for when a group is split: 1, 0, or -1 when an exception is set.</summary>
internal delegate int ExceptionCondition(ThreadState thread, ExceptionObject exception);

/// <summary>Splitting exception groups, and except* (PEP 654; CPython Objects/exceptions.c, exceptiongroup_split_recursive).</summary>
internal static class ExceptionGroups
{
    private static readonly StrObject s_split = StrObject.Intern("split");

    public static bool IsGroup(ExceptionObject exception) => exception.Type.IsSubtypeOf(ExceptionTypes.BaseExceptionGroup);

    /// <summary>The nested exceptions, borrowed.</summary>
    public static ReadOnlySpan<Value> Exceptions(ExceptionObject group) =>
        ExceptionMembers.Peek(group, ExceptionMembers.GroupExceptions).Ref is TupleObject tuple ? tuple.Span : [];

    /// <summary>The test that split() and subgroup() are given; null with TypeError set. The value must stay alive while it is used.</summary>
    public static ExceptionCondition? Condition(ThreadState thread, Value value)
    {
        if (value.Ref is TypeObject { Flags: var flags } type && (flags & TypeFlags.Exception) != 0)
        {
            return (_, exception) => exception.Type.IsSubtypeOf(type) ? 1 : 0;
        }

        if (value.Ref is TupleObject tuple && AllClasses(tuple))
        {
            return (_, exception) => MatchesAny(exception, tuple) ? 1 : 0;
        }

        if (value.Ref is not (TupleObject or TypeObject) && IsCallable(value))
        {
            return (thread, exception) =>
            {
                Value result = thread.Call(value, Value.Of(exception));
                if (result.IsError)
                {
                    return -1;
                }

                int truth = Operators.IsTrue(thread, result);
                thread.Release(result);
                return truth;
            };
        }

        thread.TypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)");
        return null;
    }

    /// <summary>Divides an exception; the parts are new references, null where there is nothing. False when an exception is set.</summary>
    public static bool Split(ThreadState thread, ExceptionObject exception, ExceptionCondition condition, bool wantsRest, out ExceptionObject? match, out ExceptionObject? rest)
    {
        match = null;
        rest = null;
        int whole = condition(thread, exception);
        if (whole < 0)
        {
            return false;
        }

        if (whole > 0)
        {
            RefCount.Retain(thread, exception);
            match = exception;
            return true;
        }

        if (!IsGroup(exception))
        {
            if (wantsRest)
            {
                RefCount.Retain(thread, exception);
                rest = exception;
            }

            return true;
        }

        if (!StackGuard.Enter(thread, " in exceptiongroup_split_recursive"))
        {
            return false;
        }

        bool done = SplitNested(thread, exception, condition, wantsRest, out match, out rest);
        StackGuard.Leave(thread);
        return done;
    }

    /// <summary>
    /// except*: divides the exception being handled by a class or tuple. A naked exception that matches is wrapped in a group.
    /// The parts are new references. False when an exception is set.
    /// </summary>
    public static bool Match(ThreadState thread, Value handled, Value classes, out Value match, out Value rest)
    {
        match = Value.None;
        rest = Value.None;
        if (!CheckStarred(thread, classes))
        {
            return false;
        }

        if (handled.Ref is not ExceptionObject exception)
        {
            return true;
        }

        if (Matches(exception, classes))
        {
            RefCount.Retain(thread, exception);
            if (IsGroup(exception))
            {
                match = handled;
                return true;
            }

            TupleObject members = TupleObject.Of(thread, [handled]);
            Value wrapped = thread.Call(Value.Of(ExceptionTypes.BaseExceptionGroup), Value.Of(StrObject.Empty), Value.Of(members));
            RefCount.Release(thread, members);
            RefCount.Release(thread, exception);
            match = wrapped;
            return !wrapped.IsError;
        }

        if (!IsGroup(exception))
        {
            rest = thread.Retain(handled);
            return true;
        }

        Value pair = thread.CallMethod(handled, s_split, classes);
        if (pair.IsError)
        {
            return false;
        }

        if (pair.Ref is not TupleObject { Length: >= 2 } tuple)
        {
            thread.TypeError(pair.Ref is TupleObject shortPair
                ? $"{exception.Type.Name}.split must return a 2-tuple, got tuple of size {shortPair.Length}"
                : $"{exception.Type.Name}.split must return a tuple, not {pair.Type.Name}");
            thread.Release(pair);
            return false;
        }

        match = thread.Retain(tuple.Items[0]);
        rest = thread.Retain(tuple.Items[1]);
        RefCount.Release(thread, tuple);
        return true;
    }

    /// <summary>
    /// The end of a try with except* clauses: what the clauses raised and what nobody matched, as one exception; None when
    /// nothing is left. Borrows both, gives a new reference.
    /// </summary>
    public static Value PrepareReraise(ThreadState thread, Value original, ListObject raisedOrUnmatched)
    {
        var all = new List<ExceptionObject>();
        for (int i = 0; i < raisedOrUnmatched.Count; i++)
        {
            if (raisedOrUnmatched.Peek(i).Ref is ExceptionObject exception)
            {
                all.Add(exception);
            }
        }

        if (all.Count == 0)
        {
            return Value.None;
        }

        var handled = (ExceptionObject)original.Ref!;
        if (!IsGroup(handled))
        {
            // A naked exception that one clause caught wrapped: at most one exception is left.
            return thread.Retain(Value.Of(all[0]));
        }

        var raised = new List<Value>();
        var reraised = new List<ExceptionObject>();
        foreach (ExceptionObject exception in all)
        {
            if (SameMetadata(exception, handled))
            {
                reraised.Add(exception);
            }
            else
            {
                raised.Add(Value.Of(exception));
            }
        }

        if (!Project(thread, handled, reraised, out ExceptionObject? left))
        {
            return Value.Error;
        }

        Value leftValue = left is null ? Value.None : Value.Of(left);
        if (raised.Count == 0)
        {
            return leftValue;
        }

        if (left is not null)
        {
            raised.Add(leftValue);
        }

        Value result;
        if (raised.Count == 1)
        {
            result = thread.Retain(raised[0]);
        }
        else
        {
            ListObject list = ListObject.Of(thread, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(raised));
            result = ExceptionGroupMethods.New(thread, [Value.Of(ExceptionTypes.BaseExceptionGroup), Value.Of(StrObject.Empty), Value.Of(list)], default);
            RefCount.Release(thread, list);
        }

        thread.Release(leftValue);
        return result;
    }

    /// <summary>The class or a class of the tuple is a base of the exception's.</summary>
    public static bool Matches(ExceptionObject exception, Value classes) => classes.Ref switch
    {
        TypeObject type => exception.Type.IsSubtypeOf(type),
        TupleObject tuple => MatchesAny(exception, tuple),
        _ => false,
    };

    /// <summary>True for an exception class or a tuple of such; otherwise TypeError is set.</summary>
    public static bool CheckClasses(ThreadState thread, Value classes)
    {
        if (classes.Ref is TypeObject { Flags: var flags } && (flags & TypeFlags.Exception) != 0)
        {
            return true;
        }

        if (classes.Ref is TupleObject tuple && AllClasses(tuple))
        {
            return true;
        }

        thread.TypeError("catching classes that do not inherit from BaseException is not allowed");
        return false;
    }

    private static bool CheckStarred(ThreadState thread, Value classes)
    {
        if (!CheckClasses(thread, classes))
        {
            return false;
        }

        bool hasGroup = classes.Ref is TypeObject type && type.IsSubtypeOf(ExceptionTypes.BaseExceptionGroup);
        if (classes.Ref is TupleObject tuple)
        {
            foreach (ref readonly Value item in tuple.Span)
            {
                hasGroup |= ((TypeObject)item.Ref!).IsSubtypeOf(ExceptionTypes.BaseExceptionGroup);
            }
        }

        if (hasGroup)
        {
            thread.TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
        }

        return !hasGroup;
    }

    private static bool SplitNested(ThreadState thread, ExceptionObject group, ExceptionCondition condition, bool wantsRest, out ExceptionObject? match, out ExceptionObject? rest)
    {
        match = null;
        rest = null;
        var matches = new List<Value>();
        var rests = new List<Value>();
        bool done = true;
        foreach (Value item in Exceptions(group).ToArray())
        {
            if (!Split(thread, (ExceptionObject)item.Ref!, condition, wantsRest, out ExceptionObject? one, out ExceptionObject? other))
            {
                done = false;
                break;
            }

            if (one is not null)
            {
                matches.Add(Value.Of(one));
            }

            if (other is not null)
            {
                rests.Add(Value.Of(other));
            }
        }

        TupleObject matchTuple = TupleObject.Steal(thread, [.. matches]);
        TupleObject restTuple = TupleObject.Steal(thread, [.. rests]);
        if (done && matchTuple.Length != 0)
        {
            match = ExceptionGroupMethods.DeriveLike(thread, group, matchTuple);
            done = match is not null;
        }

        if (done && restTuple.Length != 0)
        {
            rest = ExceptionGroupMethods.DeriveLike(thread, group, restTuple);
            done = rest is not null;
        }

        if (!done && match is not null)
        {
            RefCount.Release(thread, match);
            match = null;
        }

        RefCount.Release(thread, matchTuple);
        RefCount.Release(thread, restTuple);
        return done;
    }

    /// <summary>The part of the group whose leaves are in the exceptions, with the group's own structure.</summary>
    private static bool Project(ThreadState thread, ExceptionObject group, List<ExceptionObject> kept, out ExceptionObject? part)
    {
        var leaves = new HashSet<ExceptionObject>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<ExceptionObject>(kept);
        while (pending.TryPop(out ExceptionObject? exception))
        {
            if (!IsGroup(exception))
            {
                leaves.Add(exception);
                continue;
            }

            foreach (ref readonly Value item in Exceptions(exception))
            {
                pending.Push((ExceptionObject)item.Ref!);
            }
        }

        return Split(thread, group, (_, exception) => leaves.Contains(exception) ? 1 : 0, wantsRest: false, out part, out _);
    }

    /// <summary>An exception that a clause has not touched still has the original's traceback, cause, context and notes.</summary>
    private static bool SameMetadata(ExceptionObject one, ExceptionObject other) =>
        IsGroup(one)
        && ReferenceEquals(one.Traceback, other.Traceback)
        && ReferenceEquals(one.Cause, other.Cause)
        && ReferenceEquals(one.Context, other.Context);

    private static bool AllClasses(TupleObject tuple)
    {
        foreach (ref readonly Value item in tuple.Span)
        {
            if (item.Ref is not TypeObject type || (type.Flags & TypeFlags.Exception) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesAny(ExceptionObject exception, TupleObject classes)
    {
        foreach (ref readonly Value item in classes.Span)
        {
            if (exception.Type.IsSubtypeOf((TypeObject)item.Ref!))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCallable(Value value) => value.Ref is FunctionObject or NativeFunction or BoundNativeObject or MethodObject || value.Type.Slot(SpecialMethod.Call).IsDefined;
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>BaseExceptionGroup and ExceptionGroup (PEP 654).</summary>
[PyType("BaseExceptionGroup", typeof(ExceptionObject), Doc = "A combination of multiple unrelated exceptions.")]
internal static class ExceptionGroupMethods
{
    private static readonly StrObject s_derive = StrObject.Intern("derive");

    internal static TypeObject Type => ExceptionTypes.BaseExceptionGroup;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int count = arguments.Length - keywords.Count - 1;
        if (count < 0 || arguments[0].Ref is not TypeObject type)
        {
            return thread.TypeError("BaseExceptionGroup.__new__(): not enough arguments");
        }

        if (count != 2)
        {
            return thread.TypeError($"BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)");
        }

        if (arguments[1].Ref is not StrObject)
        {
            return thread.TypeError($"BaseExceptionGroup.__new__() argument 1 must be str, not {arguments[1].Type.Name}");
        }

        Value exceptions = Sequence(thread, arguments[2]);
        if (exceptions.IsError)
        {
            return exceptions;
        }

        var items = (TupleObject)exceptions.Ref!;
        if (Class(thread, type, items) is not { } chosen)
        {
            RefCount.Release(thread, items);
            return Value.Error;
        }

        ExceptionObject group = ExceptionCreation.Create(thread, chosen, arguments[1..3]);
        ExceptionMembers.Set(thread, group, ExceptionMembers.GroupMessage, arguments[1]);
        ExceptionMembers.Set(thread, group, ExceptionMembers.GroupExceptions, exceptions);
        RefCount.Release(thread, items);
        return Value.Of(group);
    }

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        BaseExceptionMethods.Init(thread, self, arguments, keywords);

    [PyMethod("__str__")]
    public static string? Str(ThreadState thread, ExceptionObject self)
    {
        int count = ExceptionGroups.Exceptions(self).Length;
        return Operators.StrText(thread, ExceptionMembers.Peek(self, ExceptionMembers.GroupMessage)) is { } message
            ? $"{message} ({count} sub-exception{(count == 1 ? "" : "s")})"
            : null;
    }

    /// <summary>What was given may have changed since: the exceptions are shown as they were, in the brackets of what was given.</summary>
    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, ExceptionObject self)
    {
        Value given = self.GetArguments(thread).Length == 2 ? self.GetArguments(thread).Items[1] : Value.Unbound;
        Value shown = given.Ref is ListObject
            ? Value.Of(ListObject.Of(thread, ExceptionGroups.Exceptions(self)))
            : ExceptionMembers.Get(thread, self, ExceptionMembers.GroupExceptions);
        string? exceptions = Operators.ReprText(thread, shown);
        thread.Release(shown);
        string? message = exceptions is null ? null : Operators.ReprText(thread, ExceptionMembers.Peek(self, ExceptionMembers.GroupMessage));
        return message is null ? null : $"{self.Type.ShortName}({message}, {exceptions})";
    }

    [PyMethod("derive")]
    public static Value Derive(ThreadState thread, ExceptionObject self, Value excs) =>
        New(thread, [Value.Of(ExceptionTypes.BaseExceptionGroup), ExceptionMembers.Peek(self, ExceptionMembers.GroupMessage), excs], default);

    [PyMethod("split")]
    public static Value Split(ThreadState thread, ExceptionObject self, Value matcherValue)
    {
        if (ExceptionGroups.Condition(thread, matcherValue) is not { } condition
            || !ExceptionGroups.Split(thread, self, condition, wantsRest: true, out ExceptionObject? match, out ExceptionObject? rest))
        {
            return Value.Error;
        }

        return Value.Of(TupleObject.Steal(thread, [OrNone(match), OrNone(rest)]));
    }

    [PyMethod("subgroup")]
    public static Value Subgroup(ThreadState thread, ExceptionObject self, Value matcherValue)
    {
        if (ExceptionGroups.Condition(thread, matcherValue) is not { } condition
            || !ExceptionGroups.Split(thread, self, condition, wantsRest: false, out ExceptionObject? match, out _))
        {
            return Value.Error;
        }

        return OrNone(match);
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => GenericAliases.Make(thread, Value.Of(type), key);

    [PyGetter("message", Doc = "exception message")]
    public static Value Message(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.GroupMessage);

    [PyGetter("exceptions", Doc = "nested exceptions")]
    public static Value Exceptions(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.GroupExceptions);

    /// <summary>self.derive(exceptions) with self's traceback, cause, context and notes; the tuple is borrowed. Null with an exception set.</summary>
    internal static ExceptionObject? DeriveLike(ThreadState thread, ExceptionObject self, TupleObject exceptions)
    {
        ListObject list = ListObject.Of(thread, exceptions.Span);
        Value derived = thread.CallMethod(Value.Of(self), s_derive, Value.Of(list));
        RefCount.Release(thread, list);
        if (derived.IsError)
        {
            return null;
        }

        if (derived.Ref is not ExceptionObject group || !group.Type.IsSubtypeOf(ExceptionTypes.BaseExceptionGroup))
        {
            thread.Release(derived);
            thread.TypeError("derive must return an instance of BaseExceptionGroup");
            return null;
        }

        ExceptionFields.SetTraceback(thread, group, self.Traceback);
        Link(thread, self.Context, out ExceptionObject? context);
        ExceptionFields.SetContext(thread, group, context);
        Link(thread, self.Cause, out ExceptionObject? cause);
        ExceptionFields.SetCause(thread, group, cause);
        group.SuppressContext = self.SuppressContext;
        return CopyNotes(thread, self, group) ? group : Drop(thread, group);
    }

    private static bool CopyNotes(ThreadState thread, ExceptionObject from, ExceptionObject to)
    {
        Value notes = Attributes.TryGet(thread, Value.Of(from), Names.Notes);
        if (notes.IsUnbound || notes.IsError)
        {
            return !notes.IsError;
        }

        bool done = true;
        if (notes.Type.IsSubtypeOf(BuiltinTypes.List) || notes.Type.IsSubtypeOf(BuiltinTypes.Tuple))
        {
            var copy = new ListObject(thread);
            using (var items = new Iteration(thread, notes))
            {
                while (items.MoveNext(out Value item))
                {
                    copy.Add(item);
                }

                done = !items.Failed;
            }

            done = done && Attributes.Set(thread, Value.Of(to), Names.Notes, Value.Of(copy));
            RefCount.Release(thread, copy);
        }

        thread.Release(notes);
        return done;
    }

    private static void Link(ThreadState thread, ExceptionObject? link, out ExceptionObject? retained)
    {
        retained = link;
        if (link is not null)
        {
            RefCount.Retain(thread, link);
        }
    }

    private static ExceptionObject? Drop(ThreadState thread, ExceptionObject exception)
    {
        RefCount.Release(thread, exception);
        return null;
    }

    private static Value OrNone(ExceptionObject? exception) => exception is null ? Value.None : Value.Of(exception);

    /// <summary>The exceptions as a tuple, a new reference.</summary>
    private static Value Sequence(ThreadState thread, Value value)
    {
        if (value.Ref is not (ListObject or TupleObject) && (value.Ref is DictObject or SetObject || !value.Type.Slot(SpecialMethod.GetItem).IsDefined || !value.Type.Slot(SpecialMethod.Len).IsDefined))
        {
            return thread.TypeError("second argument (exceptions) must be a sequence");
        }

        var items = new List<Value>();
        bool failed;
        using (var iteration = new Iteration(thread, value))
        {
            while (iteration.MoveNext(out Value item))
            {
                items.Add(item);
            }

            failed = iteration.Failed;
        }

        TupleObject tuple = TupleObject.Steal(thread, [.. items]);
        if (!failed && tuple.Length == 0)
        {
            return thread.ValueError("second argument (exceptions) must be a non-empty sequence");
        }

        for (int i = 0; i < tuple.Length && !failed; i++)
        {
            if (tuple.Items[i].Ref is not ExceptionObject)
            {
                thread.ValueError($"Item {i} of second argument (exceptions) is not an exception");
                failed = true;
            }
        }

        if (failed)
        {
            RefCount.Release(thread, tuple);
            return Value.Error;
        }

        return Value.Of(tuple);
    }

    /// <summary>The class of the new group by the nesting rules; null with TypeError set.</summary>
    private static TypeObject? Class(ThreadState thread, TypeObject type, TupleObject exceptions)
    {
        bool onlyExceptions = true;
        foreach (ref readonly Value item in exceptions.Span)
        {
            onlyExceptions &= item.Type.IsSubtypeOf(ExceptionTypes.Exception);
        }

        if (ReferenceEquals(type, ExceptionTypes.BaseExceptionGroup))
        {
            return onlyExceptions ? ExceptionTypes.ExceptionGroup : type;
        }

        if (onlyExceptions || !type.IsSubtypeOf(ExceptionTypes.Exception))
        {
            return type;
        }

        thread.TypeError(ReferenceEquals(type, ExceptionTypes.ExceptionGroup)
            ? "Cannot nest BaseExceptions in an ExceptionGroup"
            : $"Cannot nest BaseExceptions in '{type.Name}'");
        return null;
    }
}

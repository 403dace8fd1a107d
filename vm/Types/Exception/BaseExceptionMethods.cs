using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>BaseException (library/exceptions; CPython Objects/exceptions.c).</summary>
[PyType("BaseException", typeof(ExceptionObject), Doc = "Common base class for all exceptions.")]
internal static class BaseExceptionMethods
{
    internal static TypeObject Type => ExceptionTypes.BaseException;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length - keywords.Count < 1 || arguments[0].Ref is not TypeObject type)
        {
            return thread.TypeError("BaseException.__new__(): not enough arguments");
        }

        return Value.Of(ExceptionCreation.Create(thread, type, arguments[1..^keywords.Count]));
    }

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!keywords.IsEmpty)
        {
            return thread.TypeError($"{self.Type.Name}() takes no keyword arguments");
        }

        SetArguments(thread, self, arguments);
        return Value.None;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self) => self.GetArguments(thread).Length switch
    {
        0 => Value.Of(StrObject.Empty),
        1 => Operators.Str(thread, self.GetArguments(thread).Items[0]),
        _ => Operators.Str(thread, Value.Of(self.GetArguments(thread))),
    };

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, ExceptionObject self)
    {
        if (self.GetArguments(thread).Length == 1)
        {
            return Operators.ReprText(thread, self.GetArguments(thread).Items[0]) is { } text ? $"{self.Type.ShortName}({text})" : null;
        }

        return Operators.ReprText(thread, Value.Of(self.GetArguments(thread))) is { } all ? self.Type.ShortName + all : null;
    }

    [PyMethod("with_traceback", Doc = "Set self.__traceback__ to tb and return self.")]
    public static Value WithTraceback(ThreadState thread, ExceptionObject self, Value tb) =>
        SetTraceback(thread, self, tb) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("add_note", Doc = "Add a note to the exception")]
    public static Value AddNote(ThreadState thread, ExceptionObject self, Value note)
    {
        if (note.Ref is not StrObject)
        {
            return Bind.ArgumentError(thread, "add_note", "argument", "str", note);
        }

        Value notes = Attributes.TryGet(thread, Value.Of(self), Names.Notes);
        if (notes.IsError)
        {
            return notes;
        }

        if (notes.IsUnbound)
        {
            notes = Value.Of(new ListObject(thread));
            if (!Attributes.Set(thread, Value.Of(self), Names.Notes, notes))
            {
                thread.Release(notes);
                return Value.Error;
            }
        }

        bool isList = notes.Ref is ListObject;
        if (isList)
        {
            ((ListObject)notes.Ref!).Add(note);
        }

        thread.Release(notes);
        return isList ? Value.None : thread.TypeError("Cannot add note: __notes__ is not a list");
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ExceptionObject self) => Reduced(thread, self, thread.Retain(Value.Of(self.GetArguments(thread))), State(thread, self));

    [PyMethod("__setstate__")]
    public static Value SetState(ThreadState thread, ExceptionObject self, Value state)
    {
        if (state.IsNone)
        {
            return Value.None;
        }

        if (state.Ref is not DictObject)
        {
            return thread.TypeError("state is not a dictionary");
        }

        bool done = MappingIteration.ForEach(thread, state, Value.Of(self), static (thread, target, key, value) =>
        {
            if (key.Ref is not StrObject name)
            {
                thread.TypeError($"attribute name must be string, not '{key.Type.Name}'");
                return false;
            }

            return Attributes.Set(thread, target, name.Intern(), value);
        });
        return done ? Value.None : Value.Error;
    }

    [PyGetter("args")]
    public static Value Arguments(ThreadState thread, ExceptionObject self) => thread.Retain(Value.Of(self.GetArguments(thread)));

    [PySetter("args")]
    public static bool SetArguments(ThreadState thread, ExceptionObject self, Value value)
    {
        if (value.IsUnbound)
        {
            thread.TypeError("args may not be deleted");
            return false;
        }

        var items = new List<Value>();
        using var iteration = new Iteration(thread, value);
        while (iteration.MoveNext(out Value item))
        {
            items.Add(item);
        }

        TupleObject made = TupleObject.Steal(thread, [.. items]);
        if (iteration.Failed)
        {
            RefCount.Release(thread, made);
            return false;
        }

        ExceptionFields.SetArguments(thread, self, made);
        return true;
    }

    [PyGetter("__traceback__")]
    public static Value Traceback(ThreadState thread, ExceptionObject self) => OrNone(thread, self.Traceback);

    [PySetter("__traceback__")]
    public static bool SetTraceback(ThreadState thread, ExceptionObject self, Value value)
    {
        if (value.IsUnbound)
        {
            thread.TypeError("__traceback__ may not be deleted");
            return false;
        }

        if (!value.IsNone && value.Ref is not TracebackObject)
        {
            thread.TypeError("__traceback__ must be a traceback or None");
            return false;
        }

        ExceptionFields.SetTraceback(thread, self, value.Ref as TracebackObject);
        return true;
    }

    [PyGetter("__cause__")]
    public static Value Cause(ThreadState thread, ExceptionObject self) => OrNone(thread, self.Cause);

    [PySetter("__cause__")]
    public static bool SetCause(ThreadState thread, ExceptionObject self, Value value)
    {
        if (!TryLink(thread, value, "__cause__ may not be deleted", "exception cause must be None or derive from BaseException", out ExceptionObject? cause))
        {
            return false;
        }

        ExceptionFields.SetCause(thread, self, cause);
        return true;
    }

    [PyGetter("__context__")]
    public static Value Context(ThreadState thread, ExceptionObject self) => OrNone(thread, self.Context);

    [PySetter("__context__")]
    public static bool SetContext(ThreadState thread, ExceptionObject self, Value value)
    {
        if (!TryLink(thread, value, "__context__ may not be deleted", "exception context must be None or derive from BaseException", out ExceptionObject? context))
        {
            return false;
        }

        ExceptionFields.SetContext(thread, self, context);
        return true;
    }

    [PyGetter("__suppress_context__")]
    public static bool SuppressContext(ThreadState thread, ExceptionObject self) => self.SuppressContext;

    [PySetter("__suppress_context__")]
    public static bool SetSuppressContext(ThreadState thread, ExceptionObject self, Value value)
    {
        if (!value.IsBool)
        {
            thread.TypeError(value.IsUnbound ? "can't delete numeric/char attribute" : "attribute value type must be bool");
            return false;
        }

        self.SuppressContext = value.IsTrue;
        return true;
    }

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, Value self) => InstanceDict.Get(thread, self);

    [PySetter("__dict__")]
    public static bool SetDict(ThreadState thread, Value self, Value value)
    {
        if (value.IsUnbound)
        {
            thread.TypeError("cannot delete __dict__");
            return false;
        }

        return InstanceDict.Set(thread, self, value);
    }

    /// <summary>Sets args to a tuple of borrowed values.</summary>
    internal static void SetArguments(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments)
    {
        if (self.GetArguments(thread).Length == 0 && arguments.Length == 0)
        {
            return;
        }

        // __new__ has set them already when nobody has interfered.
        if (!self.GetArguments(thread).Span.SequenceSame(arguments))
        {
            ExceptionFields.SetArguments(thread, self, TupleObject.Of(thread, arguments));
        }
    }

    /// <summary>The tuple of __reduce__; args and state (None when there is none) move in.</summary>
    internal static Value Reduced(ThreadState thread, ExceptionObject self, Value arguments, Value state)
    {
        Value[] parts = state.IsNone ? [Value.Of(self.Type), arguments] : [Value.Of(self.Type), arguments, state];
        return Value.Of(TupleObject.Steal(thread, parts));
    }

    /// <summary>A copy of the instance's attributes, or None when it has none.</summary>
    internal static Value State(ThreadState thread, ExceptionObject self)
    {
        if (self.Attributes is null)
        {
            return Value.None;
        }

        DictObject dict = InstanceAttributes.Materialize(thread, self);
        return dict.Count == 0 ? Value.None : thread.Retain(Value.Of(dict));
    }

    private static Value OrNone(ThreadState thread, PyObject? reference) => reference is null ? Value.None : thread.Retain(Value.Of(reference));

    private static bool TryLink(ThreadState thread, Value value, string deleted, string wrong, out ExceptionObject? link)
    {
        link = value.Ref as ExceptionObject;
        if (link is null && !value.IsNone)
        {
            thread.TypeError(value.IsUnbound ? deleted : wrong);
            return false;
        }

        if (link is not null)
        {
            RefCount.Retain(thread, link);
        }

        return true;
    }
}

/// <summary>Comparison of argument lists by identity.</summary>
internal static class ValueSpans
{
    public static bool SequenceSame(this ReadOnlySpan<Value> left, ReadOnlySpan<Value> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!left[i].Same(right[i]))
            {
                return false;
            }
        }

        return true;
    }
}

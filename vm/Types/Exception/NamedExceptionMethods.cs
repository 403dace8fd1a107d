using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>StopIteration.</summary>
[PyType("StopIteration", typeof(ExceptionObject), Doc = "Signal the end from iterator.__next__().")]
internal static class StopIterationMethods
{
    internal static TypeObject Type => ExceptionTypes.StopIteration;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (BaseExceptionMethods.Init(thread, self, arguments, keywords).IsError)
        {
            return Value.Error;
        }

        ExceptionMembers.Set(thread, self, ExceptionMembers.StopValue, arguments.Length > 0 ? arguments[0] : Value.None);
        return Value.None;
    }

    [PyGetter("value")]
    public static Value Get(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.StopValue);

    [PySetter("value")]
    public static bool Set(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.StopValue, value);
}

/// <summary>SystemExit.</summary>
[PyType("SystemExit", typeof(ExceptionObject), Doc = "Request to exit from the interpreter.")]
internal static class SystemExitMethods
{
    internal static TypeObject Type => ExceptionTypes.SystemExit;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (BaseExceptionMethods.Init(thread, self, arguments, keywords).IsError)
        {
            return Value.Error;
        }

        ExceptionMembers.Set(thread, self, ExceptionMembers.StopValue, arguments.Length switch { 0 => Value.None, 1 => arguments[0], _ => Value.Of(self.GetArguments(thread)) });
        return Value.None;
    }

    [PyGetter("code")]
    public static Value Get(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.StopValue);

    [PySetter("code")]
    public static bool Set(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.StopValue, value);
}

/// <summary>KeyError shows a lone key by its repr, so that an empty str can be seen.</summary>
[PyType("KeyError", typeof(ExceptionObject), Doc = "Mapping key not found.")]
internal static class KeyErrorMethods
{
    internal static TypeObject Type => ExceptionTypes.KeyError;

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self) =>
        self.GetArguments(thread).Length == 1 ? Operators.Repr(thread, self.GetArguments(thread).Items[0]) : BaseExceptionMethods.Str(thread, self);
}

/// <summary>NameError.</summary>
[PyType("NameError", typeof(ExceptionObject), Doc = "Name not found globally.")]
internal static class NameErrorMethods
{
    private static readonly string[] s_keywords = ["name"];

    internal static TypeObject Type => ExceptionTypes.NameError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        ExceptionKeywords.Init(thread, self, arguments, keywords, "NameError", s_keywords) ? Value.None : Value.Error;

    [PyGetter("name")]
    public static Value Name(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Name);

    [PySetter("name")]
    public static bool SetName(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Name, value);
}

/// <summary>AttributeError.</summary>
[PyType("AttributeError", typeof(ExceptionObject), Doc = "Attribute not found.")]
internal static class AttributeErrorMethods
{
    private static readonly string[] s_keywords = ["name", "obj"];
    private static readonly StrObject s_name = StrObject.Intern("name");
    private static readonly StrObject s_arguments = StrObject.Intern("args");

    internal static TypeObject Type => ExceptionTypes.AttributeError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        ExceptionKeywords.Init(thread, self, arguments, keywords, "AttributeError", s_keywords) ? Value.None : Value.Error;

    /// <summary>name and args, without the object: it may not be picklable.</summary>
    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, ExceptionObject self)
    {
        var state = new DictObject(thread);
        Value own = BaseExceptionMethods.State(thread, self);
        if (!own.IsNone)
        {
            MappingIteration.ForEach(thread, own, state, static (thread, target, key, value) => target.Set(thread, key, value));
            thread.Release(own);
        }

        Value name = ExceptionMembers.Peek(self, ExceptionMembers.Name);
        if (!name.IsUnbound)
        {
            state.SetName(thread, s_name, thread.Retain(name));
        }

        state.SetName(thread, s_arguments, thread.Retain(Value.Of(self.GetArguments(thread))));
        return Value.Of(state);
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ExceptionObject self) =>
        BaseExceptionMethods.Reduced(thread, self, thread.Retain(Value.Of(self.GetArguments(thread))), GetState(thread, self));

    [PyGetter("name")]
    public static Value Name(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Name);

    [PySetter("name")]
    public static bool SetName(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Name, value);

    [PyGetter("obj")]
    public static Value Object(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Object);

    [PySetter("obj")]
    public static bool SetObject(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Object, value);
}

/// <summary>ImportError.</summary>
[PyType("ImportError", typeof(ExceptionObject), Doc = "Import can't find module, or can't find name in module.")]
internal static class ImportErrorMethods
{
    private static readonly string[] s_keywords = ["name", "path", "name_from"];

    internal static TypeObject Type => ExceptionTypes.ImportError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!ExceptionKeywords.Init(thread, self, arguments, keywords, "ImportError", s_keywords))
        {
            return Value.Error;
        }

        // Called again, __init__ forgets what it is not given anew.
        for (int i = ExceptionMembers.Name; i <= ExceptionMembers.NameFrom; i++)
        {
            if (!ExceptionMembers.Peek(self, i).IsUnbound && !Names(keywords, s_keywords[i]))
            {
                ExceptionMembers.Set(thread, self, i, Value.Unbound);
            }
        }

        if (arguments.Length - keywords.Count == 1)
        {
            ExceptionMembers.Set(thread, self, ExceptionMembers.ImportMessage, arguments[0]);
        }
        else if (!ExceptionMembers.Peek(self, ExceptionMembers.ImportMessage).IsUnbound)
        {
            ExceptionMembers.Set(thread, self, ExceptionMembers.ImportMessage, Value.Unbound);
        }

        return Value.None;
    }

    private static bool Names(Keywords keywords, string name)
    {
        for (int i = 0; i < keywords.Count; i++)
        {
            if (keywords[i].ToString() == name)
            {
                return true;
            }
        }

        return false;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self)
    {
        Value message = ExceptionMembers.Peek(self, ExceptionMembers.ImportMessage);
        return message.Ref is StrObject text && ReferenceEquals(text.Type, BuiltinTypes.Str) ? message : BaseExceptionMethods.Str(thread, self);
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, ExceptionObject self)
    {
        Value state = BaseExceptionMethods.State(thread, self);
        for (int i = 0; i < s_keywords.Length; i++)
        {
            Value value = ExceptionMembers.Peek(self, i);
            if (!value.IsUnbound)
            {
                state = state.IsNone ? Value.Of(new DictObject(thread)) : state;
                ((DictObject)state.Ref!).SetName(thread, StrObject.Intern(s_keywords[i]), thread.Retain(value));
            }
        }

        return BaseExceptionMethods.Reduced(thread, self, thread.Retain(Value.Of(self.GetArguments(thread))), state);
    }

    [PyGetter("msg")]
    public static Value Message(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.ImportMessage);

    [PySetter("msg")]
    public static bool SetMessage(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.ImportMessage, value);

    [PyGetter("name")]
    public static Value Name(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Name);

    [PySetter("name")]
    public static bool SetName(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Name, value);

    [PyGetter("path")]
    public static Value Path(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Path);

    [PySetter("path")]
    public static bool SetPath(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Path, value);

    [PyGetter("name_from")]
    public static Value NameFrom(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.NameFrom);

    [PySetter("name_from")]
    public static bool SetNameFrom(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.NameFrom, value);
}

/// <summary>__init__ of the exceptions that take attributes by keyword; the n-th keyword is member n.</summary>
internal static class ExceptionKeywords
{
    public static bool Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords, string function, string[] names)
    {
        int positional = arguments.Length - keywords.Count;
        BaseExceptionMethods.SetArguments(thread, self, arguments[..positional]);
        if (keywords.IsEmpty)
        {
            return true;
        }

        if (keywords.Count > names.Length)
        {
            thread.TypeError($"{function}() takes at most {names.Length} keyword argument{(names.Length == 1 ? "" : "s")} ({keywords.Count} given)");
            return false;
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            string name = keywords[i].ToString();
            int member = Array.IndexOf(names, name);
            if (member < 0)
            {
                string suggestion = Suggestions.Closest(name, names) is { } near ? $". Did you mean '{near}'?" : "";
                thread.TypeError($"{function}() got an unexpected keyword argument '{name}'{suggestion}");
                return false;
            }

            ExceptionMembers.Set(thread, self, member, arguments[positional + i]);
        }

        return true;
    }
}

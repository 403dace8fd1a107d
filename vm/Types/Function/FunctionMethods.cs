using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("function", typeof(FunctionObject))]
internal static class FunctionMethods
{
    /// <summary>types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None).</summary>
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword("code")] ExecutableCode code, [Keyword("globals")] DictObject globals, [Keyword("name"), Optional] Value name, [Keyword("argdefs"), Optional] Value defaults, [Keyword("closure"), Optional] Value closure, [Keyword("kwdefaults"), Optional] Value keywordDefaults)
    {
        if (!defaults.IsUnbound && !defaults.IsNone && defaults.Ref is not TupleObject)
        {
            return thread.TypeError("arg 4 (defaults) must be None or tuple");
        }

        if (!keywordDefaults.IsUnbound && !keywordDefaults.IsNone && keywordDefaults.Ref is not DictObject)
        {
            return thread.TypeError("arg 6 (kwdefaults) must be None or dict");
        }

        int free = code.Code.FreeNames.Length;
        int given = closure.Ref is TupleObject cells ? cells.Length : 0;
        if (given != free)
        {
            return given == 0
                ? thread.TypeError("arg 5 (closure) must be tuple")
                : thread.ValueError($"{code.Code.Name} requires closure of length {free}, not {given}");
        }

        var captured = new object?[free];
        for (int i = 0; i < free; i++)
        {
            if (((TupleObject)closure.Ref!).Items[i].Ref is not CellObject cell)
            {
                return thread.TypeError($"arg 5 (closure) expected cell, found {((TupleObject)closure.Ref!).Items[i].Type.Name}");
            }

            RefCount.Retain(thread, cell);
            captured[i] = cell;
        }

        var function = new FunctionObject(thread, code, globals, Execution.Interpreter.BuiltinsOf(thread, globals), captured);
        if (name.Ref is StrObject text)
        {
            function.Name = text;
        }

        function.Defaults = defaults.Ref is TupleObject ? (TupleObject)thread.Retain(defaults).Ref! : null;
        function.KeywordDefaults = keywordDefaults.Ref is DictObject ? (DictObject)thread.Retain(keywordDefaults).Ref! : null;
        return Value.Of(function);
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Calls.CallVector(thread, arguments[0], arguments[1..], keywords);

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, FunctionObject self, Value instance, Value owner)
    {
        if (instance.IsNone)
        {
            if (owner.IsUnbound || owner.IsNone)
            {
                return thread.TypeError("__get__(None, None) is invalid");
            }

            return thread.Retain(Value.Of(self));
        }

        RefCount.Retain(thread, self);
        return Value.Of(new MethodObject(thread, self, thread.Retain(instance)));
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, FunctionObject self) => $"<function {self.QualifiedName} at {ObjectMethods.Address(Value.Of(self))}>";

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, FunctionObject self) => Value.Of(self.Name);

    [PySetter("__name__")]
    public static bool SetName(ThreadState thread, FunctionObject self, Value value)
    {
        if (value.Ref is not StrObject text)
        {
            thread.TypeError("__name__ must be set to a string object");
            return false;
        }

        self.Name = text;
        return true;
    }

    [PyGetter("__qualname__")]
    public static Value QualName(ThreadState thread, FunctionObject self) => Value.Of(self.QualifiedName);

    [PySetter("__qualname__")]
    public static bool SetQualName(ThreadState thread, FunctionObject self, Value value)
    {
        if (value.Ref is not StrObject text)
        {
            thread.TypeError("__qualname__ must be set to a string object");
            return false;
        }

        self.QualifiedName = text;
        return true;
    }

    [PyGetter("__module__")]
    public static Value Module(ThreadState thread, FunctionObject self)
    {
        Value own = InstanceAttributes.Get(thread, Value.Of(self), Names.Module);
        if (!own.IsUnbound)
        {
            return own;
        }

        Value module = self.Globals.GetName(Names.Name);
        return module.IsUnbound ? Value.None : thread.Retain(module);
    }

    [PySetter("__module__")]
    public static bool SetModule(ThreadState thread, FunctionObject self, Value value) =>
        InstanceAttributes.Set(thread, Value.Of(self), Names.Module, value.IsUnbound ? Value.None : value) == InstanceAttributes.Outcome.Done;

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, FunctionObject self)
    {
        Value own = InstanceAttributes.Get(thread, Value.Of(self), Names.Doc);
        if (!own.IsUnbound)
        {
            return own;
        }

        return (self.Code.Code.Flags & Bytecode.CodeFlags.HasDocstring) != 0 && self.Code.Constants.Length > 0 ? self.Code.Constants[0] : Value.None;
    }

    [PySetter("__doc__")]
    public static bool SetDoc(ThreadState thread, FunctionObject self, Value value) =>
        InstanceAttributes.Set(thread, Value.Of(self), Names.Doc, value.IsUnbound ? Value.None : value) == InstanceAttributes.Outcome.Done;

    [PyGetter("__code__")]
    public static Value Code(ThreadState thread, FunctionObject self) => Value.Of(self.Code);

    [PySetter("__code__")]
    public static bool SetCode(ThreadState thread, FunctionObject self, Value value)
    {
        if (value.Ref is not ExecutableCode code)
        {
            thread.TypeError("__code__ must be set to a code object");
            return false;
        }

        if (code.Code.FreeNames.Length != self.Closure.Length)
        {
            thread.ValueError($"{self.Name}() requires a code object with {self.Closure.Length} free vars, not {code.Code.FreeNames.Length}");
            return false;
        }

        // The documentation is the function's from its making on.
        if (InstanceAttributes.Get(thread, Value.Of(self), Names.Doc) is { IsUnbound: false } own)
        {
            thread.Release(own);
        }
        else
        {
            InstanceAttributes.Set(thread, Value.Of(self), Names.Doc, Doc(thread, self));
        }

        self.Code = code;
        return true;
    }

    [PyGetter("__globals__")]
    public static Value Globals(ThreadState thread, FunctionObject self) => thread.Retain(Value.Of(self.Globals));

    [PyGetter("__builtins__")]
    public static Value Builtins(ThreadState thread, FunctionObject self) => thread.Retain(Value.Of(self.Builtins));

    [PyGetter("__closure__")]
    public static Value Closure(ThreadState thread, FunctionObject self) =>
        self.Closure.Length == 0 ? Value.None : Value.Of(TupleObject.Of(thread, Array.ConvertAll(self.Closure, static cell => Value.Of((CellObject)cell!))));

    [PyGetter("__defaults__")]
    public static Value Defaults(ThreadState thread, FunctionObject self) => self.Defaults is { } defaults ? thread.Retain(Value.Of(defaults)) : Value.None;

    [PySetter("__defaults__")]
    public static bool SetDefaults(ThreadState thread, FunctionObject self, Value value)
    {
        if (!(value.IsUnbound || value.IsNone || value.Ref is TupleObject))
        {
            thread.TypeError("__defaults__ must be set to a tuple object");
            return false;
        }

        Replace(thread, ref self.Defaults, value.Ref as TupleObject);
        return true;
    }

    [PyGetter("__kwdefaults__")]
    public static Value KeywordDefaults(ThreadState thread, FunctionObject self) => self.KeywordDefaults is { } defaults ? thread.Retain(Value.Of(defaults)) : Value.None;

    [PySetter("__kwdefaults__")]
    public static bool SetKeywordDefaults(ThreadState thread, FunctionObject self, Value value)
    {
        if (!(value.IsUnbound || value.IsNone || value.Ref is DictObject))
        {
            thread.TypeError("__kwdefaults__ must be set to a dict object");
            return false;
        }

        Replace(thread, ref self.KeywordDefaults, value.Ref as DictObject);
        return true;
    }

    [PyGetter("__annotations__")]
    public static Value Annotations(ThreadState thread, FunctionObject self) => LazyAnnotations.OfFunction(thread, self);

    [PySetter("__annotations__")]
    public static bool SetAnnotations(ThreadState thread, FunctionObject self, Value value)
    {
        if (!(value.IsUnbound || value.IsNone || value.Ref is DictObject))
        {
            thread.TypeError("__annotations__ must be set to a dict object");
            return false;
        }

        Replace(thread, ref self.Annotations, value.Ref as DictObject);
        Replace(thread, ref self.Annotate, null);
        return true;
    }

    [PyGetter("__annotate__")]
    public static Value Annotate(ThreadState thread, FunctionObject self) => self.Annotate is { } annotate ? thread.Retain(Value.Of(annotate)) : Value.None;

    [PySetter("__annotate__")]
    public static bool SetAnnotate(ThreadState thread, FunctionObject self, Value value)
    {
        if (!LazyAnnotations.MayAnnotate(thread, value, "__annotate__ cannot be deleted"))
        {
            return false;
        }

        Replace(thread, ref self.Annotate, value.IsNone ? null : value.Ref);
        if (!value.IsNone)
        {
            Replace(thread, ref self.Annotations, null);
        }

        return true;
    }

    [PyGetter("__type_params__")]
    public static Value TypeParameters(ThreadState thread, FunctionObject self) => self.TypeParameters is { } parameters ? thread.Retain(Value.Of(parameters)) : Value.Of(TupleObject.Empty);

    [PySetter("__type_params__")]
    public static bool SetTypeParameters(ThreadState thread, FunctionObject self, Value value)
    {
        if (value.Ref is not TupleObject tuple)
        {
            thread.TypeError("__type_params__ must be set to a tuple");
            return false;
        }

        Replace(thread, ref self.TypeParameters, tuple);
        return true;
    }

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, FunctionObject self) => InstanceDict.Get(thread, Value.Of(self));

    [PySetter("__dict__")]
    public static bool SetDict(ThreadState thread, FunctionObject self, Value value) =>
        value.IsUnbound ? !thread.TypeError("cannot delete __dict__").IsError : InstanceDict.Set(thread, Value.Of(self), value);

    private static void Replace<T>(ThreadState thread, ref T? field, T? value)
        where T : PyObject
    {
        T? old = field;
        if (value is not null)
        {
            RefCount.Retain(thread, value);
        }

        field = value;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }

    [PySetter("__globals__")]
    public static bool SetGlobals(ThreadState thread, FunctionObject self, Value value) => ReadOnly(thread);

    [PySetter("__builtins__")]
    public static bool SetBuiltins(ThreadState thread, FunctionObject self, Value value) => ReadOnly(thread);

    [PySetter("__closure__")]
    public static bool SetClosure(ThreadState thread, FunctionObject self, Value value) => ReadOnly(thread);

    private static bool ReadOnly(ThreadState thread)
    {
        thread.Raise(ExceptionTypes.AttributeError, "readonly attribute");
        return false;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("property", typeof(PropertyObject))]
internal static class PropertyMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new PropertyObject(thread, (TypeObject)arguments[0].Ref!));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, PropertyObject self, [Keyword("fget"), Optional] Value getter, [Keyword("fset"), Optional] Value setter, [Keyword("fdel"), Optional] Value deleter, [Keyword("doc"), Optional] Value doc)
    {
        Replace(thread, ref self.Getter, OrNone(getter));
        Replace(thread, ref self.Setter, OrNone(setter));
        Replace(thread, ref self.Deleter, OrNone(deleter));
        Replace(thread, ref self.Doc, OrNone(doc));
        Replace(thread, ref self.Name, Value.Unbound);
        self.DocFromGetter = false;
        Value text = self.Doc.IsNone ? Value.None : thread.Retain(self.Doc);
        if (text.IsNone && !self.Getter.IsNone)
        {
            Value inherited = Attributes.TryGet(thread, self.Getter, Names.Doc);
            if (inherited.IsError)
            {
                return inherited;
            }

            if (!inherited.IsUnbound && !inherited.IsNone)
            {
                self.DocFromGetter = true;
                text = inherited;
            }
        }

        bool done = true;
        if (ReferenceEquals(self.Type, BuiltinTypes.Property))
        {
            Replace(thread, ref self.Doc, text);
        }
        else
        {
            // In a subclass the class's own docstring would hide the member, so the text goes where instances keep attributes.
            Replace(thread, ref self.Doc, Value.None);
            done = Attributes.Set(thread, Value.Of(self), Names.Doc, text)
                || (!self.DocFromGetter && thread.ClearIf(ExceptionTypes.AttributeError));
        }

        thread.Release(text);
        return done ? Value.None : Value.Error;
    }

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, PropertyObject self, Value instance, Value owner)
    {
        if (instance.IsNone)
        {
            return thread.Retain(Value.Of(self));
        }

        return self.Getter.IsNone ? NoAccess(thread, self, instance, "getter") : thread.Call(self.Getter, instance);
    }

    [PyMethod("__set__")]
    public static Value Set(ThreadState thread, PropertyObject self, Value instance, Value value) =>
        self.Setter.IsNone ? NoAccess(thread, self, instance, "setter") : Discard(thread, thread.Call(self.Setter, instance, value));

    [PyMethod("__delete__")]
    public static Value Delete(ThreadState thread, PropertyObject self, Value instance) =>
        self.Deleter.IsNone ? NoAccess(thread, self, instance, "deleter") : Discard(thread, thread.Call(self.Deleter, instance));

    [PyMethod("getter", Doc = "A copy of the property with another getter.")]
    public static Value Getter(ThreadState thread, PropertyObject self, Value function) =>
        Copy(thread, self, function.IsNone ? self.Getter : function, self.Setter, self.Deleter);

    [PyMethod("setter", Doc = "A copy of the property with another setter.")]
    public static Value Setter(ThreadState thread, PropertyObject self, Value function) =>
        Copy(thread, self, self.Getter, function.IsNone ? self.Setter : function, self.Deleter);

    [PyMethod("deleter", Doc = "A copy of the property with another deleter.")]
    public static Value Deleter(ThreadState thread, PropertyObject self, Value function) =>
        Copy(thread, self, self.Getter, self.Setter, function.IsNone ? self.Deleter : function);

    [PyMethod("__set_name__", Doc = "Tells the property its name.")]
    public static Value SetName(ThreadState thread, PropertyObject self, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            return thread.TypeError($"__set_name__() takes 2 positional arguments but {arguments.Length} were given");
        }

        Replace(thread, ref self.Name, arguments[1]);
        return Value.None;
    }

    [PyGetter("fget")]
    public static Value GetterFunction(ThreadState thread, PropertyObject self) => thread.Retain(self.Getter);

    [PySetter("fget")]
    public static bool SetFget(ThreadState thread, PropertyObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyGetter("fset")]
    public static Value SetterFunction(ThreadState thread, PropertyObject self) => thread.Retain(self.Setter);

    [PySetter("fset")]
    public static bool SetFset(ThreadState thread, PropertyObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyGetter("fdel")]
    public static Value DeleterFunction(ThreadState thread, PropertyObject self) => thread.Retain(self.Deleter);

    [PySetter("fdel")]
    public static bool SetFdel(ThreadState thread, PropertyObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, PropertyObject self) => thread.Retain(self.Doc);

    [PySetter("__doc__")]
    public static bool SetDoc(ThreadState thread, PropertyObject self, Value value)
    {
        Replace(thread, ref self.Doc, OrNone(value));
        return true;
    }

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, PropertyObject self)
    {
        if (!self.Name.IsUnbound)
        {
            return thread.Retain(self.Name);
        }

        Value name = self.Getter.IsNone ? Value.Unbound : Attributes.TryGet(thread, self.Getter, Names.Name);
        return name.IsUnbound ? Attributes.Missing(thread, Value.Of(self), Names.Name) : name;
    }

    [PySetter("__name__")]
    public static bool SetName(ThreadState thread, PropertyObject self, Value value)
    {
        Replace(thread, ref self.Name, value);
        return true;
    }

    [PyGetter("__isabstractmethod__")]
    public static Value IsAbstract(ThreadState thread, PropertyObject self)
    {
        foreach (Value function in (ReadOnlySpan<Value>)[self.Getter, self.Setter, self.Deleter])
        {
            Value result = function.IsNone ? Value.False : WrapperAttributes.IsAbstract(thread, function);
            if (!result.IsFalse)
            {
                return result;
            }
        }

        return Value.False;
    }

    private static Value Copy(ThreadState thread, PropertyObject self, Value getter, Value setter, Value deleter)
    {
        Value doc = self.DocFromGetter && !getter.IsNone ? Value.None : self.Doc;
        Value copy = thread.Call(Value.Of(self.Type), getter, setter, deleter, doc);
        if (copy.Ref is PropertyObject made && !self.Name.IsUnbound)
        {
            Replace(thread, ref made.Name, self.Name);
        }

        return copy;
    }

    private static Value NoAccess(ThreadState thread, PropertyObject self, Value instance, string what)
    {
        Value name = Name(thread, self);
        if (name.IsError)
        {
            thread.ClearException();
        }

        string type = instance.Type.QualifiedName ?? instance.Type.Name;
        string message = name.IsError
            ? $"property of '{type}' object has no {what}"
            : $"property {Operators.ReprText(thread, name)} of '{type}' object has no {what}";
        return thread.Raise(ExceptionTypes.AttributeError, message);
    }

    private static Value Discard(ThreadState thread, Value result)
    {
        if (result.IsError)
        {
            return result;
        }

        thread.Release(result);
        return Value.None;
    }

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;

    private static void Replace(ThreadState thread, ref Value field, Value value)
    {
        Value old = field;
        field = thread.Retain(value);
        thread.Release(old);
    }
}

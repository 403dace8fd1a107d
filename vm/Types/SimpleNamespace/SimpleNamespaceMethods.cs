using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>types.SimpleNamespace (CPython Objects/namespaceobject.c).</summary>
[PyType("SimpleNamespace", typeof(SimpleNamespaceObject), Doc = "A simple attribute-based namespace.")]
internal static class SimpleNamespaceMethods
{
    /// <summary>Namespaces whose repr is being made on this thread, outermost first.</summary>
    [ThreadStatic]
    private static List<PyObject>? s_shown;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new SimpleNamespaceObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, SimpleNamespaceObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional > 1)
        {
            return thread.TypeError($"{self.Type.Name} expected at most 1 argument, got {positional}");
        }

        if (positional == 1)
        {
            Value source = thread.Call(Value.Of(BuiltinTypes.Dict), arguments[0]);
            if (source.IsError)
            {
                return source;
            }

            bool copied = MappingIteration.ForEach(thread, source, self, static (thread, self, key, value) =>
            {
                if (key.Ref is StrObject name)
                {
                    return Attributes.GenericSet(thread, Value.Of(self), name.Intern(), value);
                }

                thread.TypeError("keywords must be strings");
                return false;
            });
            thread.Release(source);
            if (!copied)
            {
                return Value.Error;
            }
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            if (!Attributes.GenericSet(thread, Value.Of(self), keywords[i].Intern(), arguments[positional + i]))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, SimpleNamespaceObject self)
    {
        string name = ReferenceEquals(self.Type, BuiltinTypes.SimpleNamespace) ? "namespace" : self.Type.ShortName;
        s_shown ??= [];
        if (s_shown.Contains(self))
        {
            return Value.Str($"{name}(...)");
        }

        if (!StackGuard.Enter(thread, " while getting the repr of an object"))
        {
            return Value.Error;
        }

        s_shown.Add(self);
        var text = new StringBuilder(name).Append('(');
        bool shown = MappingIteration.ForEach(thread, Value.Of(InstanceAttributes.Materialize(thread, self)), text, static (thread, text, key, value) =>
        {
            if (key.Ref is not StrObject { Length: > 0 })
            {
                return true;
            }

            Value item = Operators.Repr(thread, value);
            if (item.IsError)
            {
                return false;
            }

            text.Append(text[^1] == '(' ? "" : ", ").Append(key.Ref).Append('=').Append(item.Ref);
            thread.Release(item);
            return true;
        });
        s_shown.RemoveAt(s_shown.Count - 1);
        StackGuard.Leave(thread);
        return shown ? Value.Str(text.Append(')').ToString()) : Value.Error;
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, SimpleNamespaceObject self, Value other)
    {
        if (other.Ref is not SimpleNamespaceObject that)
        {
            return Value.NotImplemented;
        }

        int equal = Comparison.Equal(thread, Value.Of(InstanceAttributes.Materialize(thread, self)), Value.Of(InstanceAttributes.Materialize(thread, that)));
        return equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling")]
    public static Value Reduce(ThreadState thread, SimpleNamespaceObject self)
    {
        Value dict = thread.Retain(Value.Of(InstanceAttributes.Materialize(thread, self)));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(TupleObject.Empty), dict]));
    }

    [PyMethod("__replace__", Doc = "Return a copy of the namespace object with new values for the specified attributes.")]
    public static Value Replace(ThreadState thread, SimpleNamespaceObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length > keywords.Count)
        {
            return thread.TypeError("__replace__() takes no positional arguments");
        }

        Value made = thread.Call(Value.Of(self.Type));
        if (made.IsError || made.Ref is not SimpleNamespaceObject copy)
        {
            return made;
        }

        Value dict = Value.Of(InstanceAttributes.Materialize(thread, self));
        bool copied = MappingIteration.ForEach(thread, dict, copy, static (thread, copy, key, value) =>
            key.Ref is not StrObject name || Attributes.GenericSet(thread, Value.Of(copy), name.Intern(), value));
        for (int i = 0; i < keywords.Count && copied; i++)
        {
            copied = Attributes.GenericSet(thread, made, keywords[i].Intern(), arguments[i]);
        }

        if (copied)
        {
            return made;
        }

        thread.Release(made);
        return Value.Error;
    }
}

using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>types.GenericAlias (PEP 585): attributes it has not itself are its origin's.</summary>
[PyType("GenericAlias", typeof(GenericAliasObject), Doc = "Represent a PEP 585 generic type")]
internal static class GenericAliasMethods
{
    private static readonly StrObject s_originalClass = StrObject.Intern("__orig_class__");

    /// <summary>Attributes that are the alias's own.</summary>
    private static readonly HashSet<string> s_own =
    [
        "__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__", "__mro_entries__",
        "__reduce_ex__", "__reduce__", "__bases__", "__copy__", "__deepcopy__",
    ];

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length - keywords.Count < 1 || arguments[0].Ref is not TypeObject type)
        {
            return thread.TypeError("GenericAlias.__new__(): not enough arguments");
        }

        if (!keywords.IsEmpty)
        {
            return thread.TypeError("GenericAlias() takes no keyword arguments");
        }

        return arguments.Length == 3
            ? Value.Of(new GenericAliasObject(thread, type, thread.Retain(arguments[1]), GenericAliases.AsTuple(thread, arguments[2])))
            : thread.TypeError($"GenericAlias expected 2 arguments, got {arguments.Length - 1}");
    }

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, GenericAliasObject self)
    {
        var text = new StringBuilder(self.Starred ? "*" : "");
        if (!StackGuard.Enter(thread, " while getting the repr of an object"))
        {
            return null;
        }

        bool done = GenericAliases.AppendRepr(thread, text, self.Origin);
        text.Append('[');
        TupleObject arguments = self.ArgumentTuple;
        for (int i = 0; i < arguments.Length && done; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            done = GenericAliases.AppendRepr(thread, text, arguments.Items[i]);
        }

        StackGuard.Leave(thread);
        return done ? text.Append(arguments.Length == 0 ? "()]" : "]").ToString() : null;
    }

    [PyMethod("__hash__")]
    public static long? Hash(ThreadState thread, GenericAliasObject self)
    {
        if (!Hashing.TryHash(thread, self.Origin, out long origin) || !Hashing.TryHash(thread, self.Arguments, out long arguments))
        {
            return null;
        }

        long hash = origin ^ arguments;
        return hash == -1 ? -2 : hash;
    }

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, GenericAliasObject self, Value other)
    {
        if (other.Ref is not GenericAliasObject alias)
        {
            return Value.NotImplemented;
        }

        if (alias.Starred != self.Starred)
        {
            return Value.False;
        }

        int equal = Comparison.Equal(thread, self.Origin, alias.Origin);
        equal = equal <= 0 ? equal : Comparison.Equal(thread, self.Arguments, alias.Arguments);
        return equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, GenericAliasObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Value made = Calls.CallVector(thread, self.Origin, arguments, keywords);
        if (made.IsError)
        {
            return made;
        }

        // Builtin instances have no room for __orig_class__: that is no error.
        if (!Attributes.Set(thread, made, s_originalClass, Value.Of(self))
            && !thread.ClearIf(ExceptionTypes.AttributeError) && !thread.ClearIf(ExceptionTypes.TypeError))
        {
            thread.Release(made);
            return Value.Error;
        }

        return made;
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, GenericAliasObject self, Value key)
    {
        Value parameters = ParametersOf(thread, self);
        if (parameters.IsError)
        {
            return parameters;
        }

        Value arguments = GenericAliases.Substitute(thread, Value.Of(self), self.ArgumentTuple.Span, (TupleObject)parameters.Ref!, key);
        thread.Release(parameters);
        return arguments.IsError
            ? arguments
            : Value.Of(new GenericAliasObject(thread, self.Type, thread.Retain(self.Origin), arguments) { Starred = self.Starred });
    }

    /// <summary>*tuple[int, ...]: one starred alias.</summary>
    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, GenericAliasObject self)
    {
        var starred = new GenericAliasObject(thread, self.Type, thread.Retain(self.Origin), thread.Retain(self.Arguments)) { Starred = true };
        TupleObject tuple = TupleObject.Steal(thread, [Value.Of(starred)]);
        Value iterator = Items.Iterator(thread, Value.Of(tuple));
        RefCount.Release(thread, tuple);
        return iterator;
    }

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, GenericAliasObject self, Value name) =>
        name.Ref is StrObject text && !s_own.Contains(text.ToString())
            ? Attributes.Get(thread, self.Origin, text.Intern())
            : Attributes.GenericGet(thread, Value.Of(self), name);

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, GenericAliasObject self, Value bases) => Value.Of(TupleObject.Of(thread, [self.Origin]));

    [PyMethod("__instancecheck__")]
    public static Value InstanceCheck(ThreadState thread, GenericAliasObject self, Value instance) => thread.TypeError("isinstance() argument 2 cannot be a parameterized generic");

    [PyMethod("__subclasscheck__")]
    public static Value SubclassCheck(ThreadState thread, GenericAliasObject self, Value cls) => thread.TypeError("issubclass() argument 2 cannot be a parameterized generic");

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, other, self);

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, GenericAliasObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(TupleObject.Of(thread, [self.Origin, self.Arguments]))]));

    [PyMethod("__dir__")]
    public static Value Directory(ThreadState thread, GenericAliasObject self)
    {
        Value names = thread.CallSpecialName(self.Origin, Names.Dir);
        if (names.Ref is not ListObject list)
        {
            return names;
        }

        foreach (string name in (ReadOnlySpan<string>)["__args__", "__mro_entries__", "__origin__", "__parameters__", "__typing_unpacked_tuple_args__", "__unpacked__"])
        {
            list.Add(Value.Str(name));
        }

        return names;
    }

    [PyGetter("__origin__")]
    public static Value Origin(ThreadState thread, GenericAliasObject self) => thread.Retain(self.Origin);

    [PyGetter("__args__")]
    public static Value Arguments(ThreadState thread, GenericAliasObject self) => thread.Retain(self.Arguments);

    [PyGetter("__unpacked__")]
    public static bool Unpacked(ThreadState thread, GenericAliasObject self) => self.Starred;

    [PyGetter("__parameters__")]
    public static Value ParametersOf(ThreadState thread, GenericAliasObject self)
    {
        if (self.Parameters is null)
        {
            Value found = GenericAliases.Parameters(thread, self.ArgumentTuple.Span);
            if (found.IsError)
            {
                return found;
            }

            self.Parameters = (TupleObject)found.Ref!;
        }

        return thread.Retain(Value.Of(self.Parameters));
    }

    [PyGetter("__typing_unpacked_tuple_args__")]
    public static Value UnpackedArguments(ThreadState thread, GenericAliasObject self) =>
        self.Starred && ReferenceEquals(self.Origin.Ref, BuiltinTypes.Tuple) ? thread.Retain(self.Arguments) : Value.None;
}

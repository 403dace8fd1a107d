using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>Builtin functions about any object: identity, attributes, classes, text.</summary>
[PyModule("builtins")]
internal static class ObjectFunctions
{
    [PyFunction("len", Doc = "Return the number of items in a container.")]
    public static Value Len(ThreadState thread, Value obj)
    {
        long length = Operators.Length(thread, obj);
        return length < 0 ? Value.Error : Value.Int(length);
    }

    [PyFunction("repr", Doc = "The text that describes an object, for programmers.")]
    public static Value Repr(ThreadState thread, Value obj) => Operators.Repr(thread, obj);

    [PyFunction("ascii", Doc = "repr() of an object with escapes in place of everything that is not ASCII.")]
    public static Value Ascii(ThreadState thread, Value obj) => Operators.Ascii(thread, obj);

    [PyFunction("format", Doc = "A value as text, by a specification in the language that its __format__() knows.")]
    public static Value Format(ThreadState thread, Value value, [Optional("''")] Value formatSpec)
    {
        if (formatSpec.IsUnbound)
        {
            return Operators.Format(thread, value, StrObject.Empty);
        }

        return formatSpec.Ref is StrObject spec
            ? Operators.Format(thread, value, spec)
            : thread.TypeError($"format() argument 2 must be str, not {formatSpec.Type.Name}");
    }

    [PyFunction("id", Doc = "A number that no other object has while this one lives.")]
    public static long Id(ThreadState thread, Value obj) => ObjectIdentity.Of(obj);

    [PyFunction("hash", Doc = "The hash of an object: equal objects have equal ones.")]
    public static Value Hash(ThreadState thread, Value obj) => Hashing.TryHash(thread, obj, out long hash) ? Value.Int(hash) : Value.Error;

    [PyFunction("callable", Doc = "Whether an object can be called, as functions, classes and objects with __call__() can.")]
    public static bool Callable(ThreadState thread, Value obj) => obj.Type.Slot(SpecialMethod.Call).IsDefined;

    [PyFunction("isinstance", Doc = "Whether an object is an instance of a class or of one of its subclasses.\n\nA tuple or a union stands for any of its classes.")]
    public static Value IsInstance(ThreadState thread, Value obj, Value classOrTuple) => Truth(Inheritance.IsInstance(thread, obj, classOrTuple));

    [PyFunction("issubclass", Doc = "Whether a class derives from another one or is it.\n\nA tuple or a union stands for any of its classes.")]
    public static Value IsSubclass(ThreadState thread, Value cls, Value classOrTuple) => Truth(Inheritance.IsSubclass(thread, cls, classOrTuple));

    [PyFunction("getattr", Doc = "getattr(object, name[, default]) -> value\n\nThe attribute with a name: getattr(x, 'y') is x.y.\nWithout it the default is the answer, and AttributeError when there is none.")]
    public static Value GetAttr(ThreadState thread, Value obj, Value name, [Optional] Value defaultValue)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        if (defaultValue.IsUnbound)
        {
            return Attributes.Get(thread, obj, text.Intern());
        }

        Value found = Attributes.TryGet(thread, obj, text.Intern());
        return found.IsUnbound ? thread.Retain(defaultValue) : found;
    }

    [PyFunction("hasattr", Doc = "Whether an object has an attribute: whether getattr() finds it.")]
    public static Value HasAttr(ThreadState thread, Value obj, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        Value found = Attributes.TryGet(thread, obj, text.Intern());
        if (found.IsError)
        {
            return found;
        }

        if (found.IsUnbound)
        {
            return Value.False;
        }

        thread.Release(found);
        return Value.True;
    }

    [PyFunction("setattr", Doc = "Set an attribute: setattr(x, 'y', v) is x.y = v.")]
    public static Value SetAttr(ThreadState thread, Value obj, Value name, Value value)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        return Attributes.Set(thread, obj, text.Intern(), value) ? Value.None : Value.Error;
    }

    [PyFunction("delattr", Doc = "Delete an attribute: delattr(x, 'y') is del x.y.")]
    public static Value DelAttr(ThreadState thread, Value obj, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        return Attributes.Set(thread, obj, text.Intern(), Value.Unbound) ? Value.None : Value.Error;
    }

    [PyFunction("dir", Doc = "dir([object]) -> list of strings\n\nThe names in the current scope, or the sorted attributes of an object,\nas its __dir__() tells them.")]
    public static Value Dir(ThreadState thread, [Optional] Value obj)
    {
        Value names;
        if (obj.IsUnbound)
        {
            Value locals = NamespaceFunctions.Locals(thread);
            names = locals.IsError ? locals : thread.CallMethod(locals, Names.Keys);
            thread.Release(locals.IsError ? Value.None : locals);
        }
        else
        {
            names = thread.CallSpecialName(obj, Names.Dir);
            if (names.IsUnbound)
            {
                return thread.TypeError("object does not provide __dir__");
            }
        }

        if (names.IsError)
        {
            return names;
        }

        Value sorted = IterationFunctions.Sorted(thread, [names], default);
        thread.Release(names);
        return sorted;
    }

    [PyFunction("vars", Doc = "vars([object]) -> dictionary\n\nThe __dict__ of an object; without one, what locals() gives.")]
    public static Value Vars(ThreadState thread, [Optional] Value obj)
    {
        if (obj.IsUnbound)
        {
            return NamespaceFunctions.Locals(thread);
        }

        Value dict = Attributes.TryGet(thread, obj, Names.Dict);
        return dict.IsUnbound ? thread.TypeError("vars() argument must have __dict__ attribute") : dict;
    }

    private static Value Truth(int outcome) => outcome < 0 ? Value.Error : Value.Bool(outcome > 0);
}

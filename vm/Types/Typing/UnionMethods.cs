using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>typing.Union.</summary>
[PyType("Union", typeof(UnionObject), Doc = "Represent a union type")]
internal static class UnionMethods
{
    [PyClassMethod("__class_getitem__")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key)
    {
        if (key.Ref is not TupleObject tuple)
        {
            return UnionTypes.Make(thread, key);
        }

        return tuple.Length == 0 ? thread.TypeError("Cannot take a Union of no types.") : UnionTypes.Make(thread, tuple.Span);
    }

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, UnionObject self)
    {
        var text = new StringBuilder();
        foreach (Value member in self.Members.Span.ToArray())
        {
            text.Append(text.Length == 0 ? "" : " | ");
            if (ReferenceEquals(member.Ref, BuiltinTypes.NoneType))
            {
                text.Append("None");
            }
            else if (!GenericAliases.AppendRepr(thread, text, member))
            {
                return null;
            }
        }

        return text.ToString();
    }

    [PyMethod("__hash__")]
    public static long? Hash(ThreadState thread, UnionObject self)
    {
        // Independent of the order, as equality is.
        long all = 0x5DEECE66D;
        foreach (Value member in self.Members.Span.ToArray())
        {
            if (!Hashing.TryHash(thread, member, out long hash))
            {
                return null;
            }

            all ^= (hash * 0x2545F4914F6CDD1D) ^ (hash >> 31);
        }

        return all == -1 ? -2 : all;
    }

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, UnionObject self, Value other)
    {
        if (other.Ref is not UnionObject union)
        {
            return Value.NotImplemented;
        }

        if (union.Members.Length != self.Members.Length)
        {
            return Value.False;
        }

        foreach (Value member in self.Members.Span.ToArray())
        {
            int found = Items.Contains(thread, Value.Of(union.Members), member);
            if (found <= 0)
            {
                return found < 0 ? Value.Error : Value.False;
            }
        }

        return Value.True;
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Make(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Make(thread, other, self);

    [PyMethod("__instancecheck__")]
    public static Value InstanceCheck(ThreadState thread, UnionObject self, Value instance)
    {
        foreach (Value member in self.Members.Span.ToArray())
        {
            int result = Inheritance.IsInstance(thread, instance, member);
            if (result != 0)
            {
                return result < 0 ? Value.Error : Value.True;
            }
        }

        return Value.False;
    }

    [PyMethod("__subclasscheck__")]
    public static Value SubclassCheck(ThreadState thread, UnionObject self, Value cls)
    {
        foreach (Value member in self.Members.Span.ToArray())
        {
            int result = Inheritance.IsSubclass(thread, cls, member);
            if (result != 0)
            {
                return result < 0 ? Value.Error : Value.True;
            }
        }

        return Value.False;
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, UnionObject self, Value key)
    {
        Value parameters = Parameters(thread, self);
        if (parameters.IsError)
        {
            return parameters;
        }

        Value members = GenericAliases.Substitute(thread, Value.Of(self), self.Members.Span, (TupleObject)parameters.Ref!, key);
        thread.Release(parameters);
        if (members.IsError)
        {
            return members;
        }

        Value result = UnionTypes.Make(thread, ((TupleObject)members.Ref!).Span);
        thread.Release(members);
        return result;
    }

    [PyMethod("__mro_entries__")]
    public static Value MroEntries(ThreadState thread, UnionObject self, Value bases) =>
        Operators.ReprText(thread, Value.Of(self)) is { } text ? thread.TypeError($"Cannot subclass {text}") : Value.Error;

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, UnionObject self)
    {
        Value function = Attributes.Get(thread, Value.Of(BuiltinTypes.Union), Names.ClassGetItem);
        return function.IsError
            ? function
            : Value.Of(TupleObject.Steal(thread, [function, Value.Of(TupleObject.Of(thread, [Value.Of(self.Members)]))]));
    }

    [PyGetter("__args__")]
    public static Value Arguments(ThreadState thread, UnionObject self) => thread.Retain(Value.Of(self.Members));

    [PyGetter("__origin__")]
    public static Value Origin(ThreadState thread, UnionObject self) => Value.Of(BuiltinTypes.Union);

    [PyGetter("__parameters__")]
    public static Value Parameters(ThreadState thread, UnionObject self) => GenericAliases.Parameters(thread, self.Members.Span);

    [PyGetter("__name__")]
    public static string Name(ThreadState thread, UnionObject self) => "Union";

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, UnionObject self) => "Union";
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("object", typeof(PyObject), Field = nameof(BuiltinTypes.Object), Doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n")]
internal static class ObjectMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => TypeCalls.ObjectNew(thread, arguments, keywords);

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => TypeCalls.ObjectInit(thread, arguments, keywords);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, Value self)
    {
        TypeObject type = self.Type;
        string module = TypeMethods.ModuleName(type);
        string name = type.QualifiedName ?? type.ShortName;
        string prefix = module is "builtins" or "" ? "" : module + ".";
        return Value.Str($"<{prefix}{name} object at {Address(self)}>");
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, Value self) => Operators.Repr(thread, self);

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, Value self) => ObjectIdentity.Hash(self);

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, Value self, Value other) => self.Same(other) ? Value.True : Value.NotImplemented;

    /// <summary>The opposite of ==, unless that is not implemented.</summary>
    [PyMethod("__ne__")]
    public static Value NotEqual(ThreadState thread, Value self, Value other)
    {
        Value equal = Operators.CallBinary(thread, SpecialMethod.Eq, self, other, out bool missing);
        if (missing || equal.IsNotImplemented)
        {
            return Value.NotImplemented;
        }

        if (equal.IsError)
        {
            return equal;
        }

        int truth = Operators.IsTrue(thread, equal);
        thread.Release(equal);
        return truth < 0 ? Value.Error : Value.Bool(truth == 0);
    }

    [PyMethod("__lt__")]
    public static Value Less(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__le__")]
    public static Value LessEqual(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__gt__")]
    public static Value Greater(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__ge__")]
    public static Value GreaterEqual(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, Value self, Value name) => Attributes.GenericGet(thread, self, name);

    [PyMethod("__setattr__")]
    public static Value SetAttribute(ThreadState thread, Value self, Value name, Value value) => Change(thread, self, name, value);

    [PyMethod("__delattr__")]
    public static Value DeleteAttribute(ThreadState thread, Value self, Value name) => Change(thread, self, name, Value.Unbound);

    [PyMethod("__format__", Doc = "str(self); a format specification is refused.")]
    public static Value Format(ThreadState thread, Value self, StrObject formatSpec) =>
        formatSpec.Length == 0 ? Operators.Str(thread, self) : thread.TypeError($"unsupported format string passed to {self.Type.Name}.__format__");

    [PyMethod("__dir__", Doc = "The names of the attributes.")]
    public static Value Dir(ThreadState thread, Value self) => Directory.OfInstance(thread, self);

    [PyMethod("__sizeof__", Doc = "The size in bytes.")]
    public static long SizeOf(ThreadState thread, Value self) => 48;

    [PyClassMethod("__init_subclass__", Doc = "Called when a class is derived from this one; it does nothing unless a class has its own.")]
    public static Value InitSubclass(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length > 1)
        {
            return thread.TypeError(keywords.IsEmpty
                ? $"object.__init_subclass__() takes no arguments ({arguments.Length - 1} given)"
                : $"{((TypeObject)arguments[0].Ref!).Name}.__init_subclass__() takes no keyword arguments");
        }

        return Value.None;
    }

    [PyClassMethod("__subclasshook__", Doc = "Called by issubclass() with abstract classes: True, False, or NotImplemented to look further.")]
    public static Value SubclassHook(ThreadState thread, TypeObject type, Value candidate) => Value.NotImplemented;

    [PyGetter("__class__", Doc = "the object's class")]
    public static Value Class(ThreadState thread, Value self) => Value.Of(self.Type);

    [PySetter("__class__")]
    public static bool SetClass(ThreadState thread, Value self, Value value) => ClassAssignment.Assign(thread, self, value);

    [PyMethod("__reduce__", Doc = "What pickle and copy need to make the object anew.")]
    public static Value Reduce(ThreadState thread, Value self) => Reduction.Reduce(thread, self, 0);

    [PyMethod("__reduce_ex__", Doc = "What pickle and copy need to make the object anew, by a protocol.")]
    public static Value ReduceEx(ThreadState thread, Value self, long protocol) => Reduction.ReduceEx(thread, self, protocol);

    [PyMethod("__getstate__", Doc = "The state that pickle and copy keep: attributes and slots.")]
    public static Value GetState(ThreadState thread, Value self) => Reduction.GetState(thread, self);

    /// <summary>The identity as reprs show it.</summary>
    internal static string Address(Value self) => "0x" + ObjectIdentity.Of(self).ToString("x12", CultureInfo.InvariantCulture);

    private static Value Change(ThreadState thread, Value self, Value name, Value value)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        if (self.Ref is TypeObject type)
        {
            return thread.TypeError($"can't apply this __setattr__ to {type.Type.Name} object");
        }

        return Attributes.GenericSet(thread, self, text.Intern(), value) ? Value.None : Value.Error;
    }
}

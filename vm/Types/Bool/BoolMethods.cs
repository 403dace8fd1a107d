using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("bool", typeof(BoolObject), Doc = "True or False: the truth of an object. There are only the two, and bool has no subclasses.")]
internal static class BoolMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Optional] Value x)
    {
        int truth = x.IsUnbound ? 0 : Operators.IsTrue(thread, x);
        return truth < 0 ? Value.Error : Value.Bool(truth > 0);
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, Value self) => self.IsTrue ? "True" : "False";

    [PyMethod("__invert__")]
    public static Value Invert(ThreadState thread, Value self) =>
        Warnings.Warn(
            thread, ExceptionTypes.DeprecationWarning,
            "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.")
            ? Value.Int(self.IsTrue ? -2 : -1)
            : Value.Error;

    [PyMethod("__and__")]
    public static Value And(ThreadState thread, Value self, Value other) =>
        self.IsBool && other.IsBool ? Value.Bool(self.IsTrue && other.IsTrue) : IntOperators.And(thread, self, other);

    [PyMethod("__rand__")]
    public static Value RAnd(ThreadState thread, Value self, Value other) => And(thread, other, self);

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) =>
        self.IsBool && other.IsBool ? Value.Bool(self.IsTrue || other.IsTrue) : IntOperators.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => Or(thread, other, self);

    [PyMethod("__xor__")]
    public static Value Xor(ThreadState thread, Value self, Value other) =>
        self.IsBool && other.IsBool ? Value.Bool(self.IsTrue != other.IsTrue) : IntOperators.Xor(thread, self, other);

    [PyMethod("__rxor__")]
    public static Value RXor(ThreadState thread, Value self, Value other) => Xor(thread, other, self);
}

using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>The methods and attributes of complex.</summary>
[PyType("complex", typeof(ComplexObject))]
internal static class ComplexMethods
{
    [PyMethod("__repr__")]
    public static string Repr(ComplexObject self) => FloatFormatting.Repr(self.Value.Real, self.Value.Imaginary);

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, ComplexObject self) =>
        NumericHash.Hash(self.Value.Real, self.Value.Imaginary, ObjectIdentity.Of(Value.Of(self)) >> 4);

    [PyMethod("__bool__")]
    public static bool Bool(ComplexObject self) => self.Value.Real != 0 || self.Value.Imaginary != 0;

    [PyMethod("__complex__", Doc = "Convert this value to exact type complex.")]
    public static Value Complex(ThreadState thread, ComplexObject self) =>
        ReferenceEquals(self.Type, BuiltinTypes.Complex) ? Value.Of(self) : ComplexObject.Of(self.Value);

    [PyMethod("conjugate", Doc = "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.")]
    public static Value Conjugate(ThreadState thread, ComplexObject self) => ComplexObject.Of(new Complex(self.Value.Real, -self.Value.Imaginary));

    [PyGetter("real", Doc = "the real part of a complex number")]
    public static double Real(ComplexObject self) => self.Value.Real;

    [PyGetter("imag", Doc = "the imaginary part of a complex number")]
    public static double Imaginary(ComplexObject self) => self.Value.Imaginary;

    [PyMethod("__format__", Doc = "Convert to a string according to format_spec.")]
    public static Value Format(ThreadState thread, ComplexObject self, StrObject formatSpec)
    {
        if (formatSpec.Length == 0)
        {
            return Operators.Str(thread, Value.Of(self));
        }

        return SpecFormatter.TryFormat(self.Value.Real, self.Value.Imaginary, formatSpec.Data, self.Type.Name, out StrData text) is { } error
            ? thread.Raise(error)
            : Value.Of(StrObject.Of(text));
    }

    [PyMethod("__getnewargs__")]
    public static Value GetNewArgs(ThreadState thread, ComplexObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.FromDouble(self.Value.Real), Value.FromDouble(self.Value.Imaginary)]));
}

using System.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A complex number. Immutable; uncounted unless it is an instance of a class made by a program.</summary>
public sealed class ComplexObject : PyObject
{
    public ComplexObject(TypeObject type, Complex value)
        : base(type)
    {
        Value = value;
    }

    private ComplexObject(ThreadState thread, TypeObject type, Complex value)
        : base(thread, type)
    {
        Value = value;
    }

    public Complex Value { get; }

    /// <summary>A number of complex itself.</summary>
    public static Value Of(Complex value) => Runtime.Value.Of(new ComplexObject(BuiltinTypes.Complex, value));

    /// <summary>An instance of the class.</summary>
    internal static Value OfType(ThreadState thread, TypeObject type, Complex value) =>
        ReferenceEquals(type, BuiltinTypes.Complex) ? Of(value) : Runtime.Value.Of(new ComplexObject(thread, type, value));
}

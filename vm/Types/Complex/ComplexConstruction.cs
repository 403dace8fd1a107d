using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>complex(...): text, numbers, the conversion protocols.</summary>
[PyType("complex", typeof(ComplexObject), Doc = "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number with the\nspecified real and imaginary components.")]
internal static class ComplexConstruction
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword, Optional("0")] Value real, [Keyword, Optional("0")] Value imag)
    {
        if (imag.IsUnbound)
        {
            return NewOfOne(thread, cls, real);
        }

        if (real.Ref is StrObject)
        {
            return RealWanted(thread, "real", real);
        }

        Complex whole = Complex.Zero;
        bool isComplex = false;
        if (!real.IsUnbound && !TryReal(thread, real, out whole, out isComplex))
        {
            return Value.Error;
        }

        if (isComplex && !WarnOfComplex(thread, "real", real))
        {
            return Value.Error;
        }

        if (imag.Ref is ComplexObject imaginary)
        {
            if (!WarnOfComplex(thread, "imag", imag))
            {
                return Value.Error;
            }

            Complex part = imaginary.Value;
            return ComplexObject.OfType(thread, cls, new Complex(whole.Real - part.Imaginary, (isComplex ? whole.Imaginary : 0) + part.Real));
        }

        if (!IsRealNumber(imag))
        {
            return RealWanted(thread, "imag", imag);
        }

        if (!Bind.TryDouble(thread, imag, out double number))
        {
            return Value.Error;
        }

        return ComplexObject.OfType(thread, cls, new Complex(whole.Real, isComplex ? whole.Imaginary + number : number));
    }

    [PyClassMethod("from_number", Doc = "Convert number to a complex floating-point number.")]
    public static Value FromNumber(ThreadState thread, TypeObject cls, Value number)
    {
        if (number.Ref is ComplexObject && ReferenceEquals(number.Type, BuiltinTypes.Complex) && ReferenceEquals(cls, BuiltinTypes.Complex))
        {
            return number;
        }

        return TryNumber(thread, number, out Complex value, out _) ? ComplexObject.OfType(thread, cls, value) : Value.Error;
    }

    /// <summary>
    /// The value of a number of any kind: a complex, what __complex__ returns, a real number. False when TypeError (or what
    /// user code raises) is set.
    /// </summary>
    internal static bool TryNumber(ThreadState thread, Value number, out Complex value, out bool isComplex)
    {
        value = default;
        isComplex = true;
        if (number.Ref is ComplexObject own && ReferenceEquals(number.Type.Lookup(Names.Complex).Ref, BuiltinTypes.Complex.Lookup(Names.Complex).Ref))
        {
            value = own.Value;
            return true;
        }

        if (number.Ref is not null && !number.IsFloat)
        {
            Value converted = thread.CallSpecialName(number, Names.Complex);
            if (!converted.IsUnbound)
            {
                return TryConverted(thread, converted, out value);
            }
        }

        isComplex = false;
        if (!Bind.TryDouble(thread, number, out double real))
        {
            return false;
        }

        value = real;
        return true;
    }

    /// <summary>Complex numbers as parts of others are on their way out since 3.14.</summary>
    private static bool WarnOfComplex(ThreadState thread, string part, Value value) =>
        Warnings.Warn(thread, ExceptionTypes.DeprecationWarning, $"complex() argument '{part}' must be a real number, not {value.Type.Name}");

    private static Value NewOfOne(ThreadState thread, TypeObject cls, Value number)
    {
        if (number.IsUnbound)
        {
            return ComplexObject.OfType(thread, cls, Complex.Zero);
        }

        switch (number.Ref)
        {
            case ComplexObject when ReferenceEquals(number.Type, BuiltinTypes.Complex) && ReferenceEquals(cls, BuiltinTypes.Complex):
                return number;
            case StrObject text:
                return FloatParsing.TryParseComplex(text.Data, out double real, out double imaginary) is { } error
                    ? thread.Raise(error)
                    : ComplexObject.OfType(thread, cls, new Complex(real, imaginary));
        }

        if (number.Ref is not ComplexObject && !IsRealNumber(number) && number.Type.Lookup(Names.Complex).IsUnbound)
        {
            return thread.TypeError($"complex() argument must be a string or a number, not {number.Type.Name}");
        }

        return TryNumber(thread, number, out Complex value, out _) ? ComplexObject.OfType(thread, cls, value) : Value.Error;
    }

    private static bool TryReal(ThreadState thread, Value real, out Complex value, out bool isComplex)
    {
        if (real.Ref is not ComplexObject && !IsRealNumber(real) && real.Type.Lookup(Names.Complex).IsUnbound)
        {
            value = default;
            isComplex = false;
            RealWanted(thread, "real", real);
            return false;
        }

        return TryNumber(thread, real, out value, out isComplex);
    }

    private static bool IsRealNumber(Value value) =>
        value.Ref is null || value.IsFloat || value.Type.Slot(SpecialMethod.Float).IsDefined || value.Type.Slot(SpecialMethod.Index).IsDefined;

    private static Value RealWanted(ThreadState thread, string argument, Value actual) =>
        thread.TypeError($"complex() argument '{argument}' must be a real number, not {actual.Type.Name}");

    /// <summary>Consumes what __complex__ returned.</summary>
    private static bool TryConverted(ThreadState thread, Value converted, out Complex value)
    {
        value = default;
        if (converted.IsError)
        {
            return false;
        }

        if (converted.Ref is ComplexObject complex)
        {
            value = complex.Value;
            bool go = ReferenceEquals(complex.Type, BuiltinTypes.Complex) || Warnings.Warn(
                thread, ExceptionTypes.DeprecationWarning,
                $"__complex__ returned non-complex (type {complex.Type.Name}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.");
            thread.Release(converted);
            return go;
        }

        string type = converted.Type.Name;
        thread.Release(converted);
        thread.TypeError($"__complex__ returned non-complex (type {type})");
        return false;
    }
}

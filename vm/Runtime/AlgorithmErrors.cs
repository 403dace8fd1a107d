using Pyl.VM.Numerics;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The failures of the pure algorithms (<see cref="AlgorithmError"/>) as exceptions.</summary>
public static class AlgorithmErrors
{
    private const int NumericalResultOutOfRange = 34;

    /// <summary>Raises the exception that the failure stands for.</summary>
    public static Value Raise(this ThreadState thread, AlgorithmError error)
    {
        if (ReferenceEquals(error, FloatArithmetic.OutOfRange))
        {
            // The C library's errno and its text, two arguments.
            ExceptionObject exception = ExceptionObject.Make(thread, ExceptionTypes.OverflowError);
            exception.SetArguments(TupleObject.Steal(thread, [Value.Int(NumericalResultOutOfRange), Value.Str("Numerical result out of range")]));
            return thread.RaiseObject(exception);
        }

        if (error.Kind == ErrorKind.KeyError)
        {
            return thread.KeyError(Value.Str(error.Message));
        }

        return thread.Raise(TypeOf(error.Kind), error.Message.Length == 0 ? null : error.Message);
    }

    private static TypeObject TypeOf(ErrorKind kind) => kind switch
    {
        ErrorKind.OverflowError => ExceptionTypes.OverflowError,
        ErrorKind.ZeroDivisionError => ExceptionTypes.ZeroDivisionError,
        ErrorKind.TypeError => ExceptionTypes.TypeError,
        ErrorKind.LookupError => ExceptionTypes.LookupError,
        ErrorKind.IndexError => ExceptionTypes.IndexError,
        ErrorKind.MemoryError => ExceptionTypes.MemoryError,
        _ => ExceptionTypes.ValueError,
    };
}

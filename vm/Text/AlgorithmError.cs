namespace Pyl.VM.Text;

/// <summary>
/// A failure of one of the pure algorithms: the Python exception type and CPython 3.14's exact text. It is returned, never
/// thrown, because a Pyl exception is not a .NET exception. <see cref="Message"/> is UTF-16; convert it with
/// <see cref="CodePoints.FromUtf16"/>.
/// </summary>
public sealed record AlgorithmError(ErrorKind Kind, string Message)
{
    public static AlgorithmError Value(string message) => new(ErrorKind.ValueError, message);

    public static AlgorithmError Overflow(string message) => new(ErrorKind.OverflowError, message);

    public static AlgorithmError Type(string message) => new(ErrorKind.TypeError, message);

    public static AlgorithmError ZeroDivision(string message) => new(ErrorKind.ZeroDivisionError, message);
}

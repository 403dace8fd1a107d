namespace Pyl.VM.Text;

/// <summary>The Python exception type that an algorithm's failure becomes when it reaches the object model.</summary>
public enum ErrorKind
{
    ValueError,
    OverflowError,
    ZeroDivisionError,
    TypeError,
    LookupError,
    KeyError,
    IndexError,
    MemoryError,
}

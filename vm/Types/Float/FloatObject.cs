using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>An instance of a subclass of float; exact floats are always immediate. Uncounted.</summary>
public sealed class FloatObject(TypeObject type, double value) : PyObject(type)
{
    public double Value { get; } = value;
}

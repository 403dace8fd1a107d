using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>An instance of a subclass of float; exact floats are always immediate.</summary>
public sealed class FloatObject(ThreadState thread, TypeObject type, double value) : PyObject(thread, type)
{
    public double Value { get; } = value;
}

using System.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A complex number. Uncounted.</summary>
public sealed class ComplexObject(TypeObject type, Complex value) : PyObject(type)
{
    public Complex Value { get; } = value;
}

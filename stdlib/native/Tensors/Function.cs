namespace Pyl.Stdlib.Native.Tensors;

/// <summary>The elementwise functions of one operand.</summary>
internal enum Function
{
    Copy,
    Negate,
    Abs,
    Invert,
    Sqrt,
    Exp,
    Log,
    Sin,
    Cos,
    Tanh,
    Floor,
    Ceiling,
}

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>Reductions: of all items to a number, along an axis to a sequence.</summary>
internal enum Reduction
{
    Sum,
    Product,
    Min,
    Max,
}

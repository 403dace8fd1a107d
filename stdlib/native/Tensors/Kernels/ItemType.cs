namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>What the items of a tensor are: eight bytes each.</summary>
internal enum ItemType
{
    /// <summary>float64.</summary>
    Float,

    /// <summary>int64.</summary>
    Int,
}

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>
/// Where the items of a tensor lie in its memory, counted in items. A sequence is a single row. A stride of 0 repeats: that is
/// how a scalar, a row or a column takes part in an operation with something larger.
/// </summary>
/// <param name="Dimensions">1 or 2; kernels see two always.</param>
/// <param name="Rows">How many rows; 1 for a sequence.</param>
/// <param name="Columns">How many items a row has.</param>
/// <param name="Offset">The first item.</param>
/// <param name="RowStride">From an item to the one below it.</param>
/// <param name="ColumnStride">From an item to its neighbour in the row.</param>
internal readonly record struct Layout(int Dimensions, int Rows, int Columns, int Offset, int RowStride, int ColumnStride)
{
    public int Count => Rows * Columns;

    /// <summary>The items follow each other without gaps, row by row.</summary>
    public bool IsContiguous => Count <= 1 || ((ColumnStride == 1 || Columns == 1) && (RowStride == Columns || Rows == 1));

    /// <summary>All items are one and the same.</summary>
    public bool IsScalar => (ColumnStride == 0 || Columns == 1) && (RowStride == 0 || Rows == 1);

    /// <summary>A sequence of fresh memory.</summary>
    public static Layout Sequence(int length) => new(1, 1, length, 0, length, 1);

    /// <summary>Rows and columns of fresh memory.</summary>
    public static Layout Matrix(int rows, int columns) => new(2, rows, columns, 0, columns, 1);

    /// <summary>The same shape in fresh memory.</summary>
    public Layout Fresh() => new(Dimensions, Rows, Columns, 0, Columns, 1);

    /// <summary>Seen as a larger one by repetition; the caller has checked that it can be.</summary>
    public Layout Broadcast(in Layout shape) =>
        new(shape.Dimensions, shape.Rows, shape.Columns, Offset, Rows == 1 ? 0 : RowStride, Columns == 1 ? 0 : ColumnStride);

    /// <summary>All items as one row, if they lie so that this can be.</summary>
    public Layout Flattened() => IsScalar ? new(1, 1, Count, Offset, 0, 0) : new(1, 1, Count, Offset, Count, 1);
}

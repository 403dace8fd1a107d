using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>From arguments to windows, item types and shapes.</summary>
internal static class Operands
{
    public const string FloatName = "float64";
    public const string IntName = "int64";

    /// <summary>A tensor's window, or a number as one that stands for any shape.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="value">The operand.</param>
    /// <param name="window">What the kernels see.</param>
    /// <param name="known">When it fails: true when an exception is set, false when the operand is of no type that tensors calculate with.</param>
    public static bool TryNumbers(ThreadState thread, Value value, out Window window, out bool known)
    {
        known = true;
        switch (value.Ref)
        {
            case null:
                window = Window.Scalar(value.Bits);
                return true;
            case TensorObject tensor:
                window = tensor.Window;
                return true;
            case BoolObject:
                window = Window.Scalar(value.IsTrue ? 1L : 0L);
                return true;
            case IntObject:
                window = default;
                thread.OverflowError("int too large for int64");
                return false;
        }

        if (value.IsFloat)
        {
            window = Window.Scalar(value.Float);
            return true;
        }

        window = default;
        known = false;
        return false;
    }

    /// <summary>The shape that both fit by repetition; false with ValueError set.</summary>
    public static bool TryBroadcast(ThreadState thread, Layout a, Layout b, out Layout shape)
    {
        shape = default;
        if ((a.Rows != b.Rows && a.Rows != 1 && b.Rows != 1) || (a.Columns != b.Columns && a.Columns != 1 && b.Columns != 1))
        {
            thread.ValueError($"shapes {Shape(a)} and {Shape(b)} do not fit each other");
            return false;
        }

        int dimensions = Math.Max(a.Dimensions, b.Dimensions);
        int rows = a.Rows == 1 ? b.Rows : a.Rows;
        int columns = a.Columns == 1 ? b.Columns : a.Columns;
        if ((long)rows * columns > Array.MaxLength / sizeof(long))
        {
            thread.MemoryError();
            return false;
        }

        shape = new Layout(dimensions, rows, columns, 0, columns, 1);
        return true;
    }

    /// <summary>The shape as Python writes it.</summary>
    public static string Shape(in Layout layout) => layout.Dimensions == 1 ? $"({layout.Columns},)" : $"({layout.Rows}, {layout.Columns})";

    /// <summary>The argument dtype: 'float64', 'int64', float or int; null when it is None or absent. False with TypeError set.</summary>
    public static bool TryType(ThreadState thread, Value value, out ItemType? type)
    {
        type = null;
        if (value.IsUnbound || value.IsNone)
        {
            return true;
        }

        string? name = (value.Ref as StrObject)?.ToString();
        if (name == FloatName || ReferenceEquals(value.Ref, BuiltinTypes.Float))
        {
            type = ItemType.Float;
        }
        else if (name == IntName || ReferenceEquals(value.Ref, BuiltinTypes.Int))
        {
            type = ItemType.Int;
        }

        if (type is null)
        {
            string? text = Operators.ReprText(thread, value);
            if (text is not null)
            {
                thread.TypeError($"dtype must be 'float64', 'int64', float or int, not {text}");
            }
        }

        return type is not null;
    }

    /// <summary>A length, or a tuple or list of one or two; -1 is allowed where the caller finds out what it stands for.</summary>
    public static bool TryShape(ThreadState thread, Value value, out Layout shape, bool allowUnknown = false)
    {
        shape = default;
        long rows = 1;
        int dimensions = 1;
        long columns;
        if (value.Ref is TupleObject or ListObject)
        {
            Value copy = TupleObject.From(thread, value);
            if (copy.Ref is not TupleObject sizes)
            {
                return false;
            }

            dimensions = sizes.Length;
            columns = 0;
            bool read = dimensions is 1 or 2
                && (dimensions == 1 || Operators.TryIndex(thread, sizes.Span[0], out rows))
                && Operators.TryIndex(thread, sizes.Span[dimensions - 1], out columns);
            thread.Release(copy);
            if (!read)
            {
                if (dimensions is not (1 or 2))
                {
                    thread.ValueError($"a tensor has one or two dimensions, not {dimensions}");
                }

                return false;
            }
        }
        else if (!Operators.TryIndex(thread, value, out columns))
        {
            return false;
        }

        long least = allowUnknown ? -1 : 0;
        if (rows < least || columns < least)
        {
            thread.ValueError("a size must not be negative");
            return false;
        }

        if (rows > int.MaxValue || columns > int.MaxValue || rows * columns > Array.MaxLength / sizeof(long))
        {
            thread.MemoryError();
            return false;
        }

        shape = new Layout(dimensions, (int)rows, (int)columns, 0, (int)columns, 1);
        return true;
    }

    /// <summary>The item of a window at a place.</summary>
    public static Value Item(in Window window, int row, int column) =>
        window.Type == ItemType.Float ? Value.FromDouble(window.At<double>(row, column)) : Value.Int(window.At<long>(row, column));
}

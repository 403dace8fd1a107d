using System.Globalization;
using System.Text;
using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Numerics;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>repr(): what makes an equal tensor again, but for large ones, of which the first and last items are shown.</summary>
internal static class TensorText
{
    private const int MostItems = 1000;
    private const int Shown = 3;

    public static string Of(in Window window)
    {
        Layout layout = window.Layout;
        var text = new StringBuilder("tensor(");
        bool all = layout.Count <= MostItems;
        if (layout.Dimensions == 1)
        {
            AppendRow(text, window, 0, all);
        }
        else
        {
            text.Append('[');
            for (int row = 0; row < layout.Rows; row++)
            {
                text.Append(row > 0 ? ",\n        " : "");
                if (!all && layout.Rows > 2 * Shown && row == Shown)
                {
                    text.Append("...");
                    row = layout.Rows - Shown - 1;
                    continue;
                }

                AppendRow(text, window, row, all);
            }

            text.Append(']');
        }

        if (layout.Count == 0)
        {
            text.Append(layout.Dimensions == 2 ? $", shape={Operands.Shape(layout)}" : "");
            text.Append(window.Type == ItemType.Int ? ", dtype='int64'" : "");
        }

        return text.Append(')').ToString();
    }

    private static void AppendRow(StringBuilder text, in Window window, int row, bool all)
    {
        int columns = window.Layout.Columns;
        text.Append('[');
        for (int column = 0; column < columns; column++)
        {
            text.Append(column > 0 ? ", " : "");
            if (!all && columns > 2 * Shown && column == Shown)
            {
                text.Append("...");
                column = columns - Shown - 1;
                continue;
            }

            text.Append(window.Type == ItemType.Float
                ? FloatFormatting.Repr(window.At<double>(row, column))
                : window.At<long>(row, column).ToString(CultureInfo.InvariantCulture));
        }

        text.Append(']');
    }
}

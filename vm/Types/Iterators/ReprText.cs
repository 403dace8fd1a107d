using System.Text;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Pieces of containers' reprs, gathered as UTF-16.</summary>
internal static class ReprText
{
    /// <summary>Appends repr(value); false when an exception is set.</summary>
    public static bool TryAppend(ThreadState thread, StringBuilder text, Value value)
    {
        if (value.Ref is null)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value.Bits}");
            return true;
        }

        Value result = Operators.Repr(thread, value);
        if (result.IsError)
        {
            return false;
        }

        text.Append(result.Ref!.ToString());
        thread.Release(result);
        return true;
    }

    /// <summary>Appends the reprs of items that cannot change meanwhile, with commas; false when an exception is set.</summary>
    public static bool TryAppendAll(ThreadState thread, StringBuilder text, ReadOnlySpan<Value> items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            if (!TryAppend(thread, text, items[i]))
            {
                return false;
            }
        }

        return true;
    }
}

using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>strip, padding, expandtabs of bytes and bytearray.</summary>
internal static class ByteTrim
{
    public static Value Strip(ThreadState thread, ByteText self, Value bytes, bool left, bool right)
    {
        int start;
        int length;
        if (bytes.IsUnbound || bytes.IsNone)
        {
            (start, length) = SpanEdit.Strip<byte, ByteUnit>(self.Data, left, right);
        }
        else if (Buffers.TryGet(thread, bytes, out ReadOnlySpan<byte> set))
        {
            (start, length) = SpanEdit.Strip(self.Data, set, left, right);
        }
        else
        {
            return Value.Error;
        }

        return self.Slice(start, length);
    }

    public static Value RemovePrefix(ByteText self, ReadOnlySpan<byte> prefix) =>
        self.Data.StartsWith(prefix) ? self.Slice(prefix.Length, self.Length - prefix.Length) : self.Same();

    public static Value RemoveSuffix(ByteText self, ReadOnlySpan<byte> suffix) =>
        self.Data.EndsWith(suffix) ? self.Slice(0, self.Length - suffix.Length) : self.Same();

    public static Value Center(ThreadState thread, ByteText self, long width, Value fill)
    {
        if (!ByteArguments.TryFill(thread, fill, "center", out byte filler))
        {
            return Value.Error;
        }

        long padding = Math.Max(0, width - self.Length);
        long left = (padding / 2) + (padding & width & 1);
        return Pad(thread, self, left, padding - left, filler);
    }

    public static Value LeftJustify(ThreadState thread, ByteText self, long width, Value fill) =>
        ByteArguments.TryFill(thread, fill, "ljust", out byte filler)
            ? Pad(thread, self, 0, Math.Max(0, width - self.Length), filler)
            : Value.Error;

    public static Value RightJustify(ThreadState thread, ByteText self, long width, Value fill) =>
        ByteArguments.TryFill(thread, fill, "rjust", out byte filler)
            ? Pad(thread, self, Math.Max(0, width - self.Length), 0, filler)
            : Value.Error;

    public static Value ZeroFill(ThreadState thread, ByteText self, long width)
    {
        long padding = width - self.Length;
        if (padding <= 0)
        {
            return self.Same();
        }

        if (width > Array.MaxLength)
        {
            return thread.MemoryError();
        }

        byte[] result = new byte[width];
        result.AsSpan(0, (int)padding).Fill((byte)'0');
        self.Data.CopyTo(result.AsSpan((int)padding));
        if (self.Length > 0 && self.Data[0] is (byte)'+' or (byte)'-')
        {
            result[0] = self.Data[0];
            result[padding] = (byte)'0';
        }

        return self.Make(result);
    }

    public static Value ExpandTabs(ByteText self, int size) =>
        SpanEdit.ExpandTabs(self.Data, size) is { } expanded ? self.Make(expanded) : self.Same();

    private static Value Pad(ThreadState thread, ByteText self, long left, long right, byte fill)
    {
        if (left == 0 && right == 0)
        {
            return self.Same();
        }

        if (left > Array.MaxLength || right > Array.MaxLength || left + right + self.Length > Array.MaxLength)
        {
            return thread.MemoryError();
        }

        byte[] result = new byte[left + right + self.Length];
        result.AsSpan().Fill(fill);
        self.Data.CopyTo(result.AsSpan((int)left));
        return self.Make(result);
    }
}

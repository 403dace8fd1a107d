using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The reading methods of BufferedReader and BufferedRandom, and the writing ones of BufferedWriter and BufferedRandom.</summary>
internal static class BufferedInput
{
    public static Value Read(ThreadState thread, BufferedObject self, Value size)
    {
        long count = -1;
        if (!size.IsUnbound && !size.IsNone && !Bind.TryLong(thread, size, out count))
        {
            return Value.Error;
        }

        if (count < -1)
        {
            return thread.ValueError("read length must be non-negative or -1");
        }

        if (!self.CheckOpen(thread, "read of"))
        {
            return Value.Error;
        }

        if (count == -1)
        {
            byte[]? all = self.ReadAll(thread, out bool isNone);
            return all is null ? Value.Error : isNone ? Value.None : Value.Of(BytesObject.Of(all));
        }

        if (count > Array.MaxLength)
        {
            return thread.OverflowError("cannot fit 'int' into an index-sized integer");
        }

        byte[] buffer = new byte[count];
        int read = self.Read(thread, buffer);
        return read switch
        {
            -1 => Value.Error,
            -2 => Value.None,
            _ => Value.Of(BytesObject.Of(read == buffer.Length ? buffer : buffer[..read])),
        };
    }

    public static Value Read1(ThreadState thread, BufferedObject self, Value size)
    {
        long count = -1;
        if ((!size.IsUnbound && !Bind.TryLong(thread, size, out count)) || !self.CheckOpen(thread, "read of"))
        {
            return Value.Error;
        }

        count = count < 0 ? self.BufferSize : count;
        if (count == 0)
        {
            return Value.Of(BytesObject.Empty);
        }

        byte[]? bytes = self.ReadOnce(thread, (int)Math.Min(count, Array.MaxLength));
        return bytes is null ? Value.Error : Value.Of(BytesObject.Of(bytes));
    }

    public static Value ReadInto(ThreadState thread, BufferedObject self, Value buffer, bool once)
    {
        string name = once ? "readinto1() argument" : "readinto() argument";
        if (!Buffers.TryGetWritable(thread, buffer, name, out Span<byte> target) || !self.CheckOpen(thread, "readinto of"))
        {
            return Value.Error;
        }

        byte[]? bytes;
        if (once)
        {
            bytes = target.Length == 0 ? [] : self.ReadOnce(thread, target.Length);
        }
        else
        {
            byte[] whole = new byte[target.Length];
            int count = self.Read(thread, whole);
            if (count == -2)
            {
                return Value.None;
            }

            bytes = count < 0 ? null : whole[..count];
        }

        if (bytes is null || !Buffers.TryGetWritable(thread, buffer, name, out target))
        {
            return Value.Error;
        }

        bytes.CopyTo(target);
        return Value.Int(bytes.Length);
    }

    public static Value Peek(ThreadState thread, BufferedObject self) =>
        self.CheckOpen(thread, "peek of") && self.TryPeek(thread, out ReadOnlySpan<byte> bytes) ? Value.Of(BytesObject.Of(bytes.ToArray())) : Value.Error;

    public static Value ReadLine(ThreadState thread, BufferedObject self, Value size)
    {
        if (!IOSupport.TrySize(thread, size, out long limit) || !self.CheckOpen(thread, "readline of"))
        {
            return Value.Error;
        }

        byte[]? line = self.ReadLine(thread, limit);
        return line is null ? Value.Error : Value.Of(BytesObject.Of(line));
    }

    public static Value Next(ThreadState thread, Value stream)
    {
        var self = (BufferedObject)stream.Ref!;
        if (self.Type.IsHeap)
        {
            return IOBaseMethods.Next(thread, self);
        }

        if (!self.CheckOpen(thread, "readline of"))
        {
            return Value.Error;
        }

        byte[]? line = self.ReadLine(thread, -1);
        return line is null ? Value.Error : line.Length == 0 ? Value.End : Value.Of(BytesObject.Of(line));
    }

    public static Value Write(ThreadState thread, BufferedObject self, Value bytes)
    {
        if (bytes.Ref is StrObject)
        {
            return thread.TypeError("a bytes-like object is required, not 'str'");
        }

        int closed = self.CheckAttached(thread) ? self.IsClosedNow(thread) : -1;
        if (closed != 0)
        {
            return closed < 0 ? Value.Error : thread.ValueError("write to closed file");
        }

        return Buffers.TryGet(thread, bytes, out ReadOnlySpan<byte> data) && self.Write(thread, data) ? Value.Int(data.Length) : Value.Error;
    }
}

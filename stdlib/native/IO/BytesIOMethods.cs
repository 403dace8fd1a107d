using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.BytesIO (CPython Modules/_io/bytesio.c).</summary>
[PyType("BytesIO", typeof(BytesIOObject), Locks = true, Doc = "Buffered I/O implementation using an in-memory bytes buffer.")]
internal static class BytesIOMethods
{
    internal static TypeObject Type => IOTypes.BytesIO;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new BytesIOObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BytesIOObject self, [Keyword("initial_bytes"), Optional("b''")] Value initial)
    {
        if (!self.CheckUnlocked(thread))
        {
            return Value.Error;
        }

        if (initial.IsUnbound || initial.IsNone)
        {
            self.Reset([]);
            return Value.None;
        }

        if (!Buffers.TryGet(thread, initial, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        self.Reset(bytes.ToArray());
        return Value.None;
    }

    [PyMethod("read", Doc = "Read at most size bytes, returned as a bytes object.")]
    public static Value Read(ThreadState thread, BytesIOObject self, [Optional("-1")] Value size) =>
        IOSupport.TrySize(thread, size, out long count) && CheckOpen(thread, self) ? Bytes(self.Take(count < 0 ? long.MaxValue : count)) : Value.Error;

    [PyMethod("read1", Doc = "Read at most size bytes, returned as a bytes object.")]
    public static Value Read1(ThreadState thread, BytesIOObject self, [Optional("-1")] Value size) => Read(thread, self, size);

    [PyMethod("readline", Doc = "Next line from the file, as a bytes object.")]
    public static Value ReadLine(ThreadState thread, BytesIOObject self, [Optional("-1")] Value size) =>
        IOSupport.TrySize(thread, size, out long limit) && CheckOpen(thread, self) ? Bytes(self.Take(self.LineLength(limit))) : Value.Error;

    [PyMethod("readlines", Doc = "List of bytes objects, each a line from the file.")]
    public static Value ReadLines(ThreadState thread, BytesIOObject self, [Optional("None")] Value size)
    {
        if (!IOSupport.TrySize(thread, size, out long limit) || !CheckOpen(thread, self))
        {
            return Value.Error;
        }

        var lines = new ListObject(thread);
        long total = 0;
        while (self.LineLength(-1) is > 0 and int length)
        {
            lines.Add(Bytes(self.Take(length)));
            total += length;
            if (limit > 0 && total >= limit)
            {
                break;
            }
        }

        return Value.Of(lines);
    }

    [PyMethod("readinto", Doc = "Read bytes into buffer.")]
    public static Value ReadInto(ThreadState thread, BytesIOObject self, Value buffer)
    {
        if (!CheckOpen(thread, self) || !Buffers.TryGetWritable(thread, buffer, "readinto() argument", out Span<byte> target))
        {
            return Value.Error;
        }

        ReadOnlySpan<byte> bytes = self.Take(target.Length);
        bytes.CopyTo(target);
        return Value.Int(bytes.Length);
    }

    [PyMethod("write", Doc = "Write bytes to file.")]
    public static Value Write(ThreadState thread, BytesIOObject self, Value bytes)
    {
        if (!CheckOpen(thread, self) || !self.CheckUnlocked(thread) || !Buffers.TryGet(thread, bytes, out ReadOnlySpan<byte> data))
        {
            return Value.Error;
        }

        // A __buffer__ of the program's may have closed the stream or looked at its content.
        return CheckOpen(thread, self) && self.CheckUnlocked(thread) && (data.IsEmpty || self.Write(thread, data)) ? Value.Int(data.Length) : Value.Error;
    }

    [PyMethod("writelines", Doc = "Write lines to the file.")]
    public static Value WriteLines(ThreadState thread, BytesIOObject self, Value lines)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        using var items = new Iteration(thread, lines);
        while (items.MoveNext(out Value line))
        {
            Value written = Write(thread, self, line);
            thread.Release(line);
            if (written.IsError)
            {
                return written;
            }
        }

        return items.Failed ? Value.Error : Value.None;
    }

    [PyMethod("seek", Doc = "Change stream position.")]
    public static Value Seek(ThreadState thread, BytesIOObject self, long pos, int whence = 0)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (whence == 0 && pos < 0)
        {
            return thread.ValueError($"negative seek value {pos}");
        }

        if (whence is < 0 or > 2)
        {
            return thread.ValueError($"invalid whence ({whence}, should be 0, 1 or 2)");
        }

        long start = whence == 0 ? 0 : whence == 1 ? self.Position : self.Length;
        self.Position = Math.Max(0, start + pos);
        return Value.Int(self.Position);
    }

    [PyMethod("tell", Doc = "Current file position, an integer.")]
    public static Value Tell(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Value.Int(self.Position) : Value.Error;

    [PyMethod("truncate", Doc = "Truncate the file to at most size bytes.")]
    public static Value Truncate(ThreadState thread, BytesIOObject self, [Optional("None")] Value size)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        long length = self.Position;
        if (!size.IsUnbound && !size.IsNone && (!Bind.TryLong(thread, size, out length) || !CheckOpen(thread, self)))
        {
            return Value.Error;
        }

        if (!self.CheckUnlocked(thread))
        {
            return Value.Error;
        }

        if (length < 0)
        {
            return thread.ValueError($"negative size value {length}");
        }

        self.Truncate((int)Math.Min(length, int.MaxValue));
        return Value.Int(length);
    }

    [PyMethod("getvalue", Doc = "Retrieve the entire contents of the BytesIO object.")]
    public static Value GetValue(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Bytes(self.Span) : Value.Error;

    [PyMethod("getbuffer", Doc = "Get a read-write view over the contents of the BytesIO object.")]
    public static Value GetBuffer(ThreadState thread, BytesIOObject self)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        thread.Retain(Value.Of(self));
        Value buffer = Value.Of(new BytesIOBufferObject(thread, self));
        Value view = MemoryViewObject.FromObject(thread, buffer);
        thread.Release(buffer);
        return view;
    }

    [PyMethod("close", Doc = "Disable all I/O operations.")]
    public static Value Close(ThreadState thread, BytesIOObject self)
    {
        if (!self.CheckUnlocked(thread))
        {
            return Value.Error;
        }

        self.IsClosed = true;
        self.Reset([]);
        return Value.None;
    }

    [PyMethod("flush", Doc = "Does nothing.")]
    public static Value Flush(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Value.None : Value.Error;

    [PyMethod("isatty", Doc = "Always returns False.")]
    public static Value IsATty(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Value.False : Value.Error;

    [PyMethod("readable", Doc = "Returns True if the IO object can be read.")]
    public static Value Readable(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Value.True : Value.Error;

    [PyMethod("writable", Doc = "Returns True if the IO object can be written.")]
    public static Value Writable(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Value.True : Value.Error;

    [PyMethod("seekable", Doc = "Returns True if the IO object can be seeked.")]
    public static Value Seekable(ThreadState thread, BytesIOObject self) => CheckOpen(thread, self) ? Value.True : Value.Error;

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self)
    {
        var stream = (BytesIOObject)self.Ref!;
        if (!CheckOpen(thread, stream))
        {
            return Value.Error;
        }

        int length = stream.LineLength(-1);
        return length == 0 ? Value.End : Bytes(stream.Take(length));
    }

    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, BytesIOObject self)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        Value dict = self.Attributes is null ? Value.None : thread.Retain(Value.Of(InstanceAttributes.Materialize(thread, self)));
        return Value.Of(TupleObject.Steal(thread, [Bytes(self.Span), Value.Int(self.Position), dict]));
    }

    [PyMethod("__setstate__")]
    public static Value SetState(ThreadState thread, BytesIOObject self, Value state)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (state.Ref is not TupleObject { Length: 3 } parts)
        {
            return thread.TypeError($"{self.Type.Name}.__setstate__ argument should be 3-tuple, got {state.Type.Name}");
        }

        if (!Buffers.TryGet(thread, parts.Items[0], out ReadOnlySpan<byte> bytes) || !CheckOpen(thread, self) || !self.CheckUnlocked(thread))
        {
            return Value.Error;
        }

        self.Reset(bytes.ToArray());
        if (!IOSupport.TryStatePosition(thread, parts.Items[1], "second item of state must be an integer, not", out long position))
        {
            return Value.Error;
        }

        self.Position = position;
        return IOSupport.TryStateAttributes(thread, self, parts.Items[2], "third") ? Value.None : Value.Error;
    }

    [PyMethod("__sizeof__")]
    public static long SizeOf(ThreadState thread, BytesIOObject self) => 96 + self.Length;

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, BytesIOObject self) => Value.Bool(self.IsClosed);

    private static Value Bytes(ReadOnlySpan<byte> bytes) => Value.Of(BytesObject.Of(bytes.ToArray()));

    private static bool CheckOpen(ThreadState thread, BytesIOObject self)
    {
        if (self.IsClosed)
        {
            IOSupport.ClosedError(thread);
        }

        return !self.IsClosed;
    }
}

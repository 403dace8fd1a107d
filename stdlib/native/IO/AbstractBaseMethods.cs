using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io._RawIOBase: read() in terms of readinto().</summary>
[PyType("_RawIOBase", typeof(IOBaseObject), Doc = "Base class for raw binary I/O.")]
internal static class RawIOBaseMethods
{
    internal static TypeObject Type => IOTypes.RawBase;

    [PyMethod("read")]
    public static Value Read(ThreadState thread, IOBaseObject self, [Optional("-1")] Value size)
    {
        long count = -1;
        if (!size.IsUnbound && !Bind.TryLong(thread, size, out count))
        {
            return Value.Error;
        }

        if (count < 0)
        {
            return thread.CallMethod(Value.Of(self), IOSupport.ReadAll);
        }

        var buffer = new ByteArrayObject(new byte[count]);
        Value read = thread.CallMethod(Value.Of(self), IOSupport.ReadInto, Value.Of(buffer));
        if (read.IsError || read.IsNone)
        {
            return read;
        }

        if (!Bind.TryLong(thread, read, out long got))
        {
            return Value.Error;
        }

        return got < 0 || got > count
            ? thread.ValueError($"readinto returned {got} outside buffer size {count}")
            : Value.Of(BytesObject.Of(buffer.Span[..(int)got].ToArray()));
    }

    [PyMethod("readall", Doc = "Read until EOF, using multiple read() call.")]
    public static Value ReadAll(ThreadState thread, IOBaseObject self)
    {
        var all = new List<byte>();
        while (true)
        {
            Value read = thread.CallMethod(Value.Of(self), IOSupport.Read, Value.Int(IOSupport.DefaultBufferSize));
            if (read.IsError || (read.IsNone && all.Count == 0))
            {
                return read;
            }

            if (read.IsNone)
            {
                break;
            }

            if (read.Ref is not BytesObject bytes)
            {
                thread.Release(read);
                return thread.TypeError("read() should return bytes");
            }

            if (bytes.Length == 0)
            {
                break;
            }

            all.AddRange(bytes.Data);
        }

        return Value.Of(BytesObject.Of([.. all]));
    }

    [PyMethod("readinto")]
    public static Value ReadInto(ThreadState thread, IOBaseObject self, Value buffer) => thread.Raise(ExceptionTypes.NotImplementedError);

    [PyMethod("write")]
    public static Value Write(ThreadState thread, IOBaseObject self, Value bytes) => thread.Raise(ExceptionTypes.NotImplementedError);
}

/// <summary>_io._BufferedIOBase: readinto() in terms of read().</summary>
[PyType("_BufferedIOBase", typeof(IOBaseObject), Doc = "Base class for buffered IO objects.")]
internal static class BufferedIOBaseMethods
{
    internal static TypeObject Type => IOTypes.BufferedBase;

    [PyMethod("read", Doc = "Read and return up to n bytes.")]
    public static Value Read(ThreadState thread, IOBaseObject self, [Optional("-1")] Value size) => IOSupport.Unsupported(thread, "read");

    [PyMethod("read1", Doc = "Read and return up to size bytes, with at most one read() call to the underlying raw stream.")]
    public static Value Read1(ThreadState thread, IOBaseObject self, [Optional("-1")] Value size) => IOSupport.Unsupported(thread, "read1");

    [PyMethod("write", Doc = "Write buffer b to the IO stream.")]
    public static Value Write(ThreadState thread, IOBaseObject self, Value buffer) => IOSupport.Unsupported(thread, "write");

    [PyMethod("detach", Doc = "Disconnect this buffer from its underlying raw stream and return it.")]
    public static Value Detach(ThreadState thread, IOBaseObject self) => IOSupport.Unsupported(thread, "detach");

    [PyMethod("readinto")]
    public static Value ReadInto(ThreadState thread, IOBaseObject self, Value buffer) => Fill(thread, self, buffer, "readinto", IOSupport.Read);

    [PyMethod("readinto1")]
    public static Value ReadInto1(ThreadState thread, IOBaseObject self, Value buffer) => Fill(thread, self, buffer, "readinto1", IOSupport.Read1);

    private static Value Fill(ThreadState thread, IOBaseObject self, Value buffer, string name, StrObject method)
    {
        if (!Buffers.TryGetWritable(thread, buffer, $"{name}() argument", out Span<byte> target))
        {
            return Value.Error;
        }

        Value read = thread.CallMethod(Value.Of(self), method, Value.Int(target.Length));
        if (read.IsError)
        {
            return read;
        }

        if (read.Ref is not BytesObject bytes)
        {
            thread.Release(read);
            return thread.TypeError("read() should return bytes");
        }

        // read() may have run user code: look at the buffer again.
        if (!Buffers.TryGetWritable(thread, buffer, $"{name}() argument", out target))
        {
            return Value.Error;
        }

        if (bytes.Length > target.Length)
        {
            return thread.ValueError($"read() returned too much data: {target.Length} bytes requested, {bytes.Length} returned");
        }

        bytes.Data.CopyTo(target);
        return Value.Int(bytes.Length);
    }
}

/// <summary>_io._TextIOBase: nothing but refusals.</summary>
[PyType("_TextIOBase", typeof(IOBaseObject), Doc = "Base class for text I/O.")]
internal static class TextIOBaseMethods
{
    internal static TypeObject Type => IOTypes.TextBase;

    [PyMethod("read", Doc = "Read at most size characters from stream.")]
    public static Value Read(ThreadState thread, IOBaseObject self, [Optional("-1")] Value size) => IOSupport.Unsupported(thread, "read");

    [PyMethod("readline", Doc = "Read until newline or EOF.")]
    public static Value ReadLine(ThreadState thread, IOBaseObject self, [Optional("-1")] Value size) => IOSupport.Unsupported(thread, "readline");

    [PyMethod("write", Doc = "Write string s to stream.")]
    public static Value Write(ThreadState thread, IOBaseObject self, Value text) => IOSupport.Unsupported(thread, "write");

    [PyMethod("detach", Doc = "Separate the underlying buffer from the TextIOBase and return it.")]
    public static Value Detach(ThreadState thread, IOBaseObject self) => IOSupport.Unsupported(thread, "detach");

    [PyGetter("encoding")]
    public static Value Encoding(ThreadState thread, IOBaseObject self) => Value.None;

    [PyGetter("newlines")]
    public static Value Newlines(ThreadState thread, IOBaseObject self) => Value.None;

    [PyGetter("errors")]
    public static Value Errors(ThreadState thread, IOBaseObject self) => Value.None;
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io._IOBase (CPython Modules/_io/iobase.c): what every stream can do in terms of a few methods.</summary>
[PyType("_IOBase", typeof(IOBaseObject), Doc = "The abstract base class for all I/O classes.")]
internal static class IOBaseMethods
{
    internal static TypeObject Type => IOTypes.Base;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new IOBaseObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, IOBaseObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.None;

    [PyMethod("__del__")]
    public static Value Del(ThreadState thread, Value self)
    {
        var stream = (IOBaseObject)self.Ref!;
        int closed = IOSupport.IsClosed(thread, self);
        if (closed == 0)
        {
            stream.IsFinalizing = true;
            if (!IOSupport.Do(thread, self, IOSupport.Close) && !thread.Interpreter.IsFinalizing)
            {
                Unraisable.Report(thread, "Exception ignored while finalizing file", self);
            }
        }

        // One that cannot even say whether it is closed is not usable any more.
        thread.ClearException();
        return Value.None;
    }

    [PyMethod("seek", Doc = "Change the stream position to the given byte offset.")]
    public static Value Seek(ThreadState thread, IOBaseObject self, Value offset, [Optional("os.SEEK_SET")] Value whence) => IOSupport.Unsupported(thread, "seek");

    [PyMethod("tell", Doc = "Return current stream position.")]
    public static Value Tell(ThreadState thread, IOBaseObject self) => thread.CallMethod(Value.Of(self), IOSupport.Seek, Value.Int(0), Value.Int(1));

    [PyMethod("truncate", Doc = "Truncate file to size bytes.")]
    public static Value Truncate(ThreadState thread, IOBaseObject self, [Optional("None")] Value size) => IOSupport.Unsupported(thread, "truncate");

    [PyMethod("fileno", Doc = "Return underlying file descriptor if one exists.")]
    public static Value FileNumber(ThreadState thread, IOBaseObject self) => IOSupport.Unsupported(thread, "fileno");

    [PyMethod("flush", Doc = "Flush write buffers, if applicable.")]
    public static Value Flush(ThreadState thread, IOBaseObject self) =>
        self.IsClosed ? IOSupport.ClosedError(thread) : Value.None;

    [PyMethod("close", Doc = "Flush and close the IO object.\n\nThis method has no effect if the file is already closed.")]
    public static Value Close(ThreadState thread, IOBaseObject self)
    {
        if (self.IsClosed)
        {
            return Value.None;
        }

        bool flushed = IOSupport.Do(thread, Value.Of(self), IOSupport.Flush);
        self.IsClosed = true;
        return flushed ? Value.None : Value.Error;
    }

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, IOBaseObject self) => Value.Bool(self.IsClosed);

    [PyMethod("seekable", Doc = "Return whether object supports random access.")]
    public static bool Seekable(IOBaseObject self) => false;

    [PyMethod("readable", Doc = "Return whether object was opened for reading.")]
    public static bool Readable(IOBaseObject self) => false;

    [PyMethod("writable", Doc = "Return whether object was opened for writing.")]
    public static bool Writable(IOBaseObject self) => false;

    [PyMethod("isatty", Doc = "Return whether this is an 'interactive' stream.")]
    public static Value IsATty(ThreadState thread, IOBaseObject self) =>
        IOSupport.CheckOpen(thread, Value.Of(self)) ? Value.False : Value.Error;

    [PyMethod("_checkClosed")]
    public static Value CheckClosed(ThreadState thread, IOBaseObject self, [Optional("None")] Value message) =>
        IOSupport.CheckOpen(thread, Value.Of(self)) ? Value.None : Value.Error;

    [PyMethod("_checkSeekable")]
    public static Value CheckSeekable(ThreadState thread, IOBaseObject self, [Optional("None")] Value message) =>
        Check(thread, self, IOSupport.Seekable, "File or stream is not seekable.");

    [PyMethod("_checkReadable")]
    public static Value CheckReadable(ThreadState thread, IOBaseObject self, [Optional("None")] Value message) =>
        Check(thread, self, IOSupport.Readable, "File or stream is not readable.");

    [PyMethod("_checkWritable")]
    public static Value CheckWritable(ThreadState thread, IOBaseObject self, [Optional("None")] Value message) =>
        Check(thread, self, IOSupport.Writable, "File or stream is not writable.");

    [PyMethod("__enter__")]
    public static Value Enter(ThreadState thread, IOBaseObject self) =>
        IOSupport.CheckOpen(thread, Value.Of(self)) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__exit__")]
    public static Value Exit(ThreadState thread, IOBaseObject self, ReadOnlySpan<Value> arguments) => thread.CallMethod(Value.Of(self), IOSupport.Close);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, IOBaseObject self) =>
        IOSupport.CheckOpen(thread, Value.Of(self)) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, IOBaseObject self)
    {
        Value line = thread.CallMethod(Value.Of(self), IOSupport.ReadLine);
        if (line.IsError)
        {
            return line;
        }

        int truth = Operators.IsTrue(thread, line);
        if (truth > 0)
        {
            return line;
        }

        thread.Release(line);
        return truth < 0 ? Value.Error : Value.End;
    }

    [PyMethod("readline", Doc = "Read and return a line from the stream.\n\nIf size is specified, at most size bytes will be read.")]
    public static Value ReadLine(ThreadState thread, IOBaseObject self, [Optional("-1")] Value size)
    {
        if (!IOSupport.TrySize(thread, size, out long limit))
        {
            return Value.Error;
        }

        Value stream = Value.Of(self);
        Value peek = Attributes.TryGet(thread, stream, IOSupport.Peek);
        if (peek.IsError)
        {
            return peek;
        }

        var line = new List<byte>();
        bool succeeded = true;
        while (succeeded && (limit < 0 || line.Count < limit))
        {
            succeeded = TryCount(thread, peek, limit < 0 ? long.MaxValue : limit - line.Count, out long wanted);
            if (!succeeded)
            {
                break;
            }

            Value read = thread.CallMethod(stream, IOSupport.Read, Value.Int(wanted));
            if (read.Ref is not BytesObject bytes)
            {
                succeeded = false;
                if (!read.IsError)
                {
                    thread.Raise(ExceptionTypes.OSError, $"read() should have returned a bytes object, not '{read.Type.Name}'");
                    thread.Release(read);
                }

                break;
            }

            line.AddRange(bytes.Data);
            if (bytes.Length == 0 || bytes.Data[^1] == (byte)'\n')
            {
                break;
            }
        }

        thread.Release(peek.IsUnbound ? Value.None : peek);
        return succeeded ? Value.Of(BytesObject.Of([.. line])) : Value.Error;
    }

    [PyMethod("readlines", Doc = "Return a list of lines from the stream.\n\nhint can be specified to control the number of lines read: no more\nlines will be read if the total size (in bytes/characters) of all\nlines so far exceeds hint.")]
    public static Value ReadLines(ThreadState thread, IOBaseObject self, [Optional("-1")] Value hint)
    {
        if (!IOSupport.TrySize(thread, hint, out long limit))
        {
            return Value.Error;
        }

        var lines = new ListObject(thread);
        long total = 0;
        using var items = new Iteration(thread, Value.Of(self));
        while (items.MoveNext(out Value line))
        {
            lines.Add(line);
            if (limit <= 0)
            {
                continue;
            }

            long length = line.Ref switch { BytesObject bytes => bytes.Length, StrObject text => text.Length, _ => Operators.Length(thread, line) };
            if (length < 0)
            {
                thread.Release(Value.Of(lines));
                return Value.Error;
            }

            total += length;
            if (total > limit)
            {
                break;
            }
        }

        if (items.Failed)
        {
            thread.Release(Value.Of(lines));
            return Value.Error;
        }

        return Value.Of(lines);
    }

    [PyMethod("writelines", Doc = "Write a list of lines to stream.\n\nLine separators are not added, so it is usual for each of the\nlines provided to have a line separator at the end.")]
    public static Value WriteLines(ThreadState thread, IOBaseObject self, Value lines)
    {
        if (!IOSupport.CheckOpen(thread, Value.Of(self)))
        {
            return Value.Error;
        }

        using var items = new Iteration(thread, lines);
        while (items.MoveNext(out Value line))
        {
            bool written = IOSupport.Do(thread, Value.Of(self), IOSupport.Write, line);
            thread.Release(line);
            if (!written)
            {
                return Value.Error;
            }
        }

        return items.Failed ? Value.Error : Value.None;
    }

    /// <summary>How many bytes up to the line's end can be read at once without reading too far: by peek(), else one.</summary>
    private static bool TryCount(ThreadState thread, Value peek, long limit, out long count)
    {
        count = 1;
        if (peek.IsUnbound)
        {
            return true;
        }

        Value ahead = thread.Call(peek, Value.Int(1));
        if (ahead.Ref is not BytesObject bytes)
        {
            if (!ahead.IsError)
            {
                thread.Raise(ExceptionTypes.OSError, $"peek() should have returned a bytes object, not '{ahead.Type.Name}'");
                thread.Release(ahead);
            }

            return false;
        }

        if (bytes.Length > 0)
        {
            int end = bytes.Data.AsSpan().IndexOf((byte)'\n');
            count = Math.Min(end < 0 ? bytes.Length : end + 1, limit);
        }

        return true;
    }

    private static Value Check(ThreadState thread, IOBaseObject self, StrObject question, string complaint)
    {
        int answer = IOSupport.Ask(thread, Value.Of(self), question);
        return answer > 0 ? Value.True : answer < 0 ? Value.Error : IOSupport.Unsupported(thread, complaint);
    }
}

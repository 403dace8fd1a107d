using Marshal = System.Runtime.InteropServices.Marshal;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.FileIO (CPython Modules/_io/fileio.c).</summary>
[PyType("FileIO", typeof(FileIOObject), Doc = "Open a file.\n\nThe mode can be 'r' (default), 'w', 'x' or 'a' for reading,\nwriting, exclusive creation or appending.")]
internal static class FileIOMethods
{
    internal static TypeObject Type => IOTypes.FileIO;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new FileIOObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, FileIOObject self, [Keyword("file")] Value file, string mode = "r", bool closefd = true, [Optional("None")] Value opener = default)
    {
        if (self.Descriptor >= 0 && !self.CloseDescriptor(thread))
        {
            return Value.Error;
        }

        return FileOpening.Open(thread, self, file, mode, closefd, opener.IsUnbound ? Value.None : opener) ? Value.None : Value.Error;
    }

    [PyMethod("close", Doc = "Close the file.\n\nA closed file cannot be used for further I/O operations.  close() may be\ncalled more than once without error.")]
    public static Value Close(ThreadState thread, FileIOObject self)
    {
        if (self.Descriptor < 0)
        {
            return Value.None;
        }

        if (self.IsFinalizing)
        {
            DeallocWarn(thread, self, Value.Of(self));
        }

        // RawIOBase.close() calls flush(), which a subclass may have.
        bool flushed = !self.Type.IsHeap || IOSupport.Do(thread, Value.Of(self), IOSupport.Flush);
        ExceptionObject? failure = thread.Exception;
        thread.Exception = null;
        bool closed = self.CloseDescriptor(thread);
        if (failure is not null)
        {
            thread.ClearException();
            thread.Exception = failure;
        }

        return flushed && closed ? Value.None : Value.Error;
    }

    [PyMethod("read", Doc = "Read at most size bytes, returned as bytes.")]
    public static Value Read(ThreadState thread, FileIOObject self, [Optional("-1")] Value size)
    {
        if (!IOSupport.TrySize(thread, size, out long count) || !CheckReadable(thread, self))
        {
            return Value.Error;
        }

        if (count < 0)
        {
            return ReadAll(thread, self);
        }

        byte[] buffer = new byte[Math.Min(count, Array.MaxLength)];
        return Result(self.Read(thread, buffer), buffer);
    }

    [PyMethod("readall", Doc = "Read all data from the file, returned as bytes.")]
    public static Value ReadAll(ThreadState thread, FileIOObject self)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        byte[]? all = self.ReadAll(thread);
        return all is not null ? Value.Of(BytesObject.Of(all)) : thread.HasException ? Value.Error : Value.None;
    }

    [PyMethod("readinto", Doc = "Same as RawIOBase.readinto().")]
    public static Value ReadInto(ThreadState thread, FileIOObject self, Value buffer)
    {
        if (!CheckReadable(thread, self) || !Buffers.TryGetWritable(thread, buffer, "readinto() argument", out Span<byte> target))
        {
            return Value.Error;
        }

        int count = self.Read(thread, target);
        return count >= 0 ? Value.Int(count) : count == FileIOObject.WouldBlock ? Value.None : Value.Error;
    }

    [PyMethod("write", Doc = "Write buffer b to file, return number of bytes written.")]
    public static Value Write(ThreadState thread, FileIOObject self, Value bytes)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (!self.CanWrite)
        {
            return IOSupport.Unsupported(thread, "File not open for writing");
        }

        if (!Buffers.TryGet(thread, bytes, out ReadOnlySpan<byte> data))
        {
            return Value.Error;
        }

        int count = self.Write(thread, data);
        return count >= 0 ? Value.Int(count) : count == FileIOObject.WouldBlock ? Value.None : Value.Error;
    }

    [PyMethod("seek", Doc = "Move to new file position and return the file position.")]
    public static Value Seek(ThreadState thread, FileIOObject self, long offset, int whence = 0)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        long position = self.Seek(thread, offset, whence);
        return position < 0 ? Value.Error : Value.Int(position);
    }

    [PyMethod("tell", Doc = "Current file position.")]
    public static Value Tell(ThreadState thread, FileIOObject self) => Seek(thread, self, 0, PosixConstants.SeekCurrent);

    [PyMethod("truncate", Doc = "Truncate the file to at most size bytes and return the truncated size.")]
    public static Value Truncate(ThreadState thread, FileIOObject self, [Optional("None")] Value size)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (!self.CanWrite)
        {
            return IOSupport.Unsupported(thread, "File not open for writing");
        }

        long length;
        if (size.IsUnbound || size.IsNone)
        {
            length = self.Seek(thread, 0, PosixConstants.SeekCurrent);
            if (length < 0)
            {
                return Value.Error;
            }
        }
        else if (!Bind.TryLong(thread, size, out length))
        {
            return Value.Error;
        }

        return Libc.Truncate(self.Descriptor, length) < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : Value.Int(length);
    }

    [PyMethod("fileno", Doc = "Return the underlying file descriptor (an integer).")]
    public static Value FileNumber(ThreadState thread, FileIOObject self) => CheckOpen(thread, self) ? Value.Int(self.Descriptor) : Value.Error;

    [PyMethod("readable", Doc = "True if file was opened in a read mode.")]
    public static Value Readable(ThreadState thread, FileIOObject self) => CheckOpen(thread, self) ? Value.Bool(self.CanRead) : Value.Error;

    [PyMethod("writable", Doc = "True if file was opened in a write mode.")]
    public static Value Writable(ThreadState thread, FileIOObject self) => CheckOpen(thread, self) ? Value.Bool(self.CanWrite) : Value.Error;

    [PyMethod("seekable", Doc = "True if file supports random-access.")]
    public static Value Seekable(ThreadState thread, FileIOObject self) => CheckOpen(thread, self) ? Value.Bool(self.IsSeekable) : Value.Error;

    [PyMethod("isatty", Doc = "True if the file is connected to a TTY device.")]
    public static Value IsATty(ThreadState thread, FileIOObject self) =>
        CheckOpen(thread, self) ? Value.Bool(Libc.IsTerminal(self.Descriptor) == 1) : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, FileIOObject self)
    {
        string type = self.Type.Name;
        if (self.Descriptor < 0)
        {
            return Value.Str($"<{type} [closed]>");
        }

        Value name = Attributes.TryGet(thread, Value.Of(self), IOSupport.Name);
        if (name.IsError)
        {
            return name;
        }

        string? shown = name.IsUnbound ? $"fd={self.Descriptor}" : Operators.ReprText(thread, name);
        thread.Release(name.IsUnbound ? Value.None : name);
        return shown is null ? Value.Error : Value.Str($"<{type} {(name.IsUnbound ? "" : "name=")}{shown} mode='{self.Mode}' closefd={self.OwnsDescriptor}>");
    }

    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, FileIOObject self) => thread.TypeError($"cannot pickle '{self.Type.ShortName}' instances");

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, FileIOObject self) => Value.Bool(self.Descriptor < 0);

    [PyGetter("closefd")]
    public static Value CloseFd(ThreadState thread, FileIOObject self) => Value.Bool(self.OwnsDescriptor);

    [PyGetter("mode")]
    public static string Mode(ThreadState thread, FileIOObject self) => self.Mode;

    [PyGetter("_blksize")]
    public static long BlockSize(ThreadState thread, FileIOObject self) => self.BlockSize;

    /// <summary>ResourceWarning for a file that nobody closed; only where somebody can see it.</summary>
    [PyMethod("_dealloc_warn")]
    public static Value DeallocWarn(ThreadState thread, FileIOObject self, Value source)
    {
        if (self.Descriptor >= 0 && self.OwnsDescriptor)
        {
            StreamWarnings.Unclosed(thread, source);
        }

        return Value.None;
    }

    private static Value Result(int count, byte[] buffer) =>
        count == buffer.Length ? Value.Of(BytesObject.Of(buffer))
        : count >= 0 ? Value.Of(BytesObject.Of(buffer.AsSpan(0, count).ToArray()))
        : count == FileIOObject.WouldBlock ? Value.None : Value.Error;

    private static bool CheckOpen(ThreadState thread, FileIOObject self)
    {
        if (self.Descriptor >= 0)
        {
            return true;
        }

        thread.ValueError("I/O operation on closed file");
        return false;
    }

    private static bool CheckReadable(ThreadState thread, FileIOObject self)
    {
        if (!CheckOpen(thread, self))
        {
            return false;
        }

        if (!self.CanRead)
        {
            IOSupport.Unsupported(thread, "File not open for reading");
        }

        return self.CanRead;
    }
}

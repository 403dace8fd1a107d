using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What BufferedReader, BufferedWriter and BufferedRandom share (CPython Modules/_io/bufferedio.c).</summary>
[PyType("_Buffered", typeof(BufferedObject))]
internal static class BufferedMethods
{
    internal static TypeObject Type => IOTypes.Buffered;

    /// <summary>__init__ of all three; false when an exception is set.</summary>
    public static bool TryInit(ThreadState thread, BufferedObject self, Value raw, long bufferSize, bool reads, bool writes)
    {
        if (raw.Ref is not FileIOObject { Type.IsHeap: false } and not null || raw.Ref is null)
        {
            if ((writes && reads && !Require(thread, raw, IOSupport.Seekable, "File or stream is not seekable."))
                || (reads && !Require(thread, raw, IOSupport.Readable, "File or stream is not readable."))
                || (writes && !Require(thread, raw, IOSupport.Writable, "File or stream is not writable.")))
            {
                return false;
            }
        }
        else if (raw.Ref is FileIOObject file && ((reads && !file.CanRead) || (writes && !file.CanWrite)))
        {
            IOSupport.Unsupported(thread, reads && !file.CanRead ? "File or stream is not readable." : "File or stream is not writable.");
            return false;
        }

        if (bufferSize <= 0)
        {
            thread.ValueError("buffer size must be strictly positive");
            return false;
        }

        self.Attach(thread, raw, (int)Math.Min(bufferSize, Array.MaxLength), reads, writes);
        return true;
    }

    [PyMethod("close")]
    public static Value Close(ThreadState thread, BufferedObject self)
    {
        if (!self.CheckAttached(thread))
        {
            return Value.Error;
        }

        int closed = self.IsClosedNow(thread);
        if (closed != 0)
        {
            return closed < 0 ? Value.Error : Value.None;
        }

        if (self.IsFinalizing)
        {
            if (self.File is { } file)
            {
                file.IsFinalizing = false;
                FileIOMethods.DeallocWarn(thread, file, Value.Of(self));
            }
            else if (!IOSupport.Do(thread, self.Raw, IOSupport.DeallocWarn, Value.Of(self)))
            {
                thread.ClearException();
            }
        }

        IOSupport.Do(thread, Value.Of(self), IOSupport.Flush);
        IOSupport.DoKeeping(thread, self.Raw, IOSupport.Close);
        self.DropAhead();
        return thread.HasException ? Value.Error : Value.None;
    }

    [PyMethod("detach")]
    public static Value Detach(ThreadState thread, BufferedObject self) =>
        self.CheckAttached(thread) && IOSupport.Do(thread, Value.Of(self), IOSupport.Flush) ? self.Detach() : Value.Error;

    [PyMethod("flush")]
    public static Value Flush(ThreadState thread, BufferedObject self)
    {
        if (!self.CheckAttached(thread))
        {
            return Value.Error;
        }

        int closed = self.IsClosedNow(thread);
        if (closed != 0)
        {
            return closed < 0 ? Value.Error : thread.ValueError("flush of closed file");
        }

        if (!self.CanWrite)
        {
            // A reader passes flush on.
            return self.File is not null ? Value.None : thread.CallMethod(self.Raw, IOSupport.Flush);
        }

        return self.FlushPending(thread) && (!self.CanRead || self.DropAhead(thread)) ? Value.None : Value.Error;
    }

    [PyMethod("seekable")]
    public static Value Seekable(ThreadState thread, BufferedObject self) => Forward(thread, self, IOSupport.Seekable);

    [PyMethod("fileno")]
    public static Value FileNumber(ThreadState thread, BufferedObject self) => Forward(thread, self, IOSupport.FileNumber);

    [PyMethod("isatty")]
    public static Value IsATty(ThreadState thread, BufferedObject self) => Forward(thread, self, IOSupport.IsATty);

    [PyMethod("_dealloc_warn")]
    public static Value DeallocWarn(ThreadState thread, BufferedObject self, Value source)
    {
        if (!self.Raw.IsUnbound && !IOSupport.Do(thread, self.Raw, IOSupport.DeallocWarn, source))
        {
            thread.ClearException();
        }

        return Value.None;
    }

    [PyMethod("tell")]
    public static Value Tell(ThreadState thread, BufferedObject self)
    {
        long position = self.CheckAttached(thread) ? self.Tell(thread) : -1;
        return position < 0 ? Value.Error : Value.Int(position);
    }

    [PyMethod("seek")]
    public static Value Seek(ThreadState thread, BufferedObject self, Value target, int whence = 0)
    {
        if (whence is < 0 or > 2)
        {
            return thread.ValueError($"whence value {whence} unsupported");
        }

        if (!self.CheckOpen(thread, "seek of") || !Bind.TryLong(thread, target, out long offset))
        {
            return Value.Error;
        }

        int seekable = self.File is { } file ? (file.IsSeekable ? 1 : 0) : IOSupport.Ask(thread, self.Raw, IOSupport.Seekable);
        if (seekable <= 0)
        {
            return seekable < 0 ? Value.Error : IOSupport.Unsupported(thread, "File or stream is not seekable.");
        }

        long position = self.Seek(thread, offset, whence);
        return position < 0 ? Value.Error : Value.Int(position);
    }

    [PyMethod("truncate")]
    public static Value Truncate(ThreadState thread, BufferedObject self, [Optional("None")] Value pos)
    {
        if (!self.CheckOpen(thread, "truncate of"))
        {
            return Value.Error;
        }

        if (!self.CanWrite)
        {
            return IOSupport.Unsupported(thread, "truncate");
        }

        if (!self.FlushPending(thread))
        {
            return Value.Error;
        }

        Value size = pos.IsUnbound || pos.IsNone ? Tell(thread, self) : pos;
        return size.IsError || !self.DropAhead(thread) ? Value.Error : thread.CallMethod(self.Raw, IOSupport.Truncate, size);
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, BufferedObject self)
    {
        string type = self.Type.Name;
        Value name = self.Raw.IsUnbound ? Value.Unbound : Attributes.TryGet(thread, self.Raw, IOSupport.Name);
        if (name.IsError)
        {
            thread.ClearException();
            name = Value.Unbound;
        }

        if (name.IsUnbound)
        {
            return Value.Str($"<{type}>");
        }

        string? shown = Operators.ReprText(thread, name);
        thread.Release(name);
        return shown is null ? Value.Error : Value.Str($"<{type} name={shown}>");
    }

    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, BufferedObject self) => thread.TypeError($"cannot pickle '{self.Type.ShortName}' instances");

    [PyMethod("__sizeof__")]
    public static long SizeOf(ThreadState thread, BufferedObject self) => 160 + self.BufferSize;

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, BufferedObject self)
    {
        int closed = self.IsClosedNow(thread);
        return closed < 0 ? Value.Error : Value.Bool(closed > 0);
    }

    [PyGetter("raw")]
    public static Value Raw(ThreadState thread, BufferedObject self) => self.Raw.IsUnbound ? Value.None : thread.Retain(self.Raw);

    [PyGetter("name")]
    public static Value Name(ThreadState thread, BufferedObject self) => self.CheckAttached(thread) ? Attributes.Get(thread, self.Raw, IOSupport.Name) : Value.Error;

    [PyGetter("mode")]
    public static Value Mode(ThreadState thread, BufferedObject self) => self.CheckAttached(thread) ? Attributes.Get(thread, self.Raw, IOSupport.Mode) : Value.Error;

    private static Value Forward(ThreadState thread, BufferedObject self, StrObject method) =>
        self.CheckAttached(thread) ? thread.CallMethod(self.Raw, method) : Value.Error;

    private static bool Require(ThreadState thread, Value raw, StrObject question, string complaint)
    {
        int answer = IOSupport.Ask(thread, raw, question);
        if (answer == 0)
        {
            IOSupport.Unsupported(thread, complaint);
        }

        return answer > 0;
    }
}

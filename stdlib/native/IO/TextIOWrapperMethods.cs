using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.TextIOWrapper (CPython Modules/_io/textio.c).</summary>
[PyType("TextIOWrapper", typeof(TextIOWrapperObject), Doc = "Character and line based layer over a BufferedIOBase object, buffer.")]
internal static class TextIOWrapperMethods
{
    internal static TypeObject Type => IOTypes.TextIOWrapper;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new TextIOWrapperObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(
        ThreadState thread,
        TextIOWrapperObject self,
        [Keyword("buffer")] Value buffer,
        string? encoding = null,
        [Optional("None")] Value errors = default,
        [Optional("None")] Value newline = default,
        bool line_buffering = false,
        bool write_through = false)
    {
        if (!TextSettings.TryErrors(thread, errors, out string? handler)
            || !TextSettings.TryNewline(thread, newline, out string? ending)
            || !TextSettings.TryCodec(thread, encoding, out TextCodec? codec))
        {
            return Value.Error;
        }

        int readable = IOSupport.Ask(thread, buffer, IOSupport.Readable);
        int writable = readable < 0 ? -1 : IOSupport.Ask(thread, buffer, IOSupport.Writable);
        int seekable = writable < 0 ? -1 : IOSupport.Ask(thread, buffer, IOSupport.Seekable);
        if (seekable < 0)
        {
            return Value.Error;
        }

        bool atStart = true;
        if (seekable > 0 && writable > 0)
        {
            Value position = thread.CallMethod(buffer, IOSupport.Tell);
            if (position.IsError)
            {
                return position;
            }

            atStart = position.IsInt && position.Bits == 0;
            thread.Release(position);
        }

        self.Attach(thread, buffer, readable > 0, writable > 0, seekable > 0);
        self.Configure(codec!, encoding is null or "locale" ? (encoding is null ? "UTF-8" : "utf-8") : encoding, handler ?? "strict", ending, atStart);
        self.LineBuffering = line_buffering;
        self.WriteThrough = write_through;
        return Value.None;
    }

    [PyMethod("reconfigure", Doc = "Reconfigure the text stream with new parameters.\n\nThis also does an implicit stream flush.")]
    public static Value Reconfigure(
        ThreadState thread,
        TextIOWrapperObject self,
        [KeywordOnly("encoding"), Optional("None")] Value encoding,
        [Optional("None")] Value errors,
        [Optional("<unrepresentable>")] Value newline,
        [Optional("None")] Value line_buffering,
        [Optional("None")] Value write_through)
    {
        if (!self.CheckAttached(thread))
        {
            return Value.Error;
        }

        bool changesCodec = (!encoding.IsUnbound && !encoding.IsNone) || (!errors.IsUnbound && !errors.IsNone) || !newline.IsUnbound;
        if (changesCodec && self.Reader is { HasDecoded: true })
        {
            return IOSupport.Unsupported(thread, "It is not possible to set the encoding or newline of stream after the first read");
        }

        string? name = null;
        if (!encoding.IsUnbound && !encoding.IsNone && !Bind.TryString(thread, encoding, "reconfigure", "argument 'encoding'", true, out name))
        {
            return Value.Error;
        }

        string? ending = self.Newline;
        if (!TextSettings.TryErrors(thread, errors, out string? handler)
            || (!newline.IsUnbound && !TextSettings.TryNewline(thread, newline, out ending))
            || !TextSettings.TryCodec(thread, name ?? self.Encoding, out TextCodec? codec)
            || !TextSettings.TryFlag(thread, line_buffering, self.LineBuffering, out bool lines)
            || !TextSettings.TryFlag(thread, write_through, self.WriteThrough, out bool through)
            || !IOSupport.Do(thread, Value.Of(self), IOSupport.Flush))
        {
            return Value.Error;
        }

        if (changesCodec)
        {
            self.Configure(codec!, name ?? self.Encoding, handler ?? (name is null ? self.Errors : "strict"), ending, atStart: false);
        }

        self.LineBuffering = lines;
        self.WriteThrough = through;
        return Value.None;
    }

    [PyMethod("write", Doc = "Write string s to stream.\n\nReturn the number of characters written\n(which is always equal to the length of the string).")]
    public static Value Write(ThreadState thread, TextIOWrapperObject self, Value text)
    {
        if (text.Ref is not StrObject str)
        {
            return thread.TypeError($"write() argument must be str, not {text.Type.Name}");
        }

        return self.TryWrite(thread, str) ? Value.Int(str.Length) : Value.Error;
    }

    [PyMethod("read", Doc = "Read at most size characters from stream.")]
    public static Value Read(ThreadState thread, TextIOWrapperObject self, [Optional("-1")] Value size)
    {
        if (!IOSupport.TrySize(thread, size, out long count) || Reading(thread, self) is not { } reader)
        {
            return Value.Error;
        }

        return (count < 0 ? reader.TryReadAll(thread, out StrData text) : reader.TryRead(thread, count, out text)) ? Text(text) : Value.Error;
    }

    [PyMethod("readline", Doc = "Read until newline or EOF.")]
    public static Value ReadLine(ThreadState thread, TextIOWrapperObject self, [Optional("-1")] Value size) =>
        IOSupport.TrySize(thread, size, out long limit) && Reading(thread, self) is { } reader && reader.TryReadLine(thread, limit, out StrData line) ? Text(line) : Value.Error;

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value value)
    {
        var self = (TextIOWrapperObject)value.Ref!;
        if (self.Type.IsHeap)
        {
            return IOBaseMethods.Next(thread, self);
        }

        if (Reading(thread, self) is not { } reader || !reader.TryReadLine(thread, -1, out StrData line))
        {
            return Value.Error;
        }

        // Reading ahead makes positions costly, so the language takes tell() away until the end.
        reader.IsTellingDisabled = line.Length > 0;
        return line.Length > 0 ? Text(line) : Value.End;
    }

    [PyMethod("flush", Doc = "Flush write buffers, if applicable.")]
    public static Value Flush(ThreadState thread, TextIOWrapperObject self)
    {
        if (self.Reader is { } reader)
        {
            reader.IsTellingDisabled = false;
        }

        return self.TryFlush(thread) ? Value.None : Value.Error;
    }

    [PyMethod("close", Doc = "Flush and close the IO object.\n\nThis method has no effect if the file is already closed.")]
    public static Value Close(ThreadState thread, TextIOWrapperObject self)
    {
        int closed = self.CheckAttached(thread) ? self.IsClosedNow(thread) : -1;
        if (closed != 0)
        {
            return closed < 0 ? Value.Error : Value.None;
        }

        if (self.IsFinalizing)
        {
            if (!IOSupport.Do(thread, self.Buffer, IOSupport.DeallocWarn, Value.Of(self)))
            {
                thread.ClearException();
            }
        }

        IOSupport.Do(thread, Value.Of(self), IOSupport.Flush);
        IOSupport.DoKeeping(thread, self.Buffer, IOSupport.Close);
        return thread.HasException ? Value.Error : Value.None;
    }

    [PyMethod("detach", Doc = "Separate the underlying buffer from the TextIOBase and return it.")]
    public static Value Detach(ThreadState thread, TextIOWrapperObject self) =>
        self.CheckAttached(thread) && IOSupport.Do(thread, Value.Of(self), IOSupport.Flush) ? self.Detach() : Value.Error;

    [PyMethod("tell", Doc = "Return the stream position as an opaque number.")]
    public static Value Tell(ThreadState thread, TextIOWrapperObject self) => TextPositions.Tell(thread, self);

    [PyMethod("seek", Doc = "Set the stream position, and return the new stream position.")]
    public static Value Seek(ThreadState thread, TextIOWrapperObject self, Value cookie, int whence = 0) => TextPositions.Seek(thread, self, cookie, whence);

    [PyMethod("truncate")]
    public static Value Truncate(ThreadState thread, TextIOWrapperObject self, [Optional("None")] Value pos) =>
        self.CheckAttached(thread) && IOSupport.Do(thread, Value.Of(self), IOSupport.Flush)
            ? thread.CallMethod(self.Buffer, IOSupport.Truncate, pos.IsUnbound ? Value.None : pos) : Value.Error;

    [PyMethod("fileno")]
    public static Value FileNumber(ThreadState thread, TextIOWrapperObject self) => Forward(thread, self, IOSupport.FileNumber);

    [PyMethod("isatty")]
    public static Value IsATty(ThreadState thread, TextIOWrapperObject self) => Forward(thread, self, IOSupport.IsATty);

    [PyMethod("readable")]
    public static Value Readable(ThreadState thread, TextIOWrapperObject self) => Forward(thread, self, IOSupport.Readable);

    [PyMethod("writable")]
    public static Value Writable(ThreadState thread, TextIOWrapperObject self) => Forward(thread, self, IOSupport.Writable);

    [PyMethod("seekable")]
    public static Value Seekable(ThreadState thread, TextIOWrapperObject self) => Forward(thread, self, IOSupport.Seekable);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, TextIOWrapperObject self)
    {
        string text = $"<{(self.Type.IsHeap ? self.Type.Name : "_io.TextIOWrapper")}";
        foreach ((string label, StrObject name) in (ReadOnlySpan<(string, StrObject)>)[("name", IOSupport.Name), ("mode", IOSupport.Mode)])
        {
            Value found = self.Buffer.IsUnbound && label == "name" ? Value.Unbound : Attributes.TryGet(thread, Value.Of(self), name);
            if (found.IsError)
            {
                thread.ClearException();
                continue;
            }

            if (!found.IsUnbound)
            {
                string? shown = Operators.ReprText(thread, found);
                thread.Release(found);
                if (shown is null)
                {
                    return Value.Error;
                }

                text += $" {label}={shown}";
            }
        }

        return Value.Str($"{text} encoding='{self.Encoding}'>");
    }

    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, TextIOWrapperObject self) => thread.TypeError($"cannot pickle '{self.Type.ShortName}' instances");

    [PyGetter("buffer")]
    public static Value Buffer(ThreadState thread, TextIOWrapperObject self) => self.Buffer.IsUnbound ? Value.None : thread.Retain(self.Buffer);

    [PyGetter("name")]
    public static Value Name(ThreadState thread, TextIOWrapperObject self) => self.CheckAttached(thread) ? Attributes.Get(thread, self.Buffer, IOSupport.Name) : Value.Error;

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, TextIOWrapperObject self)
    {
        int closed = self.CheckAttached(thread) ? self.IsClosedNow(thread) : -1;
        return closed < 0 ? Value.Error : Value.Bool(closed > 0);
    }

    [PyGetter("encoding")]
    public static string Encoding(ThreadState thread, TextIOWrapperObject self) => self.Encoding;

    [PyGetter("errors")]
    public static string Errors(ThreadState thread, TextIOWrapperObject self) => self.Errors;

    [PyGetter("newlines")]
    public static Value SeenNewlines(ThreadState thread, TextIOWrapperObject self) => Newlines.Seen(self.Reader?.SeenNewlines ?? 0);

    [PyGetter("line_buffering")]
    public static bool LineBuffering(TextIOWrapperObject self) => self.LineBuffering;

    [PyGetter("write_through")]
    public static bool WriteThrough(TextIOWrapperObject self) => self.WriteThrough;

    [PyGetter("_CHUNK_SIZE")]
    public static long Chunk(TextIOWrapperObject self) => self.ChunkSize;

    [PySetter("_CHUNK_SIZE")]
    public static bool SetChunk(ThreadState thread, TextIOWrapperObject self, Value value)
    {
        if (!Operators.TryIndex(thread, value, out long size))
        {
            return false;
        }

        if (size <= 0)
        {
            thread.ValueError("a strictly positive integer is required");
            return false;
        }

        self.ChunkSize = (int)Math.Min(size, int.MaxValue);
        return true;
    }

    private static TextReading? Reading(ThreadState thread, TextIOWrapperObject self)
    {
        if (!self.CheckOpen(thread))
        {
            return null;
        }

        if (self.Reader is null)
        {
            IOSupport.Unsupported(thread, "not readable");
            return null;
        }

        // What was written comes before what is read.
        return self.Encoder is null || self.PassOn(thread) ? self.Reader : null;
    }

    private static Value Forward(ThreadState thread, TextIOWrapperObject self, StrObject method) =>
        self.CheckAttached(thread) ? thread.CallMethod(self.Buffer, method) : Value.Error;

    private static Value Text(StrData text) => Value.Of(StrObject.Of(text));
}

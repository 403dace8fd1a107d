using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.StringIO (CPython Modules/_io/stringio.c).</summary>
[PyType("StringIO", typeof(StringIOObject), Locks = true, Doc = "Text I/O implementation using an in-memory buffer.\n\nThe initial_value argument sets the value of object.  The newline\nargument is like the one of TextIOWrapper's constructor.")]
internal static class StringIOMethods
{
    internal static TypeObject Type => IOTypes.StringIO;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new StringIOObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, StringIOObject self, [Keyword("initial_value"), Optional("''")] Value initial, [Optional("'\\n'")] Value newline)
    {
        if (!newline.IsUnbound && !newline.IsNone && newline.Ref is not StrObject)
        {
            return thread.TypeError($"newline must be str or None, not {newline.Type.Name}");
        }

        string? ending = newline.IsUnbound ? "\n" : newline.IsNone ? null : newline.Ref!.ToString();
        if (!Newlines.IsValid(ending))
        {
            return thread.ValueError($"illegal newline value: {Operators.ReprText(thread, newline)}");
        }

        if (!initial.IsUnbound && !initial.IsNone && initial.Ref is not StrObject)
        {
            return thread.TypeError($"initial_value must be str or None, not {initial.Type.Name}");
        }

        self.Clear();
        self.IsClosed = false;
        self.Newline = ending;
        self.Translator = ending is null or "" ? new NewlineTranslator(ending is null) : null;
        self.WriteNewline = ending is "\r" or "\r\n" ? ending : null;
        if (initial.Ref is StrObject text)
        {
            self.Write(text.Data);
            self.Position = 0;
        }

        return Value.None;
    }

    [PyMethod("write", Doc = "Write string to file.")]
    public static Value Write(ThreadState thread, StringIOObject self, Value text)
    {
        if (text.Ref is not StrObject str)
        {
            return thread.TypeError($"string argument expected, got '{text.Type.Name}'");
        }

        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (str.Length > 0)
        {
            if (self.Position + str.Length > Array.MaxLength)
            {
                return thread.OverflowError("new position too large");
            }

            self.Write(str.Data);
        }

        return Value.Int(str.Length);
    }

    [PyMethod("read", Doc = "Read at most size characters, returned as a string.")]
    public static Value Read(ThreadState thread, StringIOObject self, [Optional("-1")] Value size) =>
        IOSupport.TrySize(thread, size, out long count) && CheckOpen(thread, self) ? Text(self.Take(count < 0 ? long.MaxValue : count)) : Value.Error;

    [PyMethod("readline", Doc = "Read until newline or EOF.")]
    public static Value ReadLine(ThreadState thread, StringIOObject self, [Optional("-1")] Value size) =>
        IOSupport.TrySize(thread, size, out long limit) && CheckOpen(thread, self) ? Text(self.TakeLine(limit)) : Value.Error;

    [PyMethod("getvalue", Doc = "Retrieve the entire contents of the object.")]
    public static Value GetValue(ThreadState thread, StringIOObject self) => CheckOpen(thread, self) ? Text(self.Slice(0, self.Length)) : Value.Error;

    [PyMethod("tell", Doc = "Tell the current file position.")]
    public static Value Tell(ThreadState thread, StringIOObject self) => CheckOpen(thread, self) ? Value.Int(self.Position) : Value.Error;

    [PyMethod("seek", Doc = "Change stream position.")]
    public static Value Seek(ThreadState thread, StringIOObject self, long pos, int whence = 0)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (whence is < 0 or > 2)
        {
            return thread.ValueError($"Invalid whence ({whence}, should be 0, 1 or 2)");
        }

        if (whence == 0 && pos < 0)
        {
            return thread.ValueError($"Negative seek position {pos}");
        }

        if (whence != 0 && pos != 0)
        {
            return thread.Raise(ExceptionTypes.OSError, "Can't do nonzero cur-relative seeks");
        }

        self.Position = whence == 0 ? pos : whence == 1 ? self.Position : self.Length;
        return Value.Int(self.Position);
    }

    [PyMethod("truncate", Doc = "Truncate size to pos.")]
    public static Value Truncate(ThreadState thread, StringIOObject self, [Optional("None")] Value pos)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        long length = self.Position;
        if (!pos.IsUnbound && !pos.IsNone && (!Bind.TryLong(thread, pos, out length) || !CheckOpen(thread, self)))
        {
            return Value.Error;
        }

        if (length < 0)
        {
            return thread.ValueError($"Negative size value {length}");
        }

        self.Truncate((int)Math.Min(length, int.MaxValue));
        return Value.Int(length);
    }

    [PyMethod("close", Doc = "Close the IO object.")]
    public static Value Close(ThreadState thread, StringIOObject self)
    {
        self.IsClosed = true;
        self.Clear();
        return Value.None;
    }

    [PyMethod("readable", Doc = "Returns True if the IO object can be read.")]
    public static Value Readable(ThreadState thread, StringIOObject self) => CheckOpen(thread, self) ? Value.True : Value.Error;

    [PyMethod("writable", Doc = "Returns True if the IO object can be written.")]
    public static Value Writable(ThreadState thread, StringIOObject self) => CheckOpen(thread, self) ? Value.True : Value.Error;

    [PyMethod("seekable", Doc = "Returns True if the IO object can be seeked.")]
    public static Value Seekable(ThreadState thread, StringIOObject self) => CheckOpen(thread, self) ? Value.True : Value.Error;

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self)
    {
        var stream = (StringIOObject)self.Ref!;
        if (stream.Type.IsHeap)
        {
            return IOBaseMethods.Next(thread, stream);
        }

        if (!CheckOpen(thread, stream))
        {
            return Value.Error;
        }

        StrData line = stream.TakeLine(-1);
        return line.Length == 0 ? Value.End : Text(line);
    }

    [PyMethod("__getstate__")]
    public static Value GetState(ThreadState thread, StringIOObject self)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        Value dict = self.Attributes is null ? Value.None : thread.Retain(Value.Of(InstanceAttributes.Materialize(thread, self)));
        Value newline = self.Newline is null ? Value.None : Value.Str(self.Newline);
        return Value.Of(TupleObject.Steal(thread, [Text(self.Slice(0, self.Length)), newline, Value.Int(self.Position), dict]));
    }

    [PyMethod("__setstate__")]
    public static Value SetState(ThreadState thread, StringIOObject self, Value state)
    {
        if (!CheckOpen(thread, self))
        {
            return Value.Error;
        }

        if (state.Ref is not TupleObject { Length: 4 } parts)
        {
            return thread.TypeError($"{self.Type.Name}.__setstate__ argument should be 4-tuple, got {state.Type.Name}");
        }

        if (Init(thread, self, parts.Items[0], parts.Items[1]).IsError)
        {
            return Value.Error;
        }

        // What Init has done with the newlines was done when the content was written first.
        self.Clear();
        if (parts.Items[0].Ref is StrObject text)
        {
            self.Store(text.Data);
        }

        if (!IOSupport.TryStatePosition(thread, parts.Items[2], "third item of state must be an integer, got", out long position))
        {
            return Value.Error;
        }

        self.Position = position;
        return IOSupport.TryStateAttributes(thread, self, parts.Items[3], "fourth") ? Value.None : Value.Error;
    }

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, StringIOObject self) => Value.Bool(self.IsClosed);

    [PyGetter("line_buffering")]
    public static Value LineBuffering(ThreadState thread, StringIOObject self) => CheckOpen(thread, self) ? Value.False : Value.Error;

    [PyGetter("newlines")]
    public static Value SeenNewlines(ThreadState thread, StringIOObject self) =>
        CheckOpen(thread, self) ? Newlines.Seen(self.Translator?.Seen ?? 0) : Value.Error;

    private static Value Text(StrData text) => Value.Of(StrObject.Of(text));

    private static bool CheckOpen(ThreadState thread, StringIOObject self)
    {
        if (self.IsClosed)
        {
            thread.ValueError("I/O operation on closed file");
        }

        return !self.IsClosed;
    }
}

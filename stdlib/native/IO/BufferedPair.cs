using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A reader and a writer as one stream.</summary>
internal sealed class BufferedPairObject(ThreadState thread, TypeObject type) : IOBaseObject(thread, type)
{
    public Value Reader = Value.Unbound;
    public Value Writer = Value.Unbound;

    public override int IsClosedNow(ThreadState thread) => Writer.IsUnbound ? 1 : IOSupport.IsClosed(thread, Writer);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Drop(thread, ref Reader);
        Drop(thread, ref Writer);
    }
}

/// <summary>_io.BufferedRWPair.</summary>
[PyType("BufferedRWPair", typeof(BufferedPairObject), Doc = "A buffered reader and writer object together.")]
internal static class BufferedPairMethods
{
    internal static TypeObject Type => IOTypes.BufferedPair;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new BufferedPairObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BufferedPairObject self, Value reader, Value writer, long bufferSize = IOSupport.DefaultBufferSize)
    {
        Value input = thread.Call(Value.Of(IOTypes.BufferedReader), reader, Value.Int(bufferSize));
        if (input.IsError)
        {
            return input;
        }

        Value output = thread.Call(Value.Of(IOTypes.BufferedWriter), writer, Value.Int(bufferSize));
        if (output.IsError)
        {
            thread.Release(input);
            return output;
        }

        (self.Reader, self.Writer) = (input, output);
        return Value.None;
    }

    [PyMethod("read")]
    public static Value Read(ThreadState thread, BufferedPairObject self, [Optional("-1")] Value size) => Forward(thread, self, self.Reader, IOSupport.Read, size);

    [PyMethod("read1")]
    public static Value Read1(ThreadState thread, BufferedPairObject self, [Optional("-1")] Value size) => Forward(thread, self, self.Reader, IOSupport.Read1, size);

    [PyMethod("peek")]
    public static Value Peek(ThreadState thread, BufferedPairObject self, [Optional("0")] Value size) => Forward(thread, self, self.Reader, IOSupport.Peek, size);

    [PyMethod("readinto")]
    public static Value ReadInto(ThreadState thread, BufferedPairObject self, Value buffer) => Forward(thread, self, self.Reader, IOSupport.ReadInto, buffer);

    [PyMethod("readinto1")]
    public static Value ReadInto1(ThreadState thread, BufferedPairObject self, Value buffer) => Forward(thread, self, self.Reader, StrObject.Intern("readinto1"), buffer);

    [PyMethod("write")]
    public static Value Write(ThreadState thread, BufferedPairObject self, Value buffer) => Forward(thread, self, self.Writer, IOSupport.Write, buffer);

    [PyMethod("flush")]
    public static Value Flush(ThreadState thread, BufferedPairObject self) => Forward(thread, self, self.Writer, IOSupport.Flush, Value.Unbound);

    [PyMethod("readable")]
    public static Value Readable(ThreadState thread, BufferedPairObject self) => Forward(thread, self, self.Reader, IOSupport.Readable, Value.Unbound);

    [PyMethod("writable")]
    public static Value Writable(ThreadState thread, BufferedPairObject self) => Forward(thread, self, self.Writer, IOSupport.Writable, Value.Unbound);

    [PyMethod("isatty")]
    public static Value IsATty(ThreadState thread, BufferedPairObject self)
    {
        Value output = Forward(thread, self, self.Writer, IOSupport.IsATty, Value.Unbound);
        return output.IsFalse ? Forward(thread, self, self.Reader, IOSupport.IsATty, Value.Unbound) : output;
    }

    [PyMethod("close")]
    public static Value Close(ThreadState thread, BufferedPairObject self)
    {
        if (self.Writer.IsUnbound)
        {
            return Value.None;
        }

        IOSupport.Do(thread, self.Writer, IOSupport.Close);
        IOSupport.DoKeeping(thread, self.Reader, IOSupport.Close);
        return thread.HasException ? Value.Error : Value.None;
    }

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, BufferedPairObject self)
    {
        int closed = self.IsClosedNow(thread);
        return closed < 0 ? Value.Error : Value.Bool(closed > 0);
    }

    private static Value Forward(ThreadState thread, BufferedPairObject self, Value target, StrObject method, Value argument)
    {
        if (target.IsUnbound)
        {
            return thread.ValueError("I/O operation on uninitialized object");
        }

        return argument.IsUnbound ? thread.CallMethod(target, method) : thread.CallMethod(target, method, argument);
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.BufferedReader.</summary>
[PyType("BufferedReader", typeof(BufferedObject), Doc = "Create a new buffered reader using the given readable raw IO object.")]
internal static class BufferedReaderMethods
{
    internal static TypeObject Type => IOTypes.BufferedReader;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new BufferedObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BufferedObject self, [Keyword("raw")] Value raw, [Keyword("buffer_size")] long bufferSize = IOSupport.DefaultBufferSize) =>
        BufferedMethods.TryInit(thread, self, raw, bufferSize, true, false) ? Value.None : Value.Error;

    [PyMethod("read", Doc = "Read and return up to n bytes.")]
    public static Value Read(ThreadState thread, BufferedObject self, [Optional("-1")] Value size) => BufferedInput.Read(thread, self, size);

    [PyMethod("read1")]
    public static Value Read1(ThreadState thread, BufferedObject self, [Optional("-1")] Value size) => BufferedInput.Read1(thread, self, size);

    [PyMethod("readinto")]
    public static Value ReadInto(ThreadState thread, BufferedObject self, Value buffer) => BufferedInput.ReadInto(thread, self, buffer, false);

    [PyMethod("readinto1")]
    public static Value ReadInto1(ThreadState thread, BufferedObject self, Value buffer) => BufferedInput.ReadInto(thread, self, buffer, true);

    [PyMethod("peek")]
    public static Value Peek(ThreadState thread, BufferedObject self, [Optional("0")] Value size) => BufferedInput.Peek(thread, self);

    [PyMethod("readline")]
    public static Value ReadLine(ThreadState thread, BufferedObject self, [Optional("-1")] Value size) => BufferedInput.ReadLine(thread, self, size);

    [PyMethod("readable")]
    public static Value Readable(ThreadState thread, BufferedObject self) =>
        self.CheckAttached(thread) ? thread.CallMethod(self.Raw, IOSupport.Readable) : Value.Error;

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => BufferedInput.Next(thread, self);
}

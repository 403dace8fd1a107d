using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What buffered streams that can be read have.</summary>
[PyType("BufferedReader", typeof(BufferedObject), Field = "BufferedReader", Holder = typeof(IOTypes))]
[PyType("BufferedRandom", typeof(BufferedObject), Field = "BufferedRandom", Holder = typeof(IOTypes))]
internal static class BufferedReadingMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new BufferedObject(thread, cls));

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

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.BufferedWriter.</summary>
[PyType("BufferedWriter", typeof(BufferedObject), Doc = "A buffer for a writeable sequential RawIO object.")]
internal static class BufferedWriterMethods
{
    internal static TypeObject Type => IOTypes.BufferedWriter;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new BufferedObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BufferedObject self, [Keyword("raw")] Value raw, [Keyword("buffer_size")] long bufferSize = IOSupport.DefaultBufferSize) =>
        BufferedMethods.TryInit(thread, self, raw, bufferSize, false, true) ? Value.None : Value.Error;

    [PyMethod("write", Doc = "Write buffer b to the IO stream.")]
    public static Value Write(ThreadState thread, BufferedObject self, Value buffer) => BufferedInput.Write(thread, self, buffer);

    [PyMethod("writable")]
    public static Value Writable(ThreadState thread, BufferedObject self) =>
        self.CheckAttached(thread) ? thread.CallMethod(self.Raw, IOSupport.Writable) : Value.Error;
}

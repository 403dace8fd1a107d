using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.BufferedWriter.</summary>
[PyType("BufferedWriter", typeof(BufferedObject), Field = "BufferedWriter", Holder = typeof(IOTypes), Doc = "A buffer for a writeable sequential RawIO object.")]
internal static class BufferedWriterMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new BufferedObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BufferedObject self, [Keyword("raw")] Value raw, [Keyword("buffer_size")] long bufferSize = IOSupport.DefaultBufferSize) =>
        BufferedMethods.TryInit(thread, self, raw, bufferSize, false, true) ? Value.None : Value.Error;
}

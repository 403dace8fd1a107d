using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.BufferedRandom.</summary>
[PyType("BufferedRandom", typeof(BufferedObject), Field = "BufferedRandom", Holder = typeof(IOTypes), Doc = "A buffered interface to random access streams.")]
internal static class BufferedRandomMethods
{
    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BufferedObject self, [Keyword("raw")] Value raw, [Keyword("buffer_size")] long bufferSize = IOSupport.DefaultBufferSize) =>
        BufferedMethods.TryInit(thread, self, raw, bufferSize, true, true) ? Value.None : Value.Error;
}

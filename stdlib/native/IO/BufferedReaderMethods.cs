using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>_io.BufferedReader.</summary>
[PyType("BufferedReader", typeof(BufferedObject), Field = "BufferedReader", Holder = typeof(IOTypes), Doc = "Create a new buffered reader using the given readable raw IO object.")]
internal static class BufferedReaderMethods
{
    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, BufferedObject self, [Keyword("raw")] Value raw, [Keyword("buffer_size")] long bufferSize = IOSupport.DefaultBufferSize) =>
        BufferedMethods.TryInit(thread, self, raw, bufferSize, true, false) ? Value.None : Value.Error;
}

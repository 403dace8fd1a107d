using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What buffered streams that can be written have.</summary>
[PyType("BufferedWriter", typeof(BufferedObject), Field = "BufferedWriter", Holder = typeof(IOTypes))]
[PyType("BufferedRandom", typeof(BufferedObject), Field = "BufferedRandom", Holder = typeof(IOTypes))]
internal static class BufferedWritingMethods
{
    [PyMethod("write", Doc = "Write buffer b to the IO stream.")]
    public static Value Write(ThreadState thread, BufferedObject self, Value buffer) => BufferedInput.Write(thread, self, buffer);

    [PyMethod("writable")]
    public static Value Writable(ThreadState thread, BufferedObject self) =>
        self.CheckAttached(thread) ? thread.CallMethod(self.Raw, IOSupport.Writable) : Value.Error;
}

using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of memory_iterator.</summary>
[PyType("memory_iterator", typeof(MemoryIteratorObject))]
internal static class MemoryIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<MemoryIteratorObject>(self.Ref!).Next(thread);
}

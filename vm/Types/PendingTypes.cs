using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Types that are being written. Shrinks to nothing.</summary>
internal static class UnionTypes
{
    public static Value Or(ThreadState thread, Value left, Value right) => Value.NotImplemented;
}

internal sealed class MappingProxyObject(ThreadState thread, Value mapping) : PyObject(thread, BuiltinTypes.MappingProxy)
{
    public Value Mapping { get; } = mapping;
}

internal sealed class CallableIteratorObject(ThreadState thread, Value callable, Value sentinel) : PyObject(thread, BuiltinTypes.CallableIterator)
{
    public Value Callable { get; } = callable;

    public Value Sentinel { get; } = sentinel;
}

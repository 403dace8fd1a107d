using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Types that are being written. Shrinks to nothing.</summary>
internal static class UnionTypes
{
    public static Value Or(ThreadState thread, Value left, Value right) => Value.NotImplemented;
}

using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Room in an empty list: it holds nothing, and the first item decides which kind of block takes its place.</summary>
internal sealed class ReservedStorage(int capacity) : ListStorage
{
    public override int Capacity => capacity;

    public override Value Get(ThreadState thread, int index) => throw new InvalidOperationException("an empty block has no items");

    public override Value Peek(int index) => throw new InvalidOperationException("an empty block has no items");

    public override bool Holds(Value value) => false;

    public override bool TrySet(ThreadState thread, int index, Value value) => false;

    public override bool TryInitialise(int index, Value value) => false;

    public override ListStorage Resize(int newCapacity, int count) => new ReservedStorage(newCapacity);

    public override ListStorage Widen(Value forValue, int newCapacity) => new ObjectStorage(newCapacity);

    public override void Move(int from, int to, int count)
    {
    }

    public override void Clear(int start, int end)
    {
    }

    public override void Release(ThreadState thread, int start, int end)
    {
    }

    public override ListStorage Copy(ThreadState thread, int start, int count, int newCapacity) => new ReservedStorage(newCapacity);

    public override bool TryCopyTo(ThreadState thread, int start, int count, ListStorage target, int at) => count == 0;

    public override void Reverse(int start, int count)
    {
    }
}

using System.Buffers;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>
/// The memory that a tensor and its views share. Counts say when the last of them is gone; large memory then goes back to a
/// pool, so that the next temporary of the same size costs neither the collector nor fresh pages.
/// </summary>
internal sealed class TensorStorage
{
    /// <summary>Below it the pool gains nothing.</summary>
    private const int LeastPooled = 64 << 10;

    private int _users = 1;

    /// <summary>Memory with one user.</summary>
    /// <param name="length">Bytes.</param>
    /// <param name="clear">Whether they are to be zero.</param>
    public TensorStorage(int length, bool clear)
    {
        IsPooled = length >= LeastPooled;
        Data = IsPooled ? ArrayPool<byte>.Shared.Rent(length) : clear ? new byte[length] : GC.AllocateUninitializedArray<byte>(length);
        if (IsPooled && clear)
        {
            Data.AsSpan(0, length).Clear();
        }
    }

    public byte[] Data { get; }

    private bool IsPooled { get; }

    public void AddUser() => Interlocked.Increment(ref _users);

    public void RemoveUser()
    {
        if (Interlocked.Decrement(ref _users) == 0 && IsPooled)
        {
            ArrayPool<byte>.Shared.Return(Data);
        }
    }
}

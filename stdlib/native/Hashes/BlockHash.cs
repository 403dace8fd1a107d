namespace Pyl.Stdlib.Native;

/// <summary>A hash function that takes its input in blocks of a fixed size.</summary>
/// <param name="blockSize">Bytes of a block.</param>
/// <param name="keepsLast">The last block is left to <see cref="Finish"/> even when it is full.</param>
internal abstract class BlockHash(int blockSize, bool keepsLast = false) : HashState
{
    private readonly int _leastBehind = keepsLast ? 1 : 0;
    private byte[] _block = new byte[blockSize];
    private int _filled;

    /// <summary>Bytes appended so far.</summary>
    protected long Length { get; private set; }

    public override void Append(ReadOnlySpan<byte> data)
    {
        Length += data.Length;
        if (_filled > 0)
        {
            int taken = Math.Min(data.Length, _block.Length - _filled);
            data[..taken].CopyTo(_block.AsSpan(_filled));
            _filled += taken;
            data = data[taken..];
            if (_filled < _block.Length || data.Length < _leastBehind)
            {
                return;
            }

            Compress(_block);
            _filled = 0;
        }

        for (; data.Length >= _block.Length + _leastBehind; data = data[_block.Length..])
        {
            Compress(data[.._block.Length]);
        }

        data.CopyTo(_block);
        _filled = data.Length;
    }

    public override byte[] Current(int length) => Finish(_block.AsSpan(0, _filled), length);

    public override HashState Copy()
    {
        var copy = (BlockHash)MemberwiseClone();
        copy._block = [.. _block];
        copy.SeparateState();
        return copy;
    }

    /// <summary>Gives a copy a state of its own.</summary>
    protected abstract void SeparateState();

    /// <summary>Mixes one block into the state.</summary>
    protected abstract void Compress(ReadOnlySpan<byte> block);

    /// <summary>The digest with the last, incomplete block; leaves the state as it is.</summary>
    protected abstract byte[] Finish(ReadOnlySpan<byte> rest, int length);
}

namespace Pyl.Stdlib.Native;

/// <summary>A hash function that takes its input in blocks of a fixed size.</summary>
internal abstract class BlockHash(int blockSize) : HashState
{
    private readonly byte[] _block = new byte[blockSize];
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
            if (_filled < _block.Length)
            {
                return;
            }

            Compress(_block);
            _filled = 0;
        }

        for (; data.Length >= _block.Length; data = data[_block.Length..])
        {
            Compress(data[.._block.Length]);
        }

        data.CopyTo(_block);
        _filled = data.Length;
    }

    public override byte[] Current() => Finish(_block.AsSpan(0, _filled));

    /// <summary>Mixes one block into the state.</summary>
    protected abstract void Compress(ReadOnlySpan<byte> block);

    /// <summary>The digest with the last, incomplete block; leaves the state as it is.</summary>
    protected abstract byte[] Finish(ReadOnlySpan<byte> rest);
}

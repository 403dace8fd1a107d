using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>What one of the two forms of BLAKE2 consists of (RFC 7693, section 2).</summary>
/// <param name="Start">The initialisation vector.</param>
/// <param name="Rotations">By how many bits the mixing turns its words.</param>
/// <param name="Rounds">Rounds for a block.</param>
internal sealed record Blake2Form<TWord>(TWord[] Start, int[] Rotations, int Rounds)
    where TWord : unmanaged, IBinaryInteger<TWord>;

/// <summary>BLAKE2b, with words of 64 bits, and BLAKE2s, with words of 32 (RFC 7693); .NET has none.</summary>
internal sealed class Blake2<TWord> : BlockHash
    where TWord : unmanaged, IBinaryInteger<TWord>
{
    private const int Words = 16;

    private static readonly int s_wordSize = Marshal.SizeOf<TWord>();

    // The message's words in each round; rounds 10 and 11 of BLAKE2b are 0 and 1 again.
    private static readonly byte[] s_order =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    private readonly Blake2Form<TWord> _form;
    private readonly bool _isLastNode;
    private TWord[] _state;
    private long _mixed;

    /// <param name="form">Which of the two.</param>
    /// <param name="parameters">The parameter block: eight words.</param>
    /// <param name="key">At most half a block; empty for none.</param>
    /// <param name="isLastNode">The last node of its level in a tree of hashes.</param>
    public Blake2(Blake2Form<TWord> form, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> key, bool isLastNode)
        : base(Words * s_wordSize, keepsLast: true)
    {
        _form = form;
        _isLastNode = isLastNode;
        _state = [.. form.Start];
        for (int i = 0; i < _state.Length; i++)
        {
            _state[i] ^= Word(parameters, i);
        }

        if (!key.IsEmpty)
        {
            Span<byte> block = stackalloc byte[Words * s_wordSize];
            block.Clear();
            key.CopyTo(block);
            Append(block);
        }
    }

    protected override void Compress(ReadOnlySpan<byte> block)
    {
        _mixed += block.Length;
        Mix(_state, block, _mixed, isLast: false);
    }

    protected override void SeparateState() => _state = [.. _state];

    protected override byte[] Finish(ReadOnlySpan<byte> rest, int length)
    {
        Span<byte> last = stackalloc byte[Words * s_wordSize];
        last.Clear();
        rest.CopyTo(last);
        TWord[] state = [.. _state];
        Mix(state, last, _mixed + rest.Length, isLast: true);
        byte[] digest = new byte[state.Length * s_wordSize];
        for (int i = 0; i < state.Length; i++)
        {
            state[i].WriteLittleEndian(digest, i * s_wordSize);
        }

        return digest[..length];
    }

    private static TWord Word(ReadOnlySpan<byte> bytes, int index) =>
        TWord.ReadLittleEndian(bytes.Slice(index * s_wordSize, s_wordSize), isUnsigned: true);

    /// <summary>The compression function F (RFC 7693, section 3.2) with <paramref name="count"/> bytes so far.</summary>
    private void Mix(Span<TWord> state, ReadOnlySpan<byte> block, long count, bool isLast)
    {
        Span<TWord> message = stackalloc TWord[Words];
        for (int i = 0; i < Words; i++)
        {
            message[i] = Word(block, i);
        }

        Span<TWord> v = stackalloc TWord[Words];
        state.CopyTo(v);
        _form.Start.CopyTo(v[8..]);
        v[12] ^= TWord.CreateTruncating(count);
        v[13] ^= TWord.CreateTruncating((Int128)count >> (8 * s_wordSize));
        if (isLast)
        {
            v[14] = ~v[14];
            v[15] = _isLastNode ? ~v[15] : v[15];
        }

        for (int round = 0; round < _form.Rounds; round++)
        {
            ReadOnlySpan<byte> order = s_order.AsSpan(round % 10 * Words, Words);
            for (int i = 0; i < 8; i++)
            {
                // Four columns, then four diagonals.
                int turned = i < 4 ? 0 : 1;
                Step(
                    ref v[i & 3],
                    ref v[4 + ((i + turned) & 3)],
                    ref v[8 + ((i + (2 * turned)) & 3)],
                    ref v[12 + ((i + (3 * turned)) & 3)],
                    message[order[2 * i]],
                    message[order[(2 * i) + 1]]);
            }
        }

        for (int i = 0; i < state.Length; i++)
        {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    /// <summary>The mixing function G (RFC 7693, section 3.1).</summary>
    private void Step(ref TWord a, ref TWord b, ref TWord c, ref TWord d, TWord x, TWord y)
    {
        int[] by = _form.Rotations;
        a += b + x;
        d = TWord.RotateRight(d ^ a, by[0]);
        c += d;
        b = TWord.RotateRight(b ^ c, by[1]);
        a += b + y;
        d = TWord.RotateRight(d ^ a, by[2]);
        c += d;
        b = TWord.RotateRight(b ^ c, by[3]);
    }
}

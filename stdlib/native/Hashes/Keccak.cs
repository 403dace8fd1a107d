using System.Buffers.Binary;
using System.Numerics;

namespace Pyl.Stdlib.Native;

/// <summary>SHA-3 and SHAKE (FIPS 202): the sponge over Keccak-f[1600]; for systems whose library has none, and for SHA3-224.</summary>
/// <param name="strength">Bytes of security; the digest's size where that is fixed.</param>
/// <param name="isExtendable">SHAKE: a digest of any size.</param>
internal sealed class Keccak(int strength, bool isExtendable = false) : BlockHash(200 - (2 * strength))
{
    private const int Rounds = 24;

    private static readonly ulong[] s_constants = MakeConstants();

    /// <summary>The lane A[x, y] is element x + 5y.</summary>
    private ulong[] _lanes = new ulong[25];

    private int Rate => 200 - (2 * strength);

    protected override void Compress(ReadOnlySpan<byte> block) => Absorb(_lanes, block);

    protected override void SeparateState() => _lanes = [.. _lanes];

    protected override byte[] Finish(ReadOnlySpan<byte> rest, int length)
    {
        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = (byte)(isExtendable ? 0x1f : 0x06);
        last[^1] |= 0x80;
        ulong[] lanes = [.. _lanes];
        Absorb(lanes, last);
        byte[] digest = new byte[length];
        Squeeze(lanes, digest);
        return digest;
    }

    private void Squeeze(ulong[] lanes, Span<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[200];
        while (true)
        {
            for (int i = 0; i < lanes.Length; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], lanes[i]);
            }

            if (digest.Length <= Rate)
            {
                bytes[..digest.Length].CopyTo(digest);
                return;
            }

            bytes[..Rate].CopyTo(digest);
            digest = digest[Rate..];
            Permute(lanes);
        }
    }

    private static void Absorb(ulong[] lanes, ReadOnlySpan<byte> block)
    {
        for (int i = 0; i < block.Length / 8; i++)
        {
            lanes[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        }

        Permute(lanes);
    }

    private static void Permute(Span<ulong> lanes)
    {
        Span<ulong> columns = stackalloc ulong[5];
        Span<ulong> row = stackalloc ulong[5];
        for (int round = 0; round < Rounds; round++)
        {
            // Theta: every bit takes the parity of two columns.
            for (int x = 0; x < 5; x++)
            {
                columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
            }

            for (int i = 0; i < 25; i++)
            {
                lanes[i] ^= columns[((i % 5) + 4) % 5] ^ BitOperations.RotateLeft(columns[((i % 5) + 1) % 5], 1);
            }

            // Rho and pi: the lanes are rotated by triangular numbers on their way round the sheet.
            int at = 0;
            int column = 1;
            ulong carried = lanes[1];
            for (int step = 0; step < 24; step++)
            {
                int next = ((2 * column) + (3 * at)) % 5;
                column = at;
                at = next;
                int place = column + (5 * at);
                ulong replaced = lanes[place];
                lanes[place] = BitOperations.RotateLeft(carried, (step + 1) * (step + 2) / 2);
                carried = replaced;
            }

            // Chi: the only step that is not linear.
            for (int y = 0; y < 25; y += 5)
            {
                lanes.Slice(y, 5).CopyTo(row);
                for (int x = 0; x < 5; x++)
                {
                    lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
                }
            }

            lanes[0] ^= s_constants[round];
        }
    }

    /// <summary>Iota's constants: bits 2^j - 1 come from a linear feedback shift register.</summary>
    private static ulong[] MakeConstants()
    {
        var constants = new ulong[Rounds];
        uint register = 1;
        for (int round = 0; round < Rounds; round++)
        {
            for (int j = 0; j < 7; j++)
            {
                if ((register & 1) != 0)
                {
                    constants[round] |= 1UL << ((1 << j) - 1);
                }

                register = (register << 1) ^ ((register >> 7) * 0x171);
            }
        }

        return constants;
    }
}

using Pyl.Tests;
using Xunit;

namespace Pyl.Bytecode.Tests;

/// <summary>
/// Images of compiled code, damaged behind a right checksum, as somebody who can write to a cache would: the reader refuses them with
/// an <see cref="InvalidCodeException"/> or gives code that the verifier has passed, which prints.
/// </summary>
public sealed class ImageFuzzTests
{
    private const int ChecksumOffset = 20;
    private const int HeaderLength = 36;

    [Fact]
    public void DamagedImagesAreRefusedOrVerified()
    {
        byte[][] images = [.. Cases.All().Select(name => CodeObjectSerializer.Serialize(Cases.Compile(name)))];
        int passed = 0;
        int refused = 0;
        FuzzRun.For(4, round =>
        {
            var random = round.Random;
            byte[] image = Damage(images[random.Next(images.Length)], images[random.Next(images.Length)], random);
            ContentHash.Of(image.AsSpan(HeaderLength)).WriteTo(image.AsSpan(ChecksumOffset));
            BitConverter.TryWriteBytes(image.AsSpan(16), image.Length - HeaderLength);
            round.Subject = Convert.ToHexString(image);
            try
            {
                Disassembler.Disassemble(CodeObjectSerializer.DeserializeVerified(image));
                passed++;
            }
            catch (InvalidCodeException)
            {
                refused++;
            }
        });
        Assert.True(Environment.GetEnvironmentVariable("PYL_FUZZ_ROUND") is not null || (passed > 0 && refused > 0), $"{passed} passed, {refused} refused");
    }

    private static byte[] Damage(byte[] image, byte[] other, Random random)
    {
        var bytes = image.ToList();
        for (int n = random.Next(1, 5); n > 0; n--)
        {
            int at = random.Next(HeaderLength, bytes.Count);
            switch (random.Next(6))
            {
                case 0 or 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 3:
                    bytes[at] = (byte)(bytes[at] + random.Next(-2, 3));
                    break;
                case 4:
                    // An instruction of another program, or eight bytes of whatever is there.
                    int from = random.Next(HeaderLength, Math.Max(HeaderLength + 1, other.Length - 8));
                    for (int i = 0; i < 8 && at + i < bytes.Count && from + i < other.Length; i++)
                        bytes[at + i] = other[from + i];
                    break;
                default:
                    if (random.Next(4) == 0)
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    else
                        bytes[at] = 0;
                    if (bytes.Count == HeaderLength)
                        bytes.Add(0);
                    break;
            }
        }

        return [.. bytes];
    }
}

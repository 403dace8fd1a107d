using System.Buffers.Binary;

namespace Pyl.Bytecode;

/// <summary>
/// Code objects as bytes, for <c>__pylcache__</c> and for modules that are compiled at build time. A header says which version of
/// the format and of the instruction set wrote them, and holds a checksum, so that a damaged file is told from a good one.
/// </summary>
/// <remarks>
/// The checksum guards against damage, not against malice: whoever reads a file that others may write to asks
/// <see cref="DeserializeVerified"/> for the code.
/// </remarks>
public static class CodeObjectSerializer
{
    /// <summary>Version of the format; to be raised when the layout of the bytes changes.</summary>
    public const int FormatVersion = 2;

    private const int HeaderLength = 4 + 4 + 8 + 4 + ContentHash.Length;

    private static readonly byte[] s_magic = "PYLC"u8.ToArray();

    /// <summary>A number that changes with the instruction set: code of another one cannot be run.</summary>
    public static ulong InstructionSet => BitConverter.IsLittleEndian ? OpcodeMetadata.Fingerprint : ~OpcodeMetadata.Fingerprint;

    /// <summary>The bytes of a code object and all that is nested in it.</summary>
    /// <exception cref="InvalidCodeException">The nesting is deeper than the format allows.</exception>
    public static byte[] Serialize(CodeObject code)
    {
        var payload = new CodeWriter().Write(code);
        var result = new byte[HeaderLength + payload.Length];
        s_magic.CopyTo(result, 0);
        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(4), FormatVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(8), InstructionSet);
        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(16), payload.Length);
        ContentHash.Of(payload).WriteTo(result.AsSpan(20));
        payload.CopyTo(result.AsSpan(HeaderLength));
        return result;
    }

    /// <summary>The code object of bytes that <see cref="Serialize"/> made and that nobody could have tampered with.</summary>
    /// <exception cref="InvalidCodeException">The bytes are damaged, foreign or of another version.</exception>
    public static CodeObject Deserialize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes[..4].SequenceEqual(s_magic))
            throw new InvalidCodeException("not a file of compiled code");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) != FormatVersion
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) != InstructionSet)
            throw new InvalidCodeException("compiled by another version");
        var payload = bytes[HeaderLength..];
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) != payload.Length)
            throw new InvalidCodeException("the file is cut off or has grown");
        if (ContentHash.ReadFrom(bytes[20..]) != ContentHash.Of(payload))
            throw new InvalidCodeException("the checksum is wrong");
        return new CodeReader(payload).Read();
    }

    /// <summary>As <see cref="Deserialize"/>, and the code has passed the <see cref="Verifier"/>.</summary>
    /// <exception cref="InvalidCodeException">The bytes are damaged, foreign, of another version, or hold code that cannot be run.</exception>
    public static CodeObject DeserializeVerified(ReadOnlySpan<byte> bytes)
    {
        var code = Deserialize(bytes);
        var errors = Verifier.Verify(code);
        return errors.Length == 0 ? code : throw new InvalidCodeException($"the code cannot be run: {errors[0]}");
    }
}

namespace Pyl.Compiler.Parsing;

/// <summary>
/// Where sources find the encodings that they declare, beyond UTF-8, Latin-1 and ASCII. The codecs are the runtime library's; as for
/// <see cref="CharacterNames"/>, the host sets the way to them; without
/// them there are the code pages of .NET.
/// </summary>
public static class SourceEncodings
{
    /// <summary>Reads bytes by the name of an encoding.</summary>
    /// <param name="name">As the source declares it.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="problem">What is wrong with the bytes, when the text is null; null for an unknown encoding.</param>
    /// <returns>The text or null.</returns>
    public delegate string? Decoder(string name, byte[] source, out string? problem);

    /// <summary>The way to the codecs, or null.</summary>
    public static Decoder? Decode { get; set; }
}

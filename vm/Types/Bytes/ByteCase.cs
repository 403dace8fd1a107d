using System.Text;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>Case and character classes of bytes and bytearray, which know ASCII only.</summary>
internal static class ByteCase
{
    public static Value Lower(ByteText self)
    {
        byte[] result = new byte[self.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = ToLower(self.Data[i]);
        }

        return self.Make(result);
    }

    public static Value Upper(ByteText self)
    {
        byte[] result = new byte[self.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = ToUpper(self.Data[i]);
        }

        return self.Make(result);
    }

    public static Value SwapCase(ByteText self)
    {
        byte[] result = new byte[self.Length];
        for (int i = 0; i < result.Length; i++)
        {
            byte b = self.Data[i];
            result[i] = char.IsAsciiLetter((char)b) ? (byte)(b ^ 0x20) : b;
        }

        return self.Make(result);
    }

    public static Value Capitalize(ByteText self)
    {
        byte[] result = new byte[self.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = i == 0 ? ToUpper(self.Data[i]) : ToLower(self.Data[i]);
        }

        return self.Make(result);
    }

    public static Value Title(ByteText self)
    {
        byte[] result = new byte[self.Length];
        bool inWord = false;
        for (int i = 0; i < result.Length; i++)
        {
            byte b = self.Data[i];
            result[i] = inWord ? ToLower(b) : ToUpper(b);
            inWord = char.IsAsciiLetter((char)b);
        }

        return self.Make(result);
    }

    public static bool IsAlpha(ReadOnlySpan<byte> data) => All(data, static b => char.IsAsciiLetter((char)b));

    public static bool IsAlnum(ReadOnlySpan<byte> data) => All(data, static b => char.IsAsciiLetterOrDigit((char)b));

    public static bool IsDigit(ReadOnlySpan<byte> data) => All(data, static b => char.IsAsciiDigit((char)b));

    public static bool IsSpace(ReadOnlySpan<byte> data) => All(data, ByteUnit.IsSpace);

    public static bool IsAscii(ReadOnlySpan<byte> data) => Ascii.IsValid(data);

    public static bool IsLower(ReadOnlySpan<byte> data) =>
        data.ContainsAnyInRange((byte)'a', (byte)'z') && !data.ContainsAnyInRange((byte)'A', (byte)'Z');

    public static bool IsUpper(ReadOnlySpan<byte> data) =>
        data.ContainsAnyInRange((byte)'A', (byte)'Z') && !data.ContainsAnyInRange((byte)'a', (byte)'z');

    public static bool IsTitle(ReadOnlySpan<byte> data)
    {
        bool any = false;
        bool previous = false;
        foreach (byte b in data)
        {
            bool starts = char.IsAsciiLetterUpper((char)b);
            bool continues = char.IsAsciiLetterLower((char)b);
            if ((starts && previous) || (continues && !previous))
            {
                return false;
            }

            previous = starts || continues;
            any |= previous;
        }

        return any;
    }

    private static bool All(ReadOnlySpan<byte> data, Func<byte, bool> test)
    {
        foreach (byte b in data)
        {
            if (!test(b))
            {
                return false;
            }
        }

        return data.Length > 0;
    }

    private static byte ToLower(byte b) => char.IsAsciiLetterUpper((char)b) ? (byte)(b | 0x20) : b;

    private static byte ToUpper(byte b) => char.IsAsciiLetterLower((char)b) ? (byte)(b & ~0x20) : b;
}

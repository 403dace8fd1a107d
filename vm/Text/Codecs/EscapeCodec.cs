using System.Buffers;

namespace Pyl.VM.Text.Codecs;

/// <summary>unicode_escape, which reads and writes Python's string escapes in Latin-1 text, and raw_unicode_escape, which knows
/// only \u and \U. Unknown escapes stay as they are; CPython also warns about them, which is the caller's business.</summary>
public sealed class EscapeCodec(bool raw) : TextCodec
{
    private string FaultName => raw ? "rawunicodeescape" : "unicodeescape";

    public override string Name => raw ? "raw-unicode-escape" : "unicode-escape";

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        while (at < input.Length)
        {
            if (input[at] != '\\')
            {
                output.Append(input[at++]);
                continue;
            }
            if (at + 1 == input.Length)
            {
                if (!final)
                    return null;
                if (!raw)
                    return new CodecFault(FaultName, at, at + 1, "\\ at end of string");
                output.Append(input[at++]);
                continue;
            }
            var start = at;
            var fault = raw ? DecodeRawEscape(input, ref at, ref output) : DecodeEscape(input, ref at, ref output);
            if (fault is null)
                continue;
            at = start;
            return !final && fault.End == input.Length && fault.Reason[0] is 't' or 'm' ? null : fault;
        }
        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        var escape = default(StrDataBuilder);
        for (; at < input.Length; at++)
        {
            var c = input[at];
            if (raw ? c < 0x100 : c is >= ' ' and < 0x7F and not '\\')
            {
                Write(output, (byte)c);
                continue;
            }
            escape = new StrDataBuilder(10);
            if (!raw && c is '\n' or '\r' or '\t' or '\\')
            {
                escape.Append('\\');
                escape.Append(c switch { '\n' => 'n', '\r' => 'r', '\t' => 't', _ => '\\' });
            }
            else
            {
                Literals.AppendEscape(ref escape, c);
            }
            foreach (var letter in escape.ToStrData().Narrow!)
                Write(output, (byte)letter);
        }
        return null;
    }

    private CodecFault? DecodeRawEscape(ReadOnlySpan<byte> input, ref int at, ref StrDataBuilder output)
    {
        var letter = input[at + 1];
        if (letter is (byte)'u' or (byte)'U')
            return DecodeHex(input, ref at, letter == 'u' ? 4 : 8, ref output);
        // A backslash protects the next one.
        output.Append('\\');
        output.Append(letter);
        at += 2;
        return null;
    }

    private CodecFault? DecodeEscape(ReadOnlySpan<byte> input, ref int at, ref StrDataBuilder output)
    {
        var letter = (char)input[at + 1];
        switch (letter)
        {
            case 'x':
                return DecodeHex(input, ref at, 2, ref output);
            case 'u':
                return DecodeHex(input, ref at, 4, ref output);
            case 'U':
                return DecodeHex(input, ref at, 8, ref output);
            case 'N':
                return DecodeName(input, ref at, ref output);
            case >= '0' and <= '7':
                var value = 0;
                var end = at + 1;
                for (; end < input.Length && end < at + 4 && input[end] is >= (byte)'0' and <= (byte)'7'; end++)
                    value = value * 8 + input[end] - '0';
                output.Append(value);
                at = end;
                return null;
        }
        var plain = "\\'\"abfnrtv".IndexOf(letter);
        if (plain >= 0)
        {
            output.Append("\\'\"\a\b\f\n\r\t\v"[plain]);
        }
        else if (letter != '\n')
        {
            output.Append('\\');
            output.Append(letter);
        }
        at += 2;
        return null;
    }

    private CodecFault? DecodeHex(ReadOnlySpan<byte> input, ref int at, int digits, ref StrDataBuilder output)
    {
        long value = 0;
        var end = at + 2;
        for (; end < input.Length && end < at + 2 + digits && char.IsAsciiHexDigit((char)input[end]); end++)
            value = value * 16 + Convert.ToInt32(((char)input[end]).ToString(), 16);
        if (end < at + 2 + digits)
            return new CodecFault(FaultName, at, end, $"truncated \\{(char)input[at + 1]}{new string('X', digits)} escape");
        if (value > CodePoints.Max)
            return new CodecFault(FaultName, at, end, raw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character");
        output.Append((int)value);
        at = end;
        return null;
    }

    private CodecFault? DecodeName(ReadOnlySpan<byte> input, ref int at, ref StrDataBuilder output)
    {
        const string malformed = "malformed \\N character escape";
        var open = at + 2;
        if (open >= input.Length || input[open] != '{')
            return new CodecFault(FaultName, at, open, malformed);
        var length = input[(open + 1)..].IndexOf((byte)'}');
        if (length < 0)
            return new CodecFault(FaultName, at, input.Length, malformed);
        if (length == 0)
            return new CodecFault(FaultName, at, open + 1, malformed);
        var end = open + length + 2;
        var found = UnicodeNames.Find(System.Text.Encoding.Latin1.GetString(input.Slice(open + 1, length)));
        if (found < 0)
            return new CodecFault(FaultName, at, end, "unknown Unicode character name");
        output.Append(found);
        at = end;
        return null;
    }
}

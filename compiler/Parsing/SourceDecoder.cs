using System.Text;

namespace Pyl.Compiler.Parsing;

/// <summary>Reads the bytes of a source file: byte order mark, encoding line, UTF-8 otherwise (PEP 263, PEP 3120).</summary>
public static class SourceDecoder
{
    /// <summary>The text of a file.</summary>
    /// <exception cref="PylSyntaxException">Null bytes, an unknown encoding, or bytes the encoding does not have.</exception>
    public static string Decode(ReadOnlySpan<byte> source, string fileName)
    {
        var hasMark = source.StartsWith("\uFEFF"u8);
        if (hasMark)
            source = source[3..];
        if (source.Contains((byte)0))
            throw Fault("source code cannot contain null bytes", fileName, LineOf(source, source.IndexOf((byte)0)));
        var declared = FindDeclaration(source);
        var normal = Normalize(declared);
        // Not every spelling of UTF-8 passes beside a mark: CPython knows only this one and its suffixes.
        if (hasMark && declared?.Replace('_', '-').StartsWith("utf-8", StringComparison.OrdinalIgnoreCase) == false)
            throw Fault($"encoding problem: {declared} with BOM", fileName, 0);
        return normal switch
        {
            "utf-8" => DecodeUtf8(source, fileName, isDeclared: declared is not null || hasMark),
            "iso-8859-1" => Encoding.Latin1.GetString(source),
            "ascii" => DecodeAscii(source, fileName),
            _ => DecodeOther(source, declared!, fileName),
        };
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> source, string fileName, bool isDeclared)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            return text.GetString(source);
        }
        catch (DecoderFallbackException fault)
        {
            var at = FirstInvalid(source, fault);
            if (isDeclared)
                throw Fault($"(unicode error) 'utf-8' codec can't decode byte 0x{source[at]:x2} in position {at}: invalid start byte",
                    fileName, 0);
            var line = LineOf(source, at);
            throw Fault($"Non-UTF-8 code starting with '\\x{source[at]:x2}' in file {fileName} on line {line}, but no encoding declared; see "
                + "https://peps.python.org/pep-0263/ for details", fileName, line);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> source, DecoderFallbackException fault)
    {
        if (fault.Index >= 0 && fault.Index < source.Length)
            return fault.Index;
        var at = 0;
        while (at < source.Length && Rune.DecodeFromUtf8(source[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return Math.Min(at, source.Length - 1);
    }

    private static string DecodeAscii(ReadOnlySpan<byte> source, string fileName)
    {
        var at = source.IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
        if (at >= 0)
            throw Fault($"(unicode error) 'ascii' codec can't decode byte 0x{source[at]:x2} in position {at}: ordinal not in "
                + "range(128)", fileName, 0);
        return Encoding.ASCII.GetString(source);
    }

    private static string DecodeOther(ReadOnlySpan<byte> source, string name, string fileName)
    {
        try
        {
            var known = CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback);
            return (known ?? throw new ArgumentException(name)).GetString(source);
        }
        catch (ArgumentException)
        {
            throw Fault($"unknown encoding: {name}", fileName, 0);
        }
    }

    /// <summary>The encoding named in a comment of the first line, or of the second if the first is blank or a comment.</summary>
    private static string? FindDeclaration(ReadOnlySpan<byte> source)
    {
        for (var line = 0; line < 2; line++)
        {
            var end = source.IndexOfAny((byte)'\n', (byte)'\r');
            var text = end < 0 ? source : source[..end];
            var start = text.IndexOfAnyExcept(" \t\f"u8);
            if (start >= 0 && text[start] != (byte)'#')
                return null;
            if (start >= 0 && FindInComment(text[start..]) is { } name)
                return name;
            if (end < 0)
                return null;
            var isPair = source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n';
            source = source[(end + (isPair ? 2 : 1))..];
        }

        return null;
    }

    private static string? FindInComment(ReadOnlySpan<byte> comment)
    {
        while (true)
        {
            var at = comment.IndexOf("coding"u8);
            if (at < 0)
                return null;
            comment = comment[(at + 6)..];
            if (comment.IsEmpty || comment[0] is not ((byte)':' or (byte)'='))
                continue;
            var rest = comment[1..].TrimStart(" \t"u8);
            var length = 0;
            while (length < rest.Length && (char.IsAsciiLetterOrDigit((char)rest[length]) || rest[length] is (byte)'-' or (byte)'_' or (byte)'.'))
                length++;
            if (length > 0)
                return Encoding.ASCII.GetString(rest[..length]);
        }
    }

    private static string Normalize(string? name)
    {
        if (name is null)
            return "utf-8";
        var key = name.ToLowerInvariant().Replace('_', '-');
        if (key is "utf-8" or "utf8" or "u8" or "utf" or "cp65001" or "utf-8-sig" || key.StartsWith("utf-8-", StringComparison.Ordinal))
            return "utf-8";
        if (key is "latin-1" or "latin1" or "iso-8859-1" or "iso8859-1" or "iso-latin-1" or "l1" or "8859" or "cp819"
            || key.StartsWith("latin-1-", StringComparison.Ordinal) || key.StartsWith("iso-8859-1-", StringComparison.Ordinal))
            return "iso-8859-1";
        return key is "ascii" or "us-ascii" or "646" ? "ascii" : key;
    }

    private static int LineOf(ReadOnlySpan<byte> source, int index) => source[..index].Count((byte)'\n') + 1;

    private static PylSyntaxException Fault(string message, string fileName, int line) =>
        new(SyntaxErrorKind.SyntaxError, message, fileName, line, line == 0 ? 0 : 1);
}

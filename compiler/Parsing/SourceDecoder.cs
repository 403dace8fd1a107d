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
            throw NullByte(source, fileName);
        var declared = FindDeclaration(source);
        var normal = Normalize(declared);
        // Not every spelling of UTF-8 passes beside a mark: CPython knows only this one and its suffixes.
        if (hasMark && declared?.Replace('_', '-').StartsWith("utf-8", StringComparison.OrdinalIgnoreCase) == false)
        {
            var (line, text) = (LineOf(source, source.IndexOf("coding"u8)), LineAt(source, source.IndexOf("coding"u8)));
            throw new PylSyntaxException(SyntaxErrorKind.SyntaxError, $"encoding problem: {normal} with BOM", fileName, line, 0, line, text.Length, text);
        }

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
            var line = LineOf(source, at);
            var start = source[..at].LastIndexOf((byte)'\n') + 1;
            var column = Encoding.UTF8.GetString(source[start..at]).EnumerateRunes().Count() + 1;
            throw isDeclared
                ? new PylSyntaxException(SyntaxErrorKind.SyntaxError,
                    $"(unicode error) 'utf-8' codec can't decode byte 0x{source[at]:x2} in position {at - start}: {Reason(source[at..])}",
                    fileName, line, 0, line, 0, LineAt(source, at))
                : new PylSyntaxException(SyntaxErrorKind.SyntaxError,
                    $"Non-UTF-8 code starting with '\\x{source[at]:x2}' in file {fileName} on line {line}, but no encoding declared; see "
                    + "https://peps.python.org/pep-0263/ for details", fileName, line, column, line, column, LineAt(source, at));
        }
    }

    /// <summary>What is wrong with the bytes, in the words of CPython's decoder.</summary>
    private static string Reason(ReadOnlySpan<byte> invalid) => invalid[0] switch
    {
        < 0xC2 or > 0xF4 => "invalid start byte",
        _ when Rune.DecodeFromUtf8(invalid, out _, out _) == System.Buffers.OperationStatus.NeedMoreData => "unexpected end of data",
        _ => "invalid continuation byte",
    };

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
            throw WholeFile($"'ascii' codec can't decode byte 0x{source[at]:x2} in position {at}: ordinal not in range(128)", fileName);
        return Encoding.ASCII.GetString(source);
    }

    private static string DecodeOther(ReadOnlySpan<byte> source, string name, string fileName)
    {
        if (SourceEncodings.Decode is { } decode)
        {
            var text = decode(name, source.ToArray(), out var problem);
            return text ?? throw WholeFile(problem ?? $"unknown encoding: {name}", fileName);
        }

        try
        {
            var known = CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback);
            return (known ?? throw new ArgumentException(name)).GetString(source);
        }
        catch (ArgumentException)
        {
            throw WholeFile($"unknown encoding: {name}", fileName);
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

    /// <summary>The line around an index, as far as it can be read.</summary>
    private static string LineAt(ReadOnlySpan<byte> source, int index)
    {
        var start = source[..index].LastIndexOf((byte)'\n') + 1;
        var length = source[start..].IndexOfAny((byte)'\n', (byte)0);
        return Encoding.UTF8.GetString(length < 0 ? source[start..] : source.Slice(start, length));
    }

    private static PylSyntaxException NullByte(ReadOnlySpan<byte> source, string fileName)
    {
        var at = source.IndexOf((byte)0);
        var line = LineOf(source, at);
        return new PylSyntaxException(SyntaxErrorKind.SyntaxError, "source code cannot contain null bytes", fileName, line, 0, line, 0, LineAt(source, at));
    }

    /// <summary>A fault of the file as a whole, which CPython places at line 0, offset -1.</summary>
    private static PylSyntaxException WholeFile(string message, string fileName) =>
        new(SyntaxErrorKind.SyntaxError, message, fileName, 0, -1);
}

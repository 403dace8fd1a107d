using System.Collections.Concurrent;
using System.Text;

namespace Pyl.VM.Runtime;

/// <summary>Source text by file name, for tracebacks: files on disk, and what the host registers (-c, standard input, the prompt).</summary>
public static class SourceLines
{
    private const string LibraryPrefix = "<frozen ";

    /// <summary>The source of a module that comes with the host, by its name.</summary>
    public static Func<string, string?>? FindLibrarySource { get; set; }

    /// <summary>True for the file name of the code of a module that comes with the host.</summary>
    internal static bool IsLibrary(string fileName) => fileName.StartsWith(LibraryPrefix, StringComparison.Ordinal);

    /// <summary>Makes the source of code known that is in no file; the name is the code's file name, such as "&lt;string&gt;".</summary>
    public static void Register(string fileName, string source) => Known.Registered[fileName] = Split(source);

    /// <summary>The line (from 1) without its end; null when it is not known.</summary>
    public static string? Get(string fileName, int line)
    {
        if (line < 1)
        {
            return null;
        }

        string[] lines = Known.Registered.TryGetValue(fileName, out string[]? registered) ? registered : Known.Files.GetOrAdd(fileName, static name => Read(name));
        return line <= lines.Length ? lines[line - 1] : null;
    }

    /// <summary>Forgets what was read from files: they may have changed.</summary>
    public static void CheckFiles() => Known.Files.Clear();

    private static string[] Read(string fileName)
    {
        if (IsLibrary(fileName))
        {
            return FindLibrarySource?.Invoke(fileName[LibraryPrefix.Length..^1]) is { } source ? Split(source) : [];
        }

        if (fileName.Length == 0 || (fileName[0] == '<' && fileName[^1] == '>'))
        {
            return [];
        }

        try
        {
            byte[] data = File.ReadAllBytes(fileName);
            return Split(Decode(data));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }

    private static string Decode(byte[] data)
    {
        ReadOnlySpan<byte> text = data;
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[3..];
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException)
        {
            // Another encoding was declared; Latin-1 shows what can be shown and keeps the columns.
            return Encoding.Latin1.GetString(text);
        }
    }

    private static string[] Split(string source) => source.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');

    /// <summary>Made when the first line is asked for.</summary>
    private static class Known
    {
        public static readonly ConcurrentDictionary<string, string[]> Registered = new();
        public static readonly ConcurrentDictionary<string, string[]> Files = new();
    }
}

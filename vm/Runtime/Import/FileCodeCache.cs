using Pyl.Bytecode;

namespace Pyl.VM.Runtime;

/// <summary>
/// Code in files: of modules in <c>__pylcache__</c> beside their source, of scripts in a folder of the user. A file begins with
/// a hash of all that its code depends on: the source, its name, the optimisation level, the compiler. What is read is verified
/// before it is used, so that neither damage nor another's hand makes the interpreter run what it cannot.
/// </summary>
/// <param name="compiler">Changes whenever the compiler may make other code of the same source.</param>
/// <param name="scriptFolder">Where scripts' code is kept; null for nowhere.</param>
public sealed class FileCodeCache(string compiler, string? scriptFolder) : ICodeCache
{
    /// <summary>The folder beside the sources.</summary>
    public const string FolderName = "__pylcache__";

    /// <summary>sys.implementation.cache_tag.</summary>
    public const string Tag = "pyl-314";

    /// <summary>The suffix of files of compiled code.</summary>
    public const string Suffix = ".pylc";

    private const int MostScripts = 1000;

    private static ReadOnlySpan<byte> Magic => "PYLK"u8;

    /// <summary>The file in which a module's code is kept (PEP 3147, importlib.util.cache_from_source).</summary>
    /// <param name="source">The source file.</param>
    /// <param name="optimize">-O: 0, 1 or 2.</param>
    /// <param name="cacheFolder">sys.pycache_prefix.</param>
    public static string ModuleFile(string source, int optimize, string? cacheFolder)
    {
        string full = Path.GetFullPath(source);
        string folder = Path.GetDirectoryName(full)!;
        folder = cacheFolder is null
            ? Path.Combine(folder, FolderName)
            : Path.Combine(Path.GetFullPath(cacheFolder), folder[Path.GetPathRoot(folder)!.Length..]);
        string level = optimize > 0 ? $".opt-{optimize}" : "";
        return Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(full)}.{Tag}{level}{Suffix}");
    }

    /// <inheritdoc/>
    public CodeObject? Find(CacheableSource source, out string? complaint)
    {
        complaint = null;
        if (FileOf(source) is not { } file)
        {
            return null;
        }

        try
        {
            if ((SystemFiles.TryRead(file) ?? ReadIfThere(file)) is not { } data)
            {
                return null;
            }

            if (data.Length < Magic.Length + ContentHash.Length || !data.AsSpan().StartsWith(Magic))
            {
                complaint = $"{file}: not a file of compiled code";
                return null;
            }

            ReadOnlySpan<byte> code = data.AsSpan(Magic.Length + ContentHash.Length);
            ContentHash kept = ContentHash.ReadFrom(data.AsSpan(Magic.Length));
            ContentHash key = KeyOf(source);
            if (kept.High != key.High || kept.Low != key.Low)
            {
                return null;
            }

            return CodeObjectSerializer.DeserializeVerified(code);
        }
        catch (InvalidCodeException fault)
        {
            complaint = $"{file}: {fault.Message}";
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public string? Keep(CacheableSource source, CodeObject code)
    {
        if (FileOf(source) is not { } file)
        {
            return null;
        }

        // Another process may read the file at any moment, or write it too: it is complete when it gets its name.
        string draft = $"{file}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
        try
        {
            byte[] serialized = CodeObjectSerializer.Serialize(code);
            var data = new byte[Magic.Length + ContentHash.Length + serialized.Length];
            Magic.CopyTo(data);
            KeyOf(source).WriteTo(data.AsSpan(Magic.Length));
            serialized.CopyTo(data, Magic.Length + ContentHash.Length);
            MakeFolder(source, Path.GetDirectoryName(file)!);
            File.WriteAllBytes(draft, data);
            File.Move(draft, file, overwrite: true);
            return file;
        }
        catch (InvalidCodeException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Remove(draft);
            return null;
        }
    }

    private static byte[]? ReadIfThere(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;

    private static void MakeFolder(CacheableSource source, string folder)
    {
        if (Directory.Exists(folder))
        {
            if (source.IsMain)
            {
                DropOldScripts(folder);
            }
        }
        else if (source.IsMain && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>Scripts come and go; the older half makes room when there are too many.</summary>
    private static void DropOldScripts(string folder)
    {
        FileInfo[] files = new DirectoryInfo(folder).GetFiles();
        if (files.Length <= MostScripts)
        {
            return;
        }

        Array.Sort(files, static (left, right) => left.LastWriteTimeUtc.CompareTo(right.LastWriteTimeUtc));
        foreach (FileInfo old in files.AsSpan(0, files.Length / 2))
        {
            Remove(old.FullName);
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it.
        }
    }

    private string? FileOf(CacheableSource source)
    {
        if (!source.IsMain)
        {
            return ModuleFile(source.File, source.Optimize, source.CacheFolder);
        }

        // By the path, not by the text: an edited script takes the place of its former self.
        return scriptFolder is null ? null : Path.Combine(scriptFolder, ContentHash.Of(source.ShownName, Level(source)) + Suffix);
    }

    private ContentHash KeyOf(CacheableSource source) =>
        ContentHash.Of(source.Text, ContentHash.Of(source.ShownName, ContentHash.Of(compiler, Level(source))));

    private static ContentHash Level(CacheableSource source) => new(0, (ulong)source.Optimize);
}

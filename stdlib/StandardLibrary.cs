using System.Text;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib;

/// <summary>The standard library as a source of modules: natives of this assembly and the modules written in Pyl.</summary>
public sealed class StandardLibrary : IModuleSource
{
    private const string Prefix = "lib/";
    private const string Suffix = ".pyl";
    private const string CodeSuffix = ".pylc";
    private const string Init = "/__init__";

    private readonly ICompiler _compiler;

    /// <summary>
    /// What has been loaded, for the next interpreter, which shares it: code objects are immutable. Held for good, which for a program with one
    /// interpreter is the memory of the modules' own bodies.
    /// </summary>
    private readonly Dictionary<string, CodeObject> _loaded = [];

    /// <param name="compiler">Compiles what was not compiled when the library was built.</param>
    public StandardLibrary(ICompiler compiler)
    {
        _compiler = compiler;
        NativeTypes.InstallAll();
        SourceLines.FindLibrarySource = FindSource;
    }

    public ReadOnlySpan<string> NativeNames => NativeModules.Names;

    public bool HasNative(string name)
    {
        // Span's Contains loads the types of vectors, which takes a millisecond of the start.
        foreach (string native in NativeModules.Names)
        {
            if (native == name)
            {
                return true;
            }
        }

        return false;
    }

    public void AddTopLevelNames(List<string> names)
    {
        names.AddRange(NativeModules.Names);
        ReadOnlySpan<byte> rest = LibraryIndex.Paths;
        while (NextPath(ref rest) is { IsEmpty: false } path)
        {
            int length = LengthOfFirst(path);
            if (length == path.Length || path[length..].SequenceEqual("/__init__"u8))
            {
                names.Add(Text(path[..length], '.'));
            }
        }
    }

    public bool TryInstallNative(string name, ThreadState thread, ModuleObject module, out bool succeeded) =>
        NativeModules.TryInstall(name, thread, module, out succeeded);

    public CodeObject? FindCode(string name, out bool isPackage)
    {
        isPackage = false;
        if (!Embedded.Paths.TryGetValue(name, out string? path))
        {
            return null;
        }

        isPackage = IsPackage(path);
        lock (_loaded)
        {
            if (!_loaded.TryGetValue(name, out CodeObject? code))
            {
                string resource = Prefix + path;
                code = Precompiled(resource) ?? _compiler.Compile(ReadSource(resource), $"<frozen {name}>", CompileMode.Module, default, []);
                _loaded.Add(name, code);
            }

            return code;
        }
    }

    /// <summary>The source of a module written in Pyl; null when there is none of the name.</summary>
    public static string? FindSource(string name) => Embedded.Paths.TryGetValue(name, out string? path) ? ReadSource(Prefix + path) : null;

    /// <summary>The code that was compiled when the library was built: it comes with the program and needs no verification.</summary>
    private static unsafe CodeObject? Precompiled(string resource)
    {
        if (typeof(StandardLibrary).Assembly.GetManifestResourceStream(resource + CodeSuffix) is not UnmanagedMemoryStream stream)
        {
            return null;
        }

        try
        {
            return CodeObjectSerializer.Deserialize(new ReadOnlySpan<byte>(stream.PositionPointer, (int)stream.Length));
        }
        catch (InvalidCodeException)
        {
            // Built where the bytes of numbers are the other way round.
            return null;
        }
    }

    private static unsafe string ReadSource(string resource)
    {
        UnmanagedMemoryStream stream = Open(resource + Suffix);
        return Encoding.UTF8.GetString(stream.PositionPointer, (int)stream.Length);
    }

    private static UnmanagedMemoryStream Open(string resource) => (UnmanagedMemoryStream)typeof(StandardLibrary).Assembly.GetManifestResourceStream(resource)!;

    /// <summary>Takes a path off the index, in ASCII with spaces between; empty at the end. By hand, because searching and splitting texts loads the types of vectors.</summary>
    private static ReadOnlySpan<byte> NextPath(ref ReadOnlySpan<byte> rest)
    {
        int length = 0;
        while (length < rest.Length && rest[length] != ' ')
        {
            length++;
        }

        ReadOnlySpan<byte> path = rest[..length];
        rest = length == rest.Length ? [] : rest[(length + 1)..];
        return path;
    }

    private static int LengthOfFirst(ReadOnlySpan<byte> path)
    {
        int length = 0;
        while (length < path.Length && path[length] != '/')
        {
            length++;
        }

        return length;
    }

    private static string Text(ReadOnlySpan<byte> path, char separator)
    {
        Span<char> text = stackalloc char[path.Length];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = path[i] == '/' ? separator : (char)path[i];
        }

        return new string(text);
    }

    private static bool IsPackage(string path)
    {
        int start = path.Length - Init.Length;
        for (int i = 0; start >= 0 && i < Init.Length; i++)
        {
            if (path[start + i] != Init[i])
            {
                return false;
            }
        }

        return start > 0;
    }

    /// <summary>Made when the first module that is written in Pyl is looked for.</summary>
    private static class Embedded
    {
        /// <summary>The places of the modules by their names: where a package's __init__ is, say.</summary>
        public static readonly Dictionary<string, string> Paths = Find();

        private static Dictionary<string, string> Find()
        {
            var paths = new Dictionary<string, string>();
            ReadOnlySpan<byte> rest = LibraryIndex.Paths;
            while (NextPath(ref rest) is { IsEmpty: false } path)
            {
                string place = Text(path, '/');
                string name = Text(path, '.');
                paths[IsPackage(place) ? name[..^Init.Length] : name] = place;
            }

            return paths;
        }
    }
}

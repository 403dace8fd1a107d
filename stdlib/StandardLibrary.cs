using System.Reflection;
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

    private static readonly Lazy<Dictionary<string, (string Resource, bool IsPackage)>> s_embedded = new(FindEmbedded);

    private readonly ICompiler _compiler;

    /// <param name="compiler">Compiles what was not compiled when the library was built.</param>
    public StandardLibrary(ICompiler compiler)
    {
        _compiler = compiler;
        NativeTypes.InstallAll();
        SourceLines.FindLibrarySource = FindSource;
    }

    public IEnumerable<string> Names => [.. NativeModules.Names, .. s_embedded.Value.Keys];

    public IEnumerable<string> NativeNames => NativeModules.Names.ToArray();

    public bool HasNative(string name) => NativeModules.Names.Contains(name);

    public bool TryInstallNative(string name, ThreadState thread, ModuleObject module, out bool succeeded) =>
        NativeModules.TryInstall(name, thread, module, out succeeded);

    public CodeObject? FindCode(string name, out bool isPackage)
    {
        if (!s_embedded.Value.TryGetValue(name, out (string Resource, bool IsPackage) found))
        {
            isPackage = false;
            return null;
        }

        isPackage = found.IsPackage;
        return Precompiled(found.Resource) ?? _compiler.Compile(ReadSource(found.Resource), $"<frozen {name}>", CompileMode.Module, default, []);
    }

    /// <summary>The source of a module written in Pyl; null when there is none of the name.</summary>
    public static string? FindSource(string name) => s_embedded.Value.TryGetValue(name, out (string Resource, bool IsPackage) found) ? ReadSource(found.Resource) : null;

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

    private static string ReadSource(string resource) => ReadText(resource + Suffix);

    private static unsafe string ReadText(string resource)
    {
        var stream = (UnmanagedMemoryStream)typeof(StandardLibrary).Assembly.GetManifestResourceStream(resource)!;
        return Encoding.UTF8.GetString(stream.PositionPointer, (int)stream.Length);
    }

    /// <summary>From the index that the build writes: to list an assembly's resources takes the runtime a good millisecond.</summary>
    private static Dictionary<string, (string, bool)> FindEmbedded()
    {
        string[] paths = ReadText(Prefix + "index").Split('\n');
        var modules = new Dictionary<string, (string, bool)>(paths.Length);
        foreach (string path in paths)
        {
            bool package = path.EndsWith(Init, StringComparison.Ordinal);
            modules[(package ? path[..^Init.Length] : path).Replace('/', '.')] = (Prefix + path, package);
        }

        return modules;
    }
}

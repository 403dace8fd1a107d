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
    private const string Init = "/__init__";

    private static readonly Lazy<Dictionary<string, (string Resource, bool IsPackage)>> s_embedded = new(FindEmbedded);

    private readonly ICompiler _compiler;

    /// <param name="compiler">Compiles what was not compiled when the library was built.</param>
    public StandardLibrary(ICompiler compiler)
    {
        _compiler = compiler;
        NativeTypes.InstallAll();
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
        using Stream stream = typeof(StandardLibrary).Assembly.GetManifestResourceStream(found.Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return _compiler.Compile(reader.ReadToEnd(), $"<frozen {name}>", CompileMode.Module, default, []);
    }

    private static Dictionary<string, (string, bool)> FindEmbedded()
    {
        var modules = new Dictionary<string, (string, bool)>();
        foreach (string resource in typeof(StandardLibrary).Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Prefix, StringComparison.Ordinal) && resource.EndsWith(Suffix, StringComparison.Ordinal))
            {
                string path = resource[Prefix.Length..^Suffix.Length];
                bool package = path.EndsWith(Init, StringComparison.Ordinal);
                modules[(package ? path[..^Init.Length] : path).Replace('/', '.')] = (resource, package);
            }
        }

        return modules;
    }
}

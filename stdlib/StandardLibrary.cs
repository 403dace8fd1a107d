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
    private const string InitName = ".__init__";
    private const int AverageLine = 16;
    private const int LongestName = 200;

    /// <summary>Names of the modules written in Pyl, and whether they are packages.</summary>
    private static readonly Lazy<Dictionary<string, bool>> s_embedded = new(FindEmbedded);

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
        if (!s_embedded.Value.TryGetValue(name, out isPackage))
        {
            return null;
        }

        string resource = ResourceOf(name, isPackage);
        return Precompiled(resource) ?? _compiler.Compile(ReadSource(resource), $"<frozen {name}>", CompileMode.Module, default, []);
    }

    /// <summary>The source of a module written in Pyl; null when there is none of the name.</summary>
    public static string? FindSource(string name) => s_embedded.Value.TryGetValue(name, out bool isPackage) ? ReadSource(ResourceOf(name, isPackage)) : null;

    private static string ResourceOf(string name, bool isPackage) => Prefix + name.Replace('.', '/') + (isPackage ? Init : "");

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

    /// <summary>
    /// From the index that the build writes, a path in ASCII a line: to list an assembly's resources takes the runtime a good millisecond. By hand, because
    /// splitting and replacing texts loads code for vectors.
    /// </summary>
    private static unsafe Dictionary<string, bool> FindEmbedded()
    {
        UnmanagedMemoryStream stream = Open(Prefix + "index");
        byte* next = stream.PositionPointer;
        byte* end = next + stream.Length;
        var modules = new Dictionary<string, bool>((int)stream.Length / AverageLine);
        char* name = stackalloc char[LongestName];
        while (next < end)
        {
            int length = 0;
            for (; next < end && *next != '\n' && length < LongestName; next++)
            {
                name[length++] = *next == '/' ? '.' : (char)*next;
            }

            next++;
            bool isPackage = new ReadOnlySpan<char>(name, length).EndsWith(InitName);
            modules[new string(name, 0, isPackage ? length - Init.Length : length)] = isPackage;
        }

        return modules;
    }
}

using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The import-related attributes of a module (reference, "Import-related attributes on module objects").</summary>
internal static class ModuleAttributes
{
    /// <summary>Sets __name__, __package__, __spec__ and their like for what the search has found.</summary>
    public static void Set(ThreadState thread, DictObject ns, string name, ModuleLocation location)
    {
        Value nameValue = Value.Of(StrObject.Intern(name));
        ns.SetName(thread, Names.Name, nameValue);
        if (ns.GetName(Names.Doc).IsUnbound)
        {
            ns.SetName(thread, Names.Doc, Value.None);
        }

        int dot = PackageNames.LastDot(name);
        Value loader = LoaderOf(name, location);
        ModuleSpecObject spec = SpecOf(thread, name, location, loader);
        ns.SetName(thread, Names.Package, Value.Of(StrObject.Intern(location.IsPackage ? name : dot < 0 ? "" : name[..dot])));
        ns.SetName(thread, Names.Loader, loader);
        ns.SetName(thread, Names.Spec, Value.Of(spec));
        if (location.IsPackage)
        {
            ns.SetName(thread, Names.Path, spec.Locations(thread));
        }

        if (location.File is { } file)
        {
            ns.SetName(thread, Names.File, Value.Str(file));
        }
        else if (location.Kind == ModuleKind.Embedded)
        {
            ns.SetName(thread, Names.File, Value.Str(LibraryFile(name, location.IsPackage)));
        }
    }

    /// <summary>Where the source of a library module would stand. The modules come inside the program, and yet programs ask them for their file.</summary>
    private static string LibraryFile(string name, bool isPackage) =>
        string.Concat(AppContext.BaseDirectory, "lib/", name.Replace('.', '/'), isPackage ? "/__init__.pyl" : ".pyl");

    /// <summary>On its own: LINQ is not loaded for modules that have no such folders.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value[] TextsOf(IReadOnlyList<string> folders) => [.. folders.Select(Value.Str)];

    /// <summary>A ModuleSpec of what the search has found.</summary>
    public static ModuleSpecObject SpecOf(ThreadState thread, string name, ModuleLocation location, Value loader)
    {
        Value origin = location.Kind switch
        {
            ModuleKind.Native => Value.Str("built-in"),
            ModuleKind.Embedded => Value.Str("frozen"),
            ModuleKind.File => Value.Str(location.File!),
            _ => Value.None,
        };
        Value folders = Value.None;
        if (location.IsPackage)
        {
            Value[] items = location.Kind switch
            {
                ModuleKind.File => [Value.Str(Path.GetDirectoryName(location.File!)!)],
                ModuleKind.Namespace => TextsOf(location.Folders!),
                _ => [],
            };
            folders = Value.Of(ListObject.Of(thread, items));
        }

        var spec = new ModuleSpecObject(ModuleSpecObject.Class) { HasLocation = location.Kind == ModuleKind.File };
        spec.Fill(thread, Value.Of(StrObject.Intern(name)), loader, origin, Value.None, folders);
        thread.Release(folders);
        return spec;
    }

    /// <summary>__loader__; uncounted.</summary>
    public static Value LoaderOf(string name, ModuleLocation location) => Value.Of(location.Kind switch
    {
        ModuleKind.Native => ImporterTypes.BuiltinImporter,
        ModuleKind.Embedded => ImporterTypes.FrozenImporter,
        ModuleKind.File => new SourceFileLoaderObject(SourceFileLoaderObject.Class, name, location.File!),
        _ => (PyObject)ImporterTypes.NamespaceLoader,
    });
}

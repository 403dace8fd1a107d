using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The search for a module: what the host brings, then the folders of a search path.</summary>
internal static class ModuleFinder
{
    private static readonly StrObject s_path = StrObject.Intern("path");
    private static readonly string[] s_suffixes = [".pyl", ".py"];

    /// <summary>Finds a module; null when there is none, or an exception is set.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="name">The absolute name.</param>
    /// <param name="searchPath">The parent's __path__, Unbound for a name without parent.</param>
    public static ModuleLocation? Find(ThreadState thread, string name, Value searchPath)
    {
        foreach (IModuleSource source in thread.Interpreter.ModuleSources)
        {
            bool isNative = source.HasNative(name);
            bool isPackage = false;
            CodeObject? code = isNative ? null : source.FindCode(name, out isPackage);
            if (!isNative && code is null)
            {
                continue;
            }

            if (searchPath.IsUnbound && Shadowing.IsPossible(name) && FindBeforeLibrary(thread, name) is { } own)
            {
                return own;
            }

            return isNative ? new ModuleLocation(ModuleKind.Native, Source: source) : new ModuleLocation(ModuleKind.Embedded, isPackage, Code: code);
        }

        return FindInFolders(thread, name[(PackageNames.LastDot(name) + 1)..], searchPath.IsUnbound ? thread.Interpreter.Sys.Namespace.GetName(s_path) : searchPath);
    }

    /// <summary>
    /// Finds a module in the folders of sys.path that stand before where CPython has its library: those of the script and of
    /// PYTHONPATH, not those of installed packages.
    /// </summary>
    private static ModuleLocation? FindBeforeLibrary(ThreadState thread, string name)
    {
        if (thread.Interpreter.Sys.Namespace.GetName(s_path).Ref is not ListObject path)
        {
            return null;
        }

        for (int i = 0; i < path.Count; i++)
        {
            Value item = path.Get(thread, i);
            string? folder = (item.Ref as StrObject)?.ToString();
            thread.Release(item);
            if (folder is not null && folder.EndsWith("site-packages", StringComparison.Ordinal))
            {
                return null;
            }

            if (folder is not null && FindInFolder(folder.Length == 0 ? SystemFiles.CurrentDirectory() : folder, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Finds a module in the folders of a search path (borrowed).</summary>
    public static ModuleLocation? FindInFolders(ThreadState thread, string name, Value searchPath)
    {
        if (searchPath.IsUnbound)
        {
            return null;
        }

        List<string>? portions = null;
        using var items = new Iteration(thread, searchPath);
        while (items.MoveNext(out Value item))
        {
            if (item.Ref is not StrObject text)
            {
                thread.Release(item);
                continue;
            }

            string folder = text.ToString();
            if (FindInFolder(folder.Length == 0 ? SystemFiles.CurrentDirectory() : folder, name, ref portions) is { } found)
            {
                return found;
            }
        }

        return !items.Failed && portions is not null ? new ModuleLocation(ModuleKind.Namespace, IsPackage: true, Folders: portions) : null;
    }

    /// <summary>Finds a module in one folder; null when there is none, a namespace package being none.</summary>
    public static ModuleLocation? FindInFolder(string folder, string name)
    {
        List<string>? portions = null;
        return FindInFolder(folder, name, ref portions);
    }

    private static ModuleLocation? FindInFolder(string folder, string name, ref List<string>? portions)
    {
        string candidate = Path.Combine(folder, name);
        bool isFolder = SystemFiles.FolderExists(candidate);
        if (isFolder)
        {
            foreach (string suffix in s_suffixes)
            {
                string init = Path.Combine(candidate, "__init__" + suffix);
                if (SystemFiles.FileExists(init))
                {
                    return new ModuleLocation(ModuleKind.File, IsPackage: true, File: init);
                }
            }
        }

        foreach (string suffix in s_suffixes)
        {
            if (SystemFiles.FileExists(candidate + suffix))
            {
                return new ModuleLocation(ModuleKind.File, File: candidate + suffix);
            }
        }

        if (isFolder)
        {
            (portions ??= []).Add(candidate);
        }

        return null;
    }
}

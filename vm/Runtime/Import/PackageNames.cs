using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Relative names: which package an import with dots starts from (importlib._bootstrap._calc___package__).</summary>
internal static class PackageNames
{
    /// <summary>The absolute name, or null with ImportError set.</summary>
    public static string? Resolve(ThreadState thread, string name, DictObject? globals, int level)
    {
        string? package = PackageOf(globals);
        if (string.IsNullOrEmpty(package))
        {
            thread.Raise(ExceptionTypes.ImportError, "attempted relative import with no known parent package");
            return null;
        }

        for (int i = 1; i < level; i++)
        {
            int dot = package.LastIndexOf('.');
            if (dot < 0)
            {
                thread.Raise(ExceptionTypes.ImportError, "attempted relative import beyond top-level package");
                return null;
            }

            package = package[..dot];
        }

        return name.Length == 0 ? package : $"{package}.{name}";
    }

    private static string? PackageOf(DictObject? globals)
    {
        if (globals is null)
        {
            return null;
        }

        if (globals.GetName(Names.Package).Ref is StrObject package)
        {
            return package.ToString();
        }

        if (globals.GetName(Names.Name).Ref is not StrObject name)
        {
            return null;
        }

        string text = name.ToString();
        if (!globals.GetName(Names.Path).IsUnbound)
        {
            return text;
        }

        int dot = text.LastIndexOf('.');
        return dot < 0 ? "" : text[..dot];
    }
}

using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Relative names: which package an import with dots starts from (CPython Python/import.c resolve_name).</summary>
internal static class PackageNames
{
    private static readonly StrObject s_parent = StrObject.Intern("parent");

    /// <summary>The absolute name, or null with an exception set.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="name">What follows the dots.</param>
    /// <param name="globals">The importing module's namespace, as __import__ was given it; Unbound for none.</param>
    /// <param name="level">The number of dots.</param>
    public static string? Resolve(ThreadState thread, string name, Value globals, int level)
    {
        string? package = null;
        if (globals.IsUnbound)
        {
            MissingName(thread);
        }
        else if (globals.Ref is not DictObject ns)
        {
            thread.TypeError("globals must be a dict");
        }
        else
        {
            package = PackageOf(thread, ns);
        }

        if (package is null)
        {
            return null;
        }

        if (package.Length == 0)
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

    /// <summary>The importing module's package, "" for none; null with an exception set.</summary>
    private static string? PackageOf(ThreadState thread, DictObject globals)
    {
        Value package = globals.GetName(Names.Package);
        if (!package.IsUnbound && !package.IsNone)
        {
            return Text(thread, package, "package must be a string");
        }

        Value spec = globals.GetName(Names.Spec);
        if (!spec.IsUnbound && !spec.IsNone)
        {
            Value parent = Attributes.Get(thread, spec, s_parent);
            if (parent.IsError)
            {
                return null;
            }

            string? found = Text(thread, parent, "__spec__.parent must be a string");
            thread.Release(parent);
            return found;
        }

        Value name = globals.GetName(Names.Name);
        if (name.IsUnbound)
        {
            MissingName(thread);
            return null;
        }

        if (Text(thread, name, "__name__ must be a string") is not { } text)
        {
            return null;
        }

        if (!globals.GetName(Names.Path).IsUnbound)
        {
            return text;
        }

        int dot = text.LastIndexOf('.');
        return dot < 0 ? "" : text[..dot];
    }

    private static string? Text(ThreadState thread, Value value, string message)
    {
        if (value.Ref is StrObject text)
        {
            return text.ToString();
        }

        thread.TypeError(message);
        return null;
    }

    private static void MissingName(ThreadState thread) => thread.KeyError(Value.Str("'__name__' not in globals"));

    /// <summary>The place of the last dot, -1 when there is none; by hand, because names are short and the library's search loads types of vectors at every start.</summary>
    public static int LastDot(string name)
    {
        int dot = name.Length - 1;
        while (dot >= 0 && name[dot] != '.')
        {
            dot--;
        }

        return dot;
    }
}

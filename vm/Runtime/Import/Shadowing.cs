using Pyl.VM.Embedding;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Advice for a module beside the script that may stand in the way of another of its name (CPython Objects/moduleobject.c).</summary>
internal static class Shadowing
{
    /// <summary>
    /// Whether a script's own module of the name goes before the library's: not where CPython has a builtin or frozen module
    /// (Python/frozen.c), nor with the implementation's own modules, which no program means to replace. Nothing that a start imports
    /// is looked for, so that a start asks the file system nothing.
    /// </summary>
    public static bool IsPossible(string module) => module[0] != '_' && module switch
    {
        "sys" or "builtins" or "time" or "itertools" or "math" or "cmath" or "gc" or "errno" or "atexit" or "faulthandler" or "marshal"
            or "posix" or "pwd" or "array" or "binascii" or "select" or "unicodedata" or "zlib" or "fcntl" or "grp" or "pyl" => false,
        "abc" or "codecs" or "io" or "os" or "stat" or "site" or "genericpath" or "posixpath" or "ntpath" or "runpy" or "zipimport"
            or "importlib" => false,
        _ => true,
    };

    /// <summary>" (consider renaming ...)", or null when the module's file cannot hide another module.</summary>
    public static string? Advice(ThreadState thread, string module, string? file, bool isInitialising)
    {
        RuntimeSettings settings = thread.Interpreter.Settings;
        if (file is null || settings.SafePath || settings.SearchPath.Count == 0)
        {
            return null;
        }

        string? folder = Path.GetDirectoryName(file);
        if (Path.GetFileNameWithoutExtension(file) == "__init__")
        {
            folder = Path.GetDirectoryName(folder);
        }

        string first = settings.SearchPath[0].Length == 0 ? Environment.CurrentDirectory : settings.SearchPath[0];
        if (folder != first)
        {
            return null;
        }

        string quoted = Literals.ReprText(CodePoints.FromUtf16(file));
        return IsStandard(thread, module)
            ? $" (consider renaming {quoted} since it has the same name as the standard library module named '{module}' and prevents importing that standard library module)"
            : isInitialising ? $" (consider renaming {quoted} if it has the same name as a library you intended to import)" : null;
    }

    private static bool IsStandard(ThreadState thread, string module) =>
        thread.Interpreter.ModuleSources.Exists(source => source.HasNative(module) || source.FindCode(module, out _) is not null);
}

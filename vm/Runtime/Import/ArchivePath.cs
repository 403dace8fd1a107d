using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Entries of search paths that are archives, or folders in archives: the module zipimport knows them. It is asked only when such an entry
/// is there, for modules that the library does not have.
/// </summary>
public static class ArchivePath
{
    private const string Helper = "zipimport";

    private const int MostFolders = 32;

    /// <summary>Bytes of a file that <see cref="IsArchive"/> looks at.</summary>
    public const int HeadLength = 4;

    /// <summary>Entries that were folders when they were looked at: most imports find all of theirs here. Replaced, never changed.</summary>
    private static volatile string[] s_folders = [];

    private static readonly StrObject s_path = StrObject.Intern("path");
    private static readonly StrObject s_findAndLoad = StrObject.Intern("_find_and_load");
    private static readonly StrObject s_prepareMain = StrObject.Intern("_prepare_main");

    /// <summary>The module out of an archive, Unbound when none has it, or Error. Without a search path (Unbound) it is sys.path.</summary>
    public static Value Load(ThreadState thread, string name, Value searchPath)
    {
        if (!HasArchive(thread, searchPath))
        {
            return thread.HasException ? Value.Error : Value.Unbound;
        }

        return Ask(thread, s_findAndLoad, Value.Of(StrObject.Of(name)), searchPath.IsUnbound ? Value.None : searchPath);
    }

    /// <summary>Makes the module __main__ ready for a program that is an archive: its code, Unbound when there is no __main__ in it, or Error.</summary>
    public static Value PrepareMain(ThreadState thread, string file) => Ask(thread, s_prepareMain, Value.Str(file), Value.Unbound);

    /// <summary>True when an entry of the path is a file or in one: no folder can be.</summary>
    public static bool HasArchive(ThreadState thread, Value searchPath)
    {
        Value path = searchPath.IsUnbound ? thread.Interpreter.Sys.Namespace.GetName(s_path) : searchPath;
        if (path.IsUnbound)
        {
            return false;
        }

        bool found = false;
        using var items = new Iteration(thread, path);
        while (!found && items.MoveNext(out Value item))
        {
            found = item.Ref is StrObject text && IsInFile(text.ToString());
            thread.Release(item);
        }

        return found && !items.Failed;
    }

    /// <summary>Whether a program is an archive, by its first four bytes, or by its last ones when the first name an interpreter.</summary>
    public static bool IsArchive(string file, ReadOnlySpan<byte> head) => head.SequenceEqual("PK\x3\x4"u8) || (head[..2].SequenceEqual("#!"u8) && EndsAsArchive(file));

    private static bool EndsAsArchive(string file)
    {
        // The end of the directory, behind which a program has no comment.
        const int EndLength = 22;
        return SystemFiles.TryRead(file) is { Length: >= EndLength } bytes && bytes.AsSpan(bytes.Length - EndLength).StartsWith("PK\x5\x6"u8);
    }

    private static bool IsInFile(string entry)
    {
        string[] folders = s_folders;
        foreach (string folder in folders)
        {
            if (folder == entry)
            {
                return false;
            }
        }

        if (entry.Length == 0 || SystemFiles.FolderExists(entry))
        {
            if (folders.Length < MostFolders)
            {
                s_folders = [.. folders, entry];
            }

            return false;
        }

        for (string? path = entry; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            if (SystemFiles.FileExists(path))
            {
                return true;
            }

            if (SystemFiles.FolderExists(path))
            {
                return false;
            }
        }

        return false;
    }

    private static Value Ask(ThreadState thread, StrObject function, Value first, Value second)
    {
        Value helper = Importing.ImportModule(thread, Helper);
        if (helper.IsError)
        {
            return helper;
        }

        Value result = second.IsUnbound ? thread.CallMethod(helper, function, first) : thread.CallMethod(helper, function, first, second);
        thread.Release(helper);
        return result.IsNone ? Value.Unbound : result;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Listing folders.</summary>
[PyModule("_os")]
internal static class OsFolderFunctions
{
    [PyConstant("DirEntry")]
    public static TypeObject DirEntry => DirEntryMethods.Type;

    [PyFunction("listdir", Doc = "Return a list containing the names of the files in the directory.")]
    public static Value ListDir(ThreadState thread, [Keyword, Optional("None")] Value path)
    {
        if (!OsPath.TryFolder(thread, path, "listdir", out OsPath name))
        {
            return Value.Error;
        }

        if (FolderReader.Open(name.Text) is not { } folder)
        {
            return name.Fail(thread);
        }

        var list = new ListObject(thread);
        while (folder.TryRead(out string entry, out _, out _))
        {
            list.Add(name.Name(entry));
        }

        folder.Close();
        return Value.Of(list);
    }

    [PyFunction("scandir", Doc = "Return an iterator of DirEntry objects for given path.")]
    public static Value ScanDir(ThreadState thread, [Keyword, Optional("None")] Value path)
    {
        if (!OsPath.TryFolder(thread, path, "scandir", out OsPath name))
        {
            return Value.Error;
        }

        return FolderReader.Open(name.Text) is { } folder ? Value.Of(new ScandirIteratorObject(thread, name, folder)) : name.Fail(thread);
    }
}

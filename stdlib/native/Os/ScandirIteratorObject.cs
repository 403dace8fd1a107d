using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The iterator and context manager that os.scandir() returns.</summary>
public sealed class ScandirIteratorObject : PyObject
{
    private readonly OsPath _path;
    private readonly FolderReader _folder;

    internal ScandirIteratorObject(ThreadState thread, OsPath path, FolderReader folder)
        : base(thread, ScandirIteratorMethods.Type)
    {
        _path = path;
        _folder = folder;
        thread.Retain(path.Given);
    }

    internal Value Next()
    {
        if (_folder.TryRead(out string name, out ulong inode, out int type))
        {
            return Value.Of(new DirEntryObject(_path, name, inode, type));
        }

        _folder.Close();
        return Value.End;
    }

    internal void Close() => _folder.Close();

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        _folder.Close();
        thread.Release(_path.Given);
    }
}

/// <summary>The methods of ScandirIterator.</summary>
[PyType("ScandirIterator", typeof(ScandirIteratorObject), Module = "_os")]
internal static class ScandirIteratorMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "ScandirIterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "posix" };

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ScandirIteratorObject self) => self.Next();

    [PyMethod("__enter__")]
    public static Value Enter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__exit__")]
    public static void Exit(ThreadState thread, ScandirIteratorObject self, ReadOnlySpan<Value> arguments) => self.Close();

    [PyMethod("close")]
    public static void Close(ThreadState thread, ScandirIteratorObject self) => self.Close();
}

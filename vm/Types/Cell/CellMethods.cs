using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("cell", typeof(CellObject))]
internal static class CellMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Optional] Value content) =>
        Value.Of(new CellObject(thread) { Content = Slot.Content(thread.Retain(content)) });

    [PyGetter("cell_contents")]
    public static Value Contents(ThreadState thread, CellObject self)
    {
        Value content = Slot.Load(thread, self.Content);
        return content.IsUnbound ? thread.ValueError("cell is empty") : content;
    }

    [PySetter("cell_contents")]
    public static bool SetContents(ThreadState thread, CellObject self, Value value)
    {
        object? old = self.Content;
        self.Content = Slot.Content(thread.Retain(value));
        Slot.ReleaseContent(thread, old);
        return true;
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, CellObject self)
    {
        Value content = Slot.Peek(self.Content);
        string what = content.IsUnbound ? "empty" : $"{content.Type.Name} object at {ObjectMethods.Address(content)}";
        return $"<cell at {ObjectMethods.Address(Value.Of(self))}: {what}>";
    }
}

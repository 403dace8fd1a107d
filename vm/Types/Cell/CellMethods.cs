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
        return content.IsUnbound ? thread.ValueError("Cell is empty") : content;
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

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, CellObject self, Value other) => Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, CellObject self, Value other) => Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, CellObject self, Value other) => Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, CellObject self, Value other) => Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, CellObject self, Value other) => Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, CellObject self, Value other) => Compare(thread, SpecialMethod.Ge, self, other);

    /// <summary>By content; an empty cell comes before all others (CPython Objects/cellobject.c).</summary>
    private static Value Compare(ThreadState thread, SpecialMethod slot, CellObject self, Value other)
    {
        if (other.Ref is not CellObject cell)
        {
            return Value.NotImplemented;
        }

        Value left = Slot.Load(thread, self.Content);
        Value right = Slot.Load(thread, cell.Content);
        Value result;
        if (left.IsUnbound || right.IsUnbound)
        {
            int order = (left.IsUnbound ? 0 : 1) - (right.IsUnbound ? 0 : 1);
            result = Value.Bool(slot switch
            {
                SpecialMethod.Eq => order == 0,
                SpecialMethod.Ne => order != 0,
                SpecialMethod.Lt => order < 0,
                SpecialMethod.Le => order <= 0,
                SpecialMethod.Gt => order > 0,
                _ => order >= 0,
            });
        }
        else
        {
            result = Comparison.Compare(thread, slot, left, right);
        }

        foreach (Value content in (ReadOnlySpan<Value>)[left, right])
        {
            if (!content.IsUnbound)
            {
                thread.Release(content);
            }
        }

        return result;
    }
}

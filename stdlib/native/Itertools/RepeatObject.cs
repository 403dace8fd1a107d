using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>repeat(object, times): the same object, without end when no number is given.</summary>
public sealed class RepeatObject : PyObject
{
    private readonly Value _item;

    /// <summary>The reference moves in; a negative number is without end.</summary>
    internal RepeatObject(ThreadState thread, TypeObject type, Value item, long remaining)
        : base(thread, type)
    {
        _item = item;
        Remaining = remaining;
    }

    internal long Remaining { get; private set; }

    internal Value Next(ThreadState thread)
    {
        if (Remaining == 0)
        {
            return Value.End;
        }

        if (Remaining > 0)
        {
            Remaining--;
        }

        return thread.Retain(_item);
    }

    internal Value Repr(ThreadState thread) =>
        Operators.ReprText(thread, _item) is { } item
            ? Value.Str(Remaining < 0 ? $"{Type.ShortName}({item})" : $"{Type.ShortName}({item}, {Remaining})")
            : Value.Error;

    protected internal override void ReleaseReferences(ThreadState thread) => thread.Release(_item);
}

/// <summary>The methods of repeat.</summary>
[PyType("repeat", typeof(RepeatObject), Module = "itertools", Locks = true, Doc = "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.")]
internal static class RepeatMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("repeat");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value @object, [Optional] Value times)
    {
        long remaining = -1;
        if (!times.IsUnbound)
        {
            if (!Operators.TryIndex(thread, times, out remaining))
            {
                return Value.Error;
            }

            remaining = Math.Max(0, remaining);
        }

        return Value.Of(new RepeatObject(thread, cls, thread.Retain(@object), remaining));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, RepeatObject self) => self.Next(thread);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, RepeatObject self) => self.Repr(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static Value Hint(ThreadState thread, RepeatObject self) =>
        self.Remaining < 0 ? thread.TypeError("len() of unsized object") : Value.Int(self.Remaining);
}

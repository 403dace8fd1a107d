using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of str_iterator.</summary>
[PyType("str_iterator", typeof(StrIteratorObject), Locks = true, Field = nameof(BuiltinTypes.StrIterator))]
internal static class StrIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<StrIteratorObject>(self.Ref!).Next();

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(StrIteratorObject self) => self.Text is { } text ? text.Length - self.Index : 0;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, StrIteratorObject self) =>
        IteratorState.Reduce(thread, self.Text is { } text ? Value.Of(text) : Value.Unbound, self.Index);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, StrIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (self.Text is { } text)
        {
            self.Index = (int)Math.Clamp(index, 0, text.Length);
        }

        return Value.None;
    }
}

/// <summary>The methods of str_ascii_iterator: the same ones.</summary>
[PyType("str_ascii_iterator", typeof(StrIteratorObject), Locks = true, Field = nameof(BuiltinTypes.AsciiStrIterator))]
internal static class AsciiStrIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<StrIteratorObject>(self.Ref!).Next();

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(StrIteratorObject self) => StrIteratorMethods.Hint(self);

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, StrIteratorObject self) => StrIteratorMethods.Reduce(thread, self);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, StrIteratorObject self, Value state) => StrIteratorMethods.SetState(thread, self, state);
}

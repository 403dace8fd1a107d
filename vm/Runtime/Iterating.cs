using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The end of iteration as programs see it.</summary>
internal static class Iterating
{
    /// <summary>StopIteration for an iterator that has returned End; a generator's carries its return value.</summary>
    public static Value StopIteration(ThreadState thread, Value iterator) =>
        thread.StopIteration(iterator.Ref is GeneratorObject generator ? generator.TakeReturnValue() : Value.None);
}

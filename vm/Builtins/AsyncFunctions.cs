using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>aiter and anext.</summary>
[PyModule("builtins")]
internal static class AsyncFunctions
{
    [PyFunction("aiter", Doc = "Return an AsyncIterator for an AsyncIterable object.")]
    public static Value AsyncIterator(ThreadState thread, Value asyncIterable)
    {
        Value iterator = Operators.CallUnary(thread, SpecialMethod.AIter, asyncIterable, out bool missing);
        if (missing)
        {
            return thread.TypeError($"'{asyncIterable.Type.Name}' object is not an async iterable");
        }

        if (!iterator.IsError && !iterator.Type.Slot(SpecialMethod.ANext).IsDefined)
        {
            string name = iterator.Type.Name;
            thread.Release(iterator);
            return thread.TypeError($"aiter() returned not an async iterator of type '{name}'");
        }

        return iterator;
    }

    [PyFunction("anext", Doc = "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.")]
    public static Value AsyncNext(ThreadState thread, Value asyncIterator, [Optional] Value @default)
    {
        Value awaitable = Operators.CallUnary(thread, SpecialMethod.ANext, asyncIterator, out bool missing);
        if (missing)
        {
            return thread.TypeError($"'{asyncIterator.Type.Name}' object is not an async iterator");
        }

        return awaitable.IsError || @default.IsUnbound
            ? awaitable
            : Value.Of(new AsyncNextAwaitableObject(thread, awaitable, thread.Retain(@default)));
    }
}

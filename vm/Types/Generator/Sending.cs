using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>send() to whatever a yield from or await delegates to (PEP 380): generators directly, other iterators by __next__ or send().</summary>
internal static class Sending
{
    /// <summary>
    /// Sends the value (borrowed). The value yielded; End when the iterator has returned, with its result in
    /// <paramref name="returned"/> (a new reference); or Error.
    /// </summary>
    public static Value Send(ThreadState thread, Value iterator, Value sent, out Value returned)
    {
        switch (iterator.Ref)
        {
            case GeneratorObject { Async: null } generator:
                return GeneratorOperations.Resume(thread, generator, sent, out returned);
            case NativeAwaitableObject awaitable:
                return awaitable.Send(thread, out returned);
            case CoroutineWrapperObject wrapper:
                return GeneratorOperations.Resume(thread, wrapper.Coroutine, sent, out returned);
            case AsyncSendObject asend:
                return AsyncGeneratorOperations.Send(thread, asend, sent, out returned);
            case AsyncThrowObject athrow:
                return AsyncGeneratorOperations.Send(thread, athrow, sent, out returned);
        }

        returned = Value.None;
        Value result = sent.IsNone && iterator.Type.Slot(SpecialMethod.Next).IsDefined
            ? Operators.CallUnary(thread, SpecialMethod.Next, iterator, out _)
            : thread.CallMethod(iterator, Names.Send, sent);
        if (result.IsError && TakeStopValue(thread, out Value value))
        {
            returned = value;
            return Value.End;
        }

        return result;
    }

    /// <summary>True when StopIteration was in flight: it is dropped, its value (a new reference) given.</summary>
    public static bool TakeStopValue(ThreadState thread, out Value value)
    {
        if (thread.Exception is not { } exception || !exception.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            value = default;
            return false;
        }

        object? content = exception.Members is { } members ? members[ExceptionMembers.StopValue] : null;
        value = content is null ? Value.None : Slot.Load(thread, content);
        thread.ClearException();
        return true;
    }
}

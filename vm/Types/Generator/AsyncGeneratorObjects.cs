using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A value that an async generator yields, told apart from what it awaits (PEP 525).</summary>
public sealed class AsyncGeneratorWrappedValueObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal AsyncGeneratorWrappedValueObject(ThreadState thread, Value value)
        : base(thread, BuiltinTypes.AsyncGeneratorWrappedValue)
    {
        Value = value;
    }

    internal Value Value { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Value);
}

/// <summary>Where the awaiting of an asend(), athrow() or aclose() stands.</summary>
internal enum AwaitableState : byte
{
    /// <summary>Not begun.</summary>
    Created,

    Iterating,

    Closed,
}

/// <summary>What __anext__() and asend() return.</summary>
public sealed class AsyncSendObject : PyObject
{
    /// <summary>Both references move in.</summary>
    internal AsyncSendObject(ThreadState thread, GeneratorObject generator, Value sent)
        : base(thread, BuiltinTypes.AsyncGeneratorASend)
    {
        Generator = generator;
        Sent = sent;
    }

    internal GeneratorObject Generator { get; }

    internal Value Sent { get; }

    internal AwaitableState State;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Sent);
        RefCount.Release(thread, Generator);
    }
}

/// <summary>What athrow() and aclose() return.</summary>
public sealed class AsyncThrowObject : PyObject
{
    /// <summary>Both references move in; the exception is null for aclose().</summary>
    internal AsyncThrowObject(ThreadState thread, GeneratorObject generator, ExceptionObject? exception)
        : base(thread, BuiltinTypes.AsyncGeneratorAThrow)
    {
        Generator = generator;
        Exception = exception;
    }

    internal GeneratorObject Generator { get; }

    internal ExceptionObject? Exception { get; }

    internal bool IsClose => Exception is null;

    internal AwaitableState State;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Exception is { } exception)
        {
            RefCount.Release(thread, exception);
        }

        RefCount.Release(thread, Generator);
    }
}

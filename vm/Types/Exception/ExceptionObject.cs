using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// An exception of any class. The attributes that only some classes have (OSError.errno, StopIteration.value ...) stand in
/// <see cref="Members"/>, whose names the class's <see cref="ExceptionMembers"/> gives.
/// </summary>
public sealed class ExceptionObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    /// <summary>args; a reference of its own.</summary>
    internal TupleObject Arguments = TupleObject.Empty;

    internal TracebackObject? Traceback;

    /// <summary>__cause__.</summary>
    internal ExceptionObject? Cause;

    /// <summary>__context__.</summary>
    internal ExceptionObject? Context;

    /// <summary>__suppress_context__.</summary>
    internal bool SuppressContext;

    /// <summary>Class-specific attributes, slots; null when the class has none or none is set.</summary>
    internal object?[]? Members;

    /// <summary>An exception without arguments.</summary>
    internal static ExceptionObject Make(ThreadState thread, TypeObject type)
    {
        if (thread.Spares.TakeException() is not { } spare)
        {
            return new ExceptionObject(thread, type);
        }

        spare.SuppressContext = false;
        spare.Revive(thread, type);
        return spare;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        TupleObject arguments = Arguments;
        Arguments = TupleObject.Empty;
        RefCount.Release(thread, arguments);
        ReleaseField(thread, ref Traceback);
        ReleaseField(thread, ref Cause);
        ReleaseField(thread, ref Context);
        if (Members is { } members)
        {
            Members = null;
            foreach (object? content in members)
            {
                Slot.ReleaseContent(thread, content);
            }
        }
    }

    private static void ReleaseField<T>(ThreadState thread, ref T? field)
        where T : PyObject
    {
        T? old = field;
        field = null;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }
}

using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A stream: an instance of a class that derives from _io._IOBase.</summary>
internal class IOBaseObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    private readonly InterpreterState _interpreter = thread.Interpreter;

    /// <summary>A stream in a reference cycle, to be closed.</summary>
    ~IOBaseObject() => _interpreter.ReportUnreachable(this);

    /// <summary>close() has run.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The last reference has gone and __del__ closes the stream, which is worth a ResourceWarning.</summary>
    public bool IsFinalizing { get; set; }

    /// <summary>`closed` of the builtin class: 1, 0, or -1 with an exception set.</summary>
    public virtual int IsClosedNow(ThreadState thread) => IsClosed ? 1 : 0;

    /// <summary>Releases a reference held in a field and leaves Unbound there.</summary>
    protected static void Drop(ThreadState thread, ref Value field)
    {
        Value old = field;
        field = Value.Unbound;
        if (!old.IsUnbound)
        {
            thread.Release(old);
        }
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Names, errors and checks that all streams share.</summary>
internal static class IOSupport
{
    /// <summary>io.DEFAULT_BUFFER_SIZE.</summary>
    public const int DefaultBufferSize = 128 * 1024;

    public static readonly StrObject Closed = StrObject.Intern("closed");
    public static readonly StrObject Close = StrObject.Intern("close");
    public static readonly StrObject Flush = StrObject.Intern("flush");
    public static readonly StrObject Name = StrObject.Intern("name");
    public static readonly StrObject Mode = StrObject.Intern("mode");
    public static readonly StrObject Raw = StrObject.Intern("raw");
    public static readonly StrObject Read = StrObject.Intern("read");
    public static readonly StrObject Read1 = StrObject.Intern("read1");
    public static readonly StrObject ReadAll = StrObject.Intern("readall");
    public static readonly StrObject ReadInto = StrObject.Intern("readinto");
    public static readonly StrObject ReadLine = StrObject.Intern("readline");
    public static readonly StrObject Peek = StrObject.Intern("peek");
    public static readonly StrObject Write = StrObject.Intern("write");
    public static readonly StrObject Seek = StrObject.Intern("seek");
    public static readonly StrObject Tell = StrObject.Intern("tell");
    public static readonly StrObject Truncate = StrObject.Intern("truncate");
    public static readonly StrObject Readable = StrObject.Intern("readable");
    public static readonly StrObject Writable = StrObject.Intern("writable");
    public static readonly StrObject Seekable = StrObject.Intern("seekable");
    public static readonly StrObject FileNumber = StrObject.Intern("fileno");
    public static readonly StrObject IsATty = StrObject.Intern("isatty");
    public static readonly StrObject DeallocWarn = StrObject.Intern("_dealloc_warn");

    public static Value Unsupported(ThreadState thread, string text)
    {
        Value exception = thread.Call(Value.Of(IOTypes.UnsupportedOperation), Value.Str(text));
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
    }

    public static Value ClosedError(ThreadState thread) => thread.ValueError("I/O operation on closed file.");

    /// <summary>True when the stream is open; false with ValueError (or what its `closed` raises) set.</summary>
    public static bool CheckOpen(ThreadState thread, Value stream)
    {
        int closed = IsClosed(thread, stream);
        if (closed > 0)
        {
            ClosedError(thread);
        }

        return closed == 0;
    }

    /// <summary>The stream's `closed`: 1, 0, or -1 with an exception set.</summary>
    public static int IsClosed(ThreadState thread, Value stream)
    {
        if (stream.Ref is IOBaseObject { Type.IsHeap: false } native)
        {
            return native.IsClosedNow(thread);
        }

        return Truth(thread, Attributes.Get(thread, stream, Closed));
    }

    /// <summary>Calls a method without arguments for its truth: 1, 0, or -1 with an exception set.</summary>
    public static int Ask(ThreadState thread, Value stream, StrObject method) => Truth(thread, thread.CallMethod(stream, method));

    /// <summary>Calls a method for its effect; false when an exception is set.</summary>
    public static bool Do(ThreadState thread, Value stream, StrObject method, params ReadOnlySpan<Value> arguments)
    {
        Value result = thread.CallMethod(stream, method, arguments);
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    /// <summary>A size argument: absent, None and negative numbers mean all (-1). False when TypeError is set.</summary>
    public static bool TrySize(ThreadState thread, Value value, out long size)
    {
        size = -1;
        if (value.IsUnbound || value.IsNone)
        {
            return true;
        }

        Value index = Operators.Index(thread, value);
        if (index.IsError)
        {
            thread.ClearException();
            thread.TypeError($"argument should be integer or None, not '{value.Type.Name}'");
            return false;
        }

        size = index.Ref is null ? index.Bits : long.MaxValue;
        return true;
    }

    /// <summary>Closes something although an exception may be in flight: the new one gets it as context, as CPython chains them.</summary>
    public static bool DoKeeping(ThreadState thread, Value stream, StrObject method)
    {
        ExceptionObject? first = thread.Exception;
        thread.Exception = null;
        bool done = Do(thread, stream, method);
        if (first is null)
        {
            return done;
        }

        if (done)
        {
            thread.Exception = first;
            return false;
        }

        Errors.SetContext(thread, thread.Exception!, first);
        thread.Release(Value.Of(first));
        return false;
    }

    /// <summary>The position in a state that __setstate__ is given; false with TypeError or ValueError set.</summary>
    public static bool TryStatePosition(ThreadState thread, Value value, string complaint, out long position)
    {
        position = 0;
        if (value.Type != BuiltinTypes.Int && !value.IsBool && value.Ref is not IntObject)
        {
            thread.TypeError($"{complaint} {value.Type.Name}");
            return false;
        }

        if (!Bind.TryLong(thread, value, out position))
        {
            return false;
        }

        if (position < 0)
        {
            thread.ValueError("position value cannot be negative");
        }

        return position >= 0;
    }

    /// <summary>Adds the attributes in a state that __setstate__ is given; false with TypeError set.</summary>
    public static bool TryStateAttributes(ThreadState thread, IOBaseObject stream, Value value, string item)
    {
        if (value.IsNone)
        {
            return true;
        }

        if (value.Ref is not DictObject)
        {
            thread.TypeError($"{item} item of state should be a dict, got a {value.Type.Name}");
            return false;
        }

        return DictUpdate.TryMerge(thread, InstanceAttributes.Materialize(thread, stream), value);
    }

    private static int Truth(ThreadState thread, Value value)
    {
        if (value.IsError)
        {
            return -1;
        }

        int truth = Operators.IsTrue(thread, value);
        thread.Release(value);
        return truth;
    }
}

using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>islice(iterable, start, stop, step).</summary>
public sealed class ISliceObject : PyObject
{
    private readonly long _stop;
    private readonly long _step;
    private long _next;
    private long _count;

    /// <summary>Unbound once exhausted.</summary>
    private Value _iterator;

    /// <summary>The reference moves in; a stop of -1 is none.</summary>
    internal ISliceObject(ThreadState thread, TypeObject type, Value iterator, long start, long stop, long step)
        : base(thread, type)
    {
        _iterator = iterator;
        _next = start;
        _stop = stop;
        _step = step;
    }

    internal Value Next(ThreadState thread)
    {
        if (_iterator.IsUnbound)
        {
            return Value.End;
        }

        Value iterator = thread.Retain(_iterator);
        Value item = Advance(thread, iterator);
        thread.Release(iterator);
        if (item.IsEnd || item.IsError)
        {
            Finish(thread);
        }

        return item;
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Finish(thread);

    private Value Advance(ThreadState thread, Value iterator)
    {
        Value item;
        while (_count < _next)
        {
            item = Items.Next(thread, iterator);
            if (item.IsEnd || item.IsError)
            {
                return item;
            }

            thread.Release(item);
            _count++;
        }

        if (_stop >= 0 && _count >= _stop)
        {
            return Value.End;
        }

        item = Items.Next(thread, iterator);
        if (item.IsEnd || item.IsError)
        {
            return item;
        }

        _count++;
        long next = unchecked(_next + _step);
        _next = next < _next || (_stop >= 0 && next > _stop) ? _stop : next;
        return item;
    }

    private void Finish(ThreadState thread)
    {
        Value iterator = _iterator;
        _iterator = Value.Unbound;
        thread.Release(iterator);
    }
}

/// <summary>The methods of islice.</summary>
[PyType("islice", typeof(ISliceObject), Module = "itertools", Locks = true, Doc = "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.")]
internal static class ISliceMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("islice");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length is < 2 or > 4)
        {
            return thread.TypeError($"islice expected at {(arguments.Length < 2 ? "least 2" : "most 4")} arguments, got {arguments.Length}");
        }

        Value stopArgument = arguments.Length == 2 ? arguments[1] : arguments[2];
        long start = 0;
        long stop = -1;
        long step = 1;
        bool startFits = arguments.Length == 2 || TryBound(thread, arguments[1], ref start);
        if (!TryBound(thread, stopArgument, ref stop) || (stop == -1 && !stopArgument.IsNone))
        {
            return thread.ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        }

        if (!startFits || start < 0 || stop < -1)
        {
            return thread.ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        }

        if (arguments.Length == 4 && (!TryBound(thread, arguments[3], ref step) || step < 1))
        {
            return thread.ValueError("Step for islice() must be a positive integer or None.");
        }

        Value iterator = Items.Iterator(thread, arguments[0]);
        return iterator.IsError ? iterator : Value.Of(new ISliceObject(thread, cls, iterator, start, stop, step));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ISliceObject self) => self.Next(thread);

    /// <summary>Reads an index unless it is None; false, with no exception set, when it is none.</summary>
    private static bool TryBound(ThreadState thread, Value value, ref long bound)
    {
        if (value.IsNone)
        {
            return true;
        }

        if (Operators.TryIndex(thread, value, out long index))
        {
            bound = index;
            return true;
        }

        thread.ClearException();
        return false;
    }
}

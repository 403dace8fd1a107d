using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>queue.SimpleQueue: unbounded, and put() may be called from anywhere, finalisers included.</summary>
public sealed class SimpleQueueObject : PyObject
{
    private readonly Queue<Value> _items = new();
    private readonly object _monitor = new();

    internal SimpleQueueObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    internal int Count
    {
        get
        {
            lock (_monitor)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>The value is borrowed.</summary>
    internal void Put(ThreadState thread, Value value)
    {
        thread.Retain(value);
        lock (_monitor)
        {
            _items.Enqueue(value);
            Monitor.Pulse(_monitor);
        }
    }

    internal WaitResult Take(ThreadState thread, TimeSpan timeout, out Value value)
    {
        lock (_monitor)
        {
            if (_items.TryDequeue(out value))
            {
                return WaitResult.Done;
            }
        }

        if (timeout == TimeSpan.Zero)
        {
            return WaitResult.TimedOut;
        }

        var holder = new Value[1];
        WaitResult result = Waiting.Wait(thread, _monitor, (Queue: this, Holder: holder), static s => s.Queue._items.TryDequeue(out s.Holder[0]), timeout);
        value = holder[0];
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        while (_items.TryDequeue(out Value item))
        {
            thread.Release(item);
        }
    }
}

/// <summary>The methods of SimpleQueue.</summary>
[PyType("SimpleQueue", typeof(SimpleQueueObject), Module = "_queue", Doc = "Simple, unbounded, reentrant FIFO queue.")]
internal static class SimpleQueueMethods
{
    internal static readonly TypeObject Type =
        new(BuiltinTypes.Type, "SimpleQueue", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasWeakReferences) { Module = "_queue" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new SimpleQueueObject(thread, cls));

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("put", Doc = "Put the item on the queue.\n\nThe optional 'block' and 'timeout' arguments are ignored, as this method\nnever blocks.  They are provided for compatibility with the Queue class.")]
    public static void Put(ThreadState thread, SimpleQueueObject self, [Keyword] Value item, [Optional("True")] Value block, [Optional("None")] Value timeout) => self.Put(thread, item);

    [PyMethod("put_nowait", Doc = "Put an item into the queue without blocking.")]
    public static void PutNoWait(ThreadState thread, SimpleQueueObject self, [Keyword] Value item) => self.Put(thread, item);

    [PyMethod("get", Doc = "Remove and return an item from the queue.")]
    public static Value Get(ThreadState thread, SimpleQueueObject self, [Keyword, Optional("True")] Value block, [Optional("None")] Value timeout)
    {
        int wait = block.IsUnbound ? 1 : Operators.IsTrue(thread, block);
        TimeSpan limit = TimeSpan.Zero;
        if (wait < 0 || (wait > 0 && !TryLimit(thread, timeout, out limit)))
        {
            return Value.Error;
        }

        return Finish(thread, self.Take(thread, limit, out Value item), item);
    }

    [PyMethod("get_nowait", Doc = "Remove and return an item from the queue without blocking.")]
    public static Value GetNoWait(ThreadState thread, SimpleQueueObject self) => Finish(thread, self.Take(thread, TimeSpan.Zero, out Value item), item);

    [PyMethod("empty", Doc = "Return True if the queue is empty, False otherwise (not reliable!).")]
    public static bool Empty(SimpleQueueObject self) => self.Count == 0;

    [PyMethod("qsize", Doc = "Return the approximate size of the queue (not reliable!).")]
    public static long Size(SimpleQueueObject self) => self.Count;

    private static bool TryLimit(ThreadState thread, Value timeout, out TimeSpan limit)
    {
        if ((timeout.IsInt && timeout.Bits < 0) || (timeout.IsFloat && timeout.Float < 0))
        {
            limit = default;
            thread.ValueError("'timeout' must be a non-negative number");
            return false;
        }

        return LockTimes.TryOptional(thread, timeout, out limit);
    }

    private static Value Finish(ThreadState thread, WaitResult result, Value item) => result switch
    {
        WaitResult.Done => item,
        WaitResult.TimedOut => thread.Raise(QueueModule.Empty),
        _ => Value.Error,
    };
}

/// <summary>The module _queue.</summary>
[PyModule("_queue", Doc = "C implementation of the Python queue module.\nThis module is an implementation detail, please do not use it directly.")]
internal static class QueueModule
{
    [PyConstant("Empty")]
    internal static readonly TypeObject Empty = NativeExceptions.Make("_queue", "Empty", ExceptionTypes.Exception);

    [PyConstant("SimpleQueue")]
    public static TypeObject SimpleQueue => SimpleQueueMethods.Type;
}

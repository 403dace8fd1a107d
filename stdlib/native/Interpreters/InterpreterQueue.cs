using System.Collections.Concurrent;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Interpreters;

/// <summary>What becomes of an item when the interpreter that put it has ended.</summary>
internal enum UnboundItems
{
    Remove = 1,
    Error = 2,
    Replace = 3,
}

/// <summary>A queue between interpreters; belongs to the process. Who waits is woken, nobody polls.</summary>
internal sealed class InterpreterQueue(long id, long maxSize, UnboundItems unbound)
{
    private static readonly ConcurrentDictionary<long, InterpreterQueue> s_all = new();
    private static long s_last;

    private readonly LinkedList<Item> _items = [];
    private int _bindings;

    public long Id { get; } = id;

    /// <summary>0 or less for no limit.</summary>
    public long MaxSize { get; } = maxSize;

    public UnboundItems Unbound { get; } = unbound;

    public int Count
    {
        get
        {
            lock (_items)
            {
                return _items.Count;
            }
        }
    }

    public bool IsFull => MaxSize > 0 && Count >= MaxSize;

    public static IEnumerable<InterpreterQueue> All => s_all.Values.OrderBy(static q => q.Id);

    public static InterpreterQueue Create(long maxSize, UnboundItems unbound)
    {
        var queue = new InterpreterQueue(Interlocked.Increment(ref s_last), maxSize, unbound);
        s_all[queue.Id] = queue;
        return queue;
    }

    public static InterpreterQueue? Find(long id) => s_all.GetValueOrDefault(id);

    public static bool Destroy(long id) => s_all.TryRemove(id, out _);

    /// <summary>One more object refers to the queue; with the last of them it goes.</summary>
    public void Bind() => Interlocked.Increment(ref _bindings);

    public void Unbind()
    {
        if (Interlocked.Decrement(ref _bindings) == 0)
        {
            Destroy(Id);
        }
    }

    /// <summary>The interpreter has ended: what it put is treated as was asked for.</summary>
    public static void ForgetItemsOf(long interpreter)
    {
        foreach (InterpreterQueue queue in s_all.Values)
        {
            lock (queue._items)
            {
                for (LinkedListNode<Item>? node = queue._items.First; node is not null;)
                {
                    LinkedListNode<Item>? next = node.Next;
                    if (node.Value.Interpreter == interpreter)
                    {
                        if (node.Value.Unbound == UnboundItems.Remove)
                        {
                            queue._items.Remove(node);
                        }
                        else
                        {
                            node.Value = node.Value with { Content = null, Interpreter = -1 };
                        }
                    }

                    node = next;
                }

                Monitor.PulseAll(queue._items);
            }
        }
    }

    public WaitResult Put(ThreadState thread, Parcel content, UnboundItems unbound, TimeSpan timeout)
    {
        var item = new Item(content, ChildInterpreters.Current(thread).Id, unbound);
        lock (_items)
        {
            if (TryPut(item))
            {
                return WaitResult.Done;
            }
        }

        return timeout == TimeSpan.Zero ? WaitResult.TimedOut : Waiting.Wait(thread, _items, (Queue: this, Item: item), static s => s.Queue.TryPut(s.Item), timeout);
    }

    /// <summary>Takes an item; a null content stands for one whose interpreter has ended.</summary>
    public WaitResult Take(ThreadState thread, TimeSpan timeout, out Parcel? content, out UnboundItems unbound)
    {
        var holder = new Item[1];
        WaitResult result;
        lock (_items)
        {
            result = TryTake(holder) ? WaitResult.Done : WaitResult.TimedOut;
        }

        if (result != WaitResult.Done && timeout != TimeSpan.Zero)
        {
            result = Waiting.Wait(thread, _items, (Queue: this, Holder: holder), static s => s.Queue.TryTake(s.Holder), timeout);
        }

        content = holder[0].Content;
        unbound = holder[0].Unbound;
        return result;
    }

    private bool TryPut(Item item)
    {
        if (MaxSize > 0 && _items.Count >= MaxSize)
        {
            return false;
        }

        _items.AddLast(item);
        Monitor.PulseAll(_items);
        return true;
    }

    private bool TryTake(Item[] holder)
    {
        if (_items.First is not { } first)
        {
            return false;
        }

        holder[0] = first.Value;
        _items.RemoveFirst();
        Monitor.PulseAll(_items);
        return true;
    }

    private readonly record struct Item(Parcel? Content, long Interpreter, UnboundItems Unbound);
}

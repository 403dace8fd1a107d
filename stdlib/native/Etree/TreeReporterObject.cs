using Pyl.Stdlib.Native.Collections;
using Pyl.Stdlib.Native.Expat;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>
/// Stands between a parser and a target, mostly a TreeBuilder: names with a namespace become {uri}local, and what is asked
/// for as an event goes into a queue too.
/// </summary>
public sealed class TreeReporterObject : PyObject, IElementHandlers
{
    private static readonly StrObject s_start = StrObject.Intern("start");
    private static readonly StrObject s_end = StrObject.Intern("end");

    private readonly Value _target;

    // The target's own methods; Unbound for what it has none for.
    private readonly Value _start;
    private readonly Value _end;

    // Names as the parser writes them, and as they stand in a tree. Null before the first in a namespace.
    private DictObject? _names;
    private DequeObject? _queue;
    private bool _queuesStarts;
    private bool _queuesEnds;

    private TreeReporterObject(ThreadState thread, Value target, Value start, Value end)
        : base(thread, TreeReporterMethods.Type)
    {
        _target = target;
        _start = start;
        _end = end;
    }

    /// <summary>A reporter to a borrowed target; null when an exception is set.</summary>
    internal static TreeReporterObject? TryMake(ThreadState thread, Value target)
    {
        Value start = VM.Runtime.Attributes.TryGet(thread, target, s_start);
        Value end = start.IsError ? start : VM.Runtime.Attributes.TryGet(thread, target, s_end);
        if (end.IsError)
        {
            thread.Release(start);
            return null;
        }

        return new TreeReporterObject(thread, thread.Retain(target), start, end);
    }

    /// <summary>Queues starts or ends from now on; the queue is borrowed.</summary>
    internal void Queue(ThreadState thread, DequeObject queue, bool isStart)
    {
        if (_queue is null)
        {
            RefCount.Retain(thread, queue);
            _queue = queue;
        }

        _queuesStarts |= isStart;
        _queuesEnds |= !isStart;
    }

    /// <inheritdoc/>
    public Value Start(ThreadState thread, StrObject name, DictObject? attributes)
    {
        name = InTree(name);
        Value element;
        if (_target.Ref is TreeBuilderObject builder && ReferenceEquals(builder.Type, TreeBuilderMethods.Type))
        {
            DictObject? own = InTree(thread, attributes);
            using CriticalSection.Scope section = CriticalSection.Enter(thread, builder);
            element = builder.Start(thread, Value.Of(name), own);
        }
        else
        {
            DictObject own = InTree(thread, attributes) ?? DictObject.New(thread);
            element = _start.IsUnbound ? thread.CallMethod(_target, s_start, Value.Of(name), Value.Of(own)) : thread.Call(_start, Value.Of(name), Value.Of(own));
            RefCount.Release(thread, own);
        }

        return Finish(thread, element, s_start, _queuesStarts);
    }

    /// <inheritdoc/>
    public Value End(ThreadState thread, StrObject name)
    {
        Value element;
        if (_target.Ref is TreeBuilderObject builder && ReferenceEquals(builder.Type, TreeBuilderMethods.Type))
        {
            using CriticalSection.Scope section = CriticalSection.Enter(thread, builder);
            element = builder.End(thread);
        }
        else
        {
            Value tag = Value.Of(InTree(name));
            element = _end.IsUnbound ? thread.CallMethod(_target, s_end, tag) : thread.Call(_end, tag);
        }

        return Finish(thread, element, s_end, _queuesEnds);
    }

    /// <inheritdoc/>
    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_target);
        thread.Release(_start);
        thread.Release(_end);
        if (_names is { } names)
        {
            RefCount.Release(thread, names);
        }

        if (_queue is { } queue)
        {
            RefCount.Release(thread, queue);
        }
    }

    private Value Finish(ThreadState thread, Value element, StrObject what, bool queues)
    {
        if (queues && !element.IsError)
        {
            TupleObject pair = TupleObject.Steal(thread, [Value.Of(what), thread.Retain(element)]);
            using CriticalSection.Scope section = CriticalSection.Enter(thread, _queue!);
            _queue!.AddLast(thread, Value.Of(pair));
        }

        return element;
    }

    /// <summary>The attributes by their names in the tree, a new reference; null when there are none. The parser keeps nothing of a dict that it has reported.</summary>
    private DictObject? InTree(ThreadState thread, DictObject? attributes)
    {
        if (attributes is null || attributes.Count == 0)
        {
            return null;
        }

        bool isPlain = true;
        for (int place = 0; isPlain && DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
        {
            isPlain = key.Ref is StrObject name && ReferenceEquals(InTree(name), name);
            thread.Release(value);
        }

        if (isPlain)
        {
            RefCount.Retain(thread, attributes);
            return attributes;
        }

        DictObject copy = DictObject.New(thread);
        for (int place = 0; DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
        {
            copy.SetName(thread, InTree((StrObject)key.Ref!), value);
        }

        return copy;
    }

    private StrObject InTree(StrObject name)
    {
        if (name.IsWide ? Array.IndexOf(name.Wide, '}') < 0 : name.Chars.IndexOf('}') < 0)
        {
            return name;
        }

        _names ??= new DictObject();
        if (_names.GetName(name).Ref is StrObject known)
        {
            return known;
        }

        StrObject full = StrObject.Concatenate(StrObject.OfChar('{'), name);
        _names.SetName(name, Value.Of(full));
        return full;
    }
}

/// <summary>The methods of Reporter, which are a parser's handlers.</summary>
[PyType("Reporter", typeof(TreeReporterObject), Module = "_elementtree", Locks = true)]
internal static class TreeReporterMethods
{
    internal static readonly TypeObject Type = ElementTreeModule.MakeType("Reporter", TypeFlags.None, "_elementtree");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, Value target) => TreeReporterObject.TryMake(thread, target) is { } made ? Value.Of(made) : Value.Error;

    [PyMethod(Doc = "An element starts.")]
    public static Value Start(ThreadState thread, TreeReporterObject self, StrObject name, DictObject attributes) => self.Start(thread, name, attributes);

    [PyMethod(Doc = "An element ends.")]
    public static Value End(ThreadState thread, TreeReporterObject self, StrObject name) => self.End(thread, name);

    [PyMethod(Doc = "Puts every start (or end) into the queue, from now on.")]
    public static Value Queue(ThreadState thread, TreeReporterObject self, Value queue, bool isStart)
    {
        if (queue.Ref is not DequeObject deque)
        {
            return thread.TypeError("a deque is required");
        }

        self.Queue(thread, deque, isStart);
        return Value.None;
    }
}

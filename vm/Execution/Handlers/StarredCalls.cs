using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Calls with *iterable and **mapping: all arguments are laid out one after another, as calls without stars have them in registers.</summary>
internal static class StarredCalls
{
    /// <summary>Most arguments that go through the thread's own buffer.</summary>
    private const int BufferLength = 32;

    /// <summary>Calls R[a] with the items of R[a + 1] and those of the dict (null for none), which stands in R[a + 2]; the result goes to R[a].</summary>
    public static Flow Call(ThreadState thread, Frame frame, ref Value registers, int a, bool hasKeywords, DictObject? keywords)
    {
        Value callee = Unsafe.Add(ref registers, a);
        Value starred = Unsafe.Add(ref registers, a + 1);
        if (callee.Ref is FunctionObject known && TryPush(thread, frame, ref registers, a, hasKeywords, keywords, known, Value.Unbound, starred.Ref) is { } direct)
        {
            return direct;
        }

        if (callee.Ref is MethodObject { Function: FunctionObject bound } method && TryPush(thread, frame, ref registers, a, hasKeywords, keywords, bound, method.Self, starred.Ref) is { } ofMethod)
        {
            return ofMethod;
        }

        Value[]? own = null;
        int positional;
        switch (starred.Ref)
        {
            case TupleObject tuple when IsPlain(tuple):
                positional = tuple.Length;
                break;
            case ListObject list when !FreeThreading.AreSeveral && ReferenceEquals(list.Type, BuiltinTypes.List):
                positional = list.Count;
                break;
            default:
                own = Collect(thread, callee, starred);
                if (own is null)
                {
                    return Flow.Error;
                }

                positional = own.Length;
                break;
        }

        int named = keywords is null ? 0 : keywords.Used;
        Value[] buffer = Rent(thread, positional + named);
        Span<Value> all = buffer.AsSpan(0, positional + named);
        Fill(thread, starred, own, all[..positional]);
        ref object? site = ref frame.Code.Caches[frame.Pc - 1];
        StarredCallCache? cache = keywords is null ? null : NamesAndValues(keywords, ref site, all[positional..]);
        if (cache is not null)
        {
            RefCount.RetainAll(thread, all[positional..]);
        }

        var names = new Keywords(cache?.Names);
        if (callee.Ref is FunctionObject function)
        {
            // Without C# recursion: into the callee's window.
            Flow flow = CallSlow.PushArguments(thread, frame, function, a, Value.Unbound, all, names);
            Return(thread, buffer, all);
            if (flow == Flow.Frame)
            {
                RefCount.Retain(thread, function);
                Registers.DropRange(thread, ref Unsafe.Add(ref registers, a), hasKeywords ? 3 : 2);
            }

            return flow;
        }

        Value value = Calls.CallVector(thread, callee, all, names);
        Return(thread, buffer, all);
        if (value.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, a), hasKeywords ? 3 : 2);
        Unsafe.Add(ref registers, a) = value;
        return CallSlow.AfterNative(thread);
    }

    /// <summary>
    /// Calls a function, a method's with its self first, with a tuple's or list's items and a dict's values, which go from there into its window. Null, and nothing
    /// has been done, where the call needs the general way.
    /// </summary>
    private static Flow? TryPush(
        ThreadState thread, Frame frame, ref Value registers, int a, bool hasKeywords, DictObject? keywords, FunctionObject function, Value self, PyObject? starred)
    {
        // Nothing between here and the end can run user code: tuple, list and dict hold what they have.
        var list = starred as ListObject;
        int count = list is null ? 0 : list.Count;
        int named = keywords is null ? 0 : keywords.Used;
        if (list is null ? starred is not TupleObject items || !IsPlain(items) : !ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            return null;
        }

        if (count + named > 0 && (count + named > BufferLength || FreeThreading.AreSeveral))
        {
            return null;
        }

        Value[] buffer = count + named == 0 ? [] : Rent(thread, count + named);
        for (int i = 0; i < count; i++)
        {
            buffer[i] = list!.Peek(i);
        }

        ref Value first = ref MemoryMarshal.GetArrayDataReference(buffer);
        ref Value positional = ref first;
        int given = count;
        if (list is null)
        {
            TupleObject tuple = Unsafe.As<TupleObject>(starred!);
            positional = ref tuple.First;
            given = tuple.Length;
        }

        ref object? site = ref frame.Code.Caches[frame.Pc - 1];
        Flow? flow;
        if (keywords is null)
        {
            if (site is not StarredCallCache)
            {
                site = new StarredCallCache([]);
            }

            // How the arguments fall without names is kept apart: a call that hands on **kwargs often has none.
            flow = KeywordCalls.TryPushBorrowed(
                thread, frame, ref Unsafe.As<StarredCallCache>(site!).PlainMatch, ref positional, given, ref first, function, self, [], a);
        }
        else
        {
            StarredCallCache cache = NamesAndValues(keywords, ref site, buffer.AsSpan(count, named));
            flow = KeywordCalls.TryPushBorrowed(thread, frame, ref cache.Match, ref positional, given, ref Unsafe.Add(ref first, count), function, self, cache.Names, a);
        }

        if (count + named > 0)
        {
            Array.Clear(buffer, 0, count + named);
            thread.ArgumentBuffer = buffer;
        }

        if (flow == Flow.Frame)
        {
            if (self.IsUnbound)
            {
                // The function's reference has moved into the frame.
                Unsafe.Add(ref registers, a).Ref = null;
            }
            else
            {
                RefCount.Retain(thread, function);
                Registers.Drop(thread, ref Unsafe.Add(ref registers, a));
            }

            Registers.Drop(thread, ref Unsafe.Add(ref registers, a + 1));
            if (hasKeywords)
            {
                Registers.Drop(thread, ref Unsafe.Add(ref registers, a + 2));
            }
        }

        return flow;
    }

    /// <summary>The tuple's iterator gives its items: it is no instance of a subclass with an __iter__ of its own.</summary>
    public static bool IsPlain(TupleObject tuple) =>
        ReferenceEquals(tuple.Type, BuiltinTypes.Tuple) || ReferenceEquals(tuple.Type.Slot(SpecialMethod.Iter).Method, BuiltinTypes.Tuple.Slot(SpecialMethod.Iter).Method);

    private static Value[] Rent(ThreadState thread, int length)
    {
        if (length > BufferLength)
        {
            return new Value[length];
        }

        Value[] buffer = thread.ArgumentBuffer ?? new Value[BufferLength];
        thread.ArgumentBuffer = null;
        return buffer;
    }

    /// <summary>Releases what is left of the arguments and gives the buffer back.</summary>
    private static void Return(ThreadState thread, Value[] buffer, Span<Value> all)
    {
        foreach (ref Value value in all)
        {
            if (value.Ref is { } reference)
            {
                value.Ref = null;
                RefCount.Release(thread, reference);
            }
        }

        if (buffer.Length == BufferLength)
        {
            thread.ArgumentBuffer = buffer;
        }
    }

    private static void Fill(ThreadState thread, Value starred, Value[]? own, Span<Value> target)
    {
        if (own is not null)
        {
            own.CopyTo(target);
            return;
        }

        if (starred.Ref is TupleObject tuple)
        {
            tuple.Span.CopyTo(target);
            RefCount.RetainAll(thread, target);
            return;
        }

        var list = Unsafe.As<ListObject>(starred.Ref!);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = list.Get(thread, i);
        }
    }

    /// <summary>Copies the values, borrowed; the names come from the call site when they are the same as the last time.</summary>
    private static StarredCallCache NamesAndValues(DictObject keywords, ref object? site, Span<Value> values)
    {
        var cache = site as StarredCallCache;
        bool same = cache is not null && cache.Names.Length == values.Length;
        DictKeys keys = keywords.Keys;
        int at = 0;
        for (int i = keys.First; i < keys.Count && at < values.Length; i++)
        {
            if (keys.Entries[i].Content is { } content)
            {
                same = same && ReferenceEquals(keys.Entries[i].Key.Ref, cache!.Names[at]);
                values[at++] = Slot.Peek(content);
            }
        }

        if (same)
        {
            return cache!;
        }

        var names = new StrObject[values.Length];
        at = 0;
        for (int i = keys.First; i < keys.Count && at < names.Length; i++)
        {
            if (keys.Entries[i].Content is not null)
            {
                names[at++] = ((StrObject)keys.Entries[i].Key.Ref!).Intern();
            }
        }

        cache = new StarredCallCache(names) { PlainMatch = cache?.PlainMatch };
        site = cache;
        return cache;
    }

    /// <summary>New references to the items of what follows the star; null when an exception is set.</summary>
    private static Value[]? Collect(ThreadState thread, Value callee, Value iterable)
    {
        if (!iterable.Type.Slot(SpecialMethod.Iter).IsDefined && !iterable.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            thread.TypeError($"{CallSlow.Describe(thread, callee)} argument after * must be an iterable, not {iterable.Type.Name}");
            return null;
        }

        if (LengthHint.IsBeyondMemory(thread, iterable))
        {
            return null;
        }

        var items = new ValueBuffer(0);
        return items.TryAddAll(thread, iterable) ? items.ToArray() : null;
    }
}

/// <summary>The names of a ** call, as they were the last time, and how they fall into the callee's parameters.</summary>
internal sealed class StarredCallCache(StrObject[] names)
{
    public readonly StrObject[] Names = names;

    /// <summary>A <see cref="KeywordCallCache"/>.</summary>
    public object? Match;

    /// <summary>The same for a call without names.</summary>
    public object? PlainMatch;
}

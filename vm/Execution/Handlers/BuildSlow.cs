using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Building containers from runs of temporaries.</summary>
internal static class BuildSlow
{
    /// <summary>Moves a run of temporaries into a new array.</summary>
    public static Value[] TakeAll(ref Value first, int count)
    {
        Value[] items = MemoryMarshal.CreateSpan(ref first, count).ToArray();
        MemoryMarshal.CreateSpan(ref first, count).Clear();
        return items;
    }

    /// <summary>Moves a run of temporaries into a new tuple.</summary>
    public static TupleObject Tuple(ThreadState thread, ref Value first, int count)
    {
        TupleObject tuple = TupleObject.Steal(thread, ref first, count);
        for (int i = 0; i < count; i++)
        {
            // What is not counted may stay behind.
            ref Value register = ref Unsafe.Add(ref first, i);
            if (register.Ref is { } reference && reference.OwnerId != RefCount.Uncounted)
            {
                register.Ref = null;
            }
        }

        return tuple;
    }

    public static ListObject List(ThreadState thread, ref Value first, int count)
    {
        ListObject list = ListObject.New(thread);
        if (count == 0)
        {
            return list;
        }

        list.Count = count;
        list.Storage = AllInts(ref first, count) ? Ints(ref first, count) : Mixed(ref first, count);
        return list;
    }

    private static bool AllInts(ref Value first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (Unsafe.Add(ref first, i).Ref is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static IntStorage Ints(ref Value first, int count)
    {
        var storage = new IntStorage(count);
        long[] items = storage.Items;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Unsafe.Add(ref first, i).Bits;
        }

        return storage;
    }

    private static ObjectStorage Objects(ref Value first, int count)
    {
        var storage = new ObjectStorage(count);

        // The array is of objects exactly: no check of what is stored.
        ref object? slot = ref MemoryMarshal.GetArrayDataReference(storage.Items);
        for (int i = 0; i < count; i++)
        {
            ref Value register = ref Unsafe.Add(ref first, i);
            Unsafe.Add(ref slot, i) = Slot.Content(register);
            register.Ref = null;
        }

        return storage;
    }

    /// <summary>Floats alone, or anything.</summary>
    private static ListStorage Mixed(ref Value first, int count)
    {
        if (first.Ref is not null && !first.IsFloat)
        {
            return Objects(ref first, count);
        }

        ListStorage storage = ListStorage.For(first, count);
        for (int i = 0; i < count; i++)
        {
            ref Value register = ref Unsafe.Add(ref first, i);
            if (!storage.TryInitialise(i, register))
            {
                storage = storage.Widen(register, count);
                storage.TryInitialise(i, register);
            }

            register.Ref = null;
        }

        return storage;
    }

    public static Flow Set(ThreadState thread, ref Value registers, int a, int b, int count)
    {
        var set = new SetObject(thread);
        for (int i = 0; i < count; i++)
        {
            if (set.Add(thread, Unsafe.Add(ref registers, b + i)) < 0)
            {
                RefCount.Release(thread, set);
                return Flow.Error;
            }
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, b), count);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(set));
        return Flow.Next;
    }

    public static Flow Map(ThreadState thread, ref Value registers, int a, int b, int pairs)
    {
        DictObject dict = pairs == 0 ? thread.Spares.TakeMap(thread) : DictObject.New(thread);
        if (pairs is > 0 and <= Spares.TableCapacity)
        {
            dict.TakeSpareTable(thread);
        }

        dict.Reserve(pairs);
        for (int i = 0; i < pairs; i++)
        {
            if (!dict.Set(thread, Unsafe.Add(ref registers, b + (2 * i)), Unsafe.Add(ref registers, b + (2 * i) + 1)))
            {
                RefCount.Release(thread, dict);
                return Flow.Error;
            }
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, b), 2 * pairs);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(dict));
        return Flow.Next;
    }

    public static Flow String(ThreadState thread, ref Value registers, int a, int b, int count)
    {
        bool wide = false;
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            var part = Unsafe.As<StrObject>(Unsafe.Add(ref registers, b + i).Ref!);
            wide |= part.IsWide;
            length = checked(length + part.Length);
        }

        StrObject text;
        if (wide)
        {
            int[] points = new int[length];
            int at = 0;
            for (int i = 0; i < count; i++)
            {
                var part = Unsafe.As<StrObject>(Unsafe.Add(ref registers, b + i).Ref!);
                part.CopyTo(points.AsSpan(at));
                at += part.Length;
            }

            text = StrObject.OfCodePoints(points);
        }
        else
        {
            var builder = new string('\0', length);
            Span<char> span = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(builder.AsSpan()), length);
            int at = 0;
            for (int i = 0; i < count; i++)
            {
                string part = Unsafe.As<StrObject>(Unsafe.Add(ref registers, b + i).Ref!).Narrow;
                part.CopyTo(span[at..]);
                at += part.Length;
            }

            text = StrObject.OfNarrow(builder);
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, b), count);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(text));
        return Flow.Next;
    }

    public static Flow ListExtend(ThreadState thread, Frame frame, ref Value registers, int a, int b)
    {
        Value iterable = Unsafe.Add(ref registers, b);
        if (!iterable.Type.Slot(SpecialMethod.Iter).IsDefined && !iterable.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            thread.TypeError($"Value after * must be an iterable, not {iterable.Type.Name}");
            return Flow.Error;
        }

        if (!ListMethods.TryExtend(thread, Unsafe.As<ListObject>(Unsafe.Add(ref registers, a).Ref!), iterable))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        return Flow.Next;
    }

    public static Flow SetAdd(ThreadState thread, Frame frame, ref Value registers, int a, int b)
    {
        if (Unsafe.Add(ref registers, a).Ref is not SetObject set)
        {
            // A module can bind __conditional_annotations__ to anything.
            thread.TypeError($"'{Unsafe.Add(ref registers, a).Type.Name}' object is not a set");
            return Flow.Error;
        }

        if (set.Add(thread, Unsafe.Add(ref registers, b)) < 0)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        return Flow.Next;
    }

    public static Flow SetUpdate(ThreadState thread, Frame frame, ref Value registers, int a, int b)
    {
        var set = Unsafe.As<SetObject>(Unsafe.Add(ref registers, a).Ref!);
        if (!SetOperations.Update(thread, set, Unsafe.Add(ref registers, b)))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        return Flow.Next;
    }

    public static Flow MapAdd(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        if (!Unsafe.As<DictObject>(Unsafe.Add(ref registers, a).Ref!).Set(thread, Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, c)))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        Registers.Consume(thread, frame, ref registers, c);
        return Flow.Next;
    }

    public static Flow MapUpdate(ThreadState thread, Frame frame, ref Value registers, int a, int b)
    {
        Value source = Unsafe.Add(ref registers, b);
        var dict = Unsafe.As<DictObject>(Unsafe.Add(ref registers, a).Ref!);
        if (!MappingIteration.IsMapping(thread, source))
        {
            if (!thread.HasException)
            {
                thread.TypeError($"'{source.Type.Name}' object is not a mapping");
            }

            return Flow.Error;
        }

        if (!DictUpdate.TryMerge(thread, dict, source))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        return Flow.Next;
    }

    public static Flow MapMerge(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value source = Unsafe.Add(ref registers, b);
        Value callee = Unsafe.Add(ref registers, c);
        var dict = Unsafe.As<DictObject>(Unsafe.Add(ref registers, a).Ref!);
        if (!MappingIteration.IsMapping(thread, source))
        {
            if (!thread.HasException)
            {
                thread.TypeError($"{CallSlow.Describe(thread, callee)} argument after ** must be a mapping, not {source.Type.Name}");
            }

            return Flow.Error;
        }

        if (dict.Used == 0 && !FreeThreading.AreSeveral && source.Ref is DictObject given && ReferenceEquals(given.Type, BuiltinTypes.Dict) && HasNamesOnly(given))
        {
            if (frame.Code.Instructions[frame.Pc].Op == Bytecode.Opcode.CallStarred && given.Used != 0)
            {
                // The call reads it at once and leaves it as it is: no copy is needed.
                ref Value target = ref Unsafe.Add(ref registers, a);
                if (thread.Spares.HasMap)
                {
                    Registers.Set(thread, ref target, thread.Retain(source));
                }
                else
                {
                    // The empty one was made for this call.
                    thread.Spares.GiveMap(dict);
                    target = thread.Retain(source);
                }
            }
            else
            {
                dict.CopyFrom(thread, given);
            }

            Registers.Consume(thread, frame, ref registers, b);
            return Flow.Next;
        }

        bool merged = MappingIteration.ForEach(thread, source, (dict, callee), static (thread, state, key, value) =>
        {
            if (key.Ref is not StrObject)
            {
                thread.TypeError("keywords must be strings");
                return false;
            }

            Value present = state.dict.Get(thread, key);
            if (!present.IsUnbound)
            {
                if (!present.IsError)
                {
                    thread.TypeError($"{CallSlow.Describe(thread, state.callee)} got multiple values for keyword argument '{key.Ref}'");
                }

                return false;
            }

            return state.dict.Set(thread, key, value);
        });
        if (!merged)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, b);
        return Flow.Next;
    }

    private static bool HasNamesOnly(DictObject dict)
    {
        DictKeys keys = dict.Keys;
        for (int i = keys.First; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is not null && keys.Entries[i].Key.Ref is not StrObject)
            {
                return false;
            }
        }

        return true;
    }

    public static TupleObject ToTuple(ThreadState thread, ListObject list)
    {
        var items = new Value[list.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = list.Get(thread, i);
        }

        return TupleObject.Steal(thread, items);
    }
}

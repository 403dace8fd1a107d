using Pyl.VM.Parallelism;
using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Finding names in namespaces.</summary>
internal static class NameLookup
{
    /// <summary>LoadGlobal without a valid cache: looks the name up and fills the cache.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Global(ThreadState thread, Frame frame, ref Value registers, int a, int b)
    {
        StrObject name = frame.Code.Names[b];
        DictObject owner = frame.Globals;
        if (owner.Type.IsHeap || frame.Builtins.Type.IsHeap)
        {
            return InSubclass(thread, frame, ref registers, a, name);
        }

        int position = owner.Keys.FindName(name, name.Hash);
        if (position < 0)
        {
            owner = frame.Builtins;
            position = owner.Keys.FindName(name, name.Hash);
        }

        if (position < 0)
        {
            return Unbound.Name(thread, name);
        }

        // The key may have replaced its table meanwhile (free threading): the cache then just never matches.
        DictKeys keys = owner.Keys;
        if (position >= keys.Count || keys.Entries[position].Content is not { } content)
        {
            return Unbound.Name(thread, name);
        }

        frame.Code.Caches[frame.Pc - 1] = new GlobalCache(owner, keys, position, frame.Globals);
        if (FreeThreading.AreSeveral)
        {
            Value value = owner.LoadName(thread, name);
            return value.IsUnbound ? Unbound.Name(thread, name) : Write(thread, ref registers, a, value);
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Slot.Load(thread, content));
        return Flow.Next;
    }

    /// <summary>Globals or builtins of a class that derives from dict: its __getitem__ and __missing__ have a say, so nothing is kept.</summary>
    private static Flow InSubclass(ThreadState thread, Frame frame, ref Value registers, int a, StrObject name)
    {
        Value found = InNamespace(thread, Value.Of(frame.Globals), name);
        if (found.IsUnbound)
        {
            found = InNamespace(thread, Value.Of(frame.Builtins), name);
        }

        return found.IsUnbound ? Unbound.Name(thread, name) : Write(thread, ref registers, a, found);
    }

    /// <summary>StoreGlobal: the value's reference moves in. The call site remembers the name's entry.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow StoreGlobal(ThreadState thread, Frame frame, int a, Value value)
    {
        DictObject globals = frame.Globals;
        StrObject name = frame.Code.Names[a];
        if (FreeThreading.AreSeveral)
        {
            globals.SetName(thread, name, value);
            return Flow.Next;
        }

        ref object? site = ref frame.Code.Caches[frame.Pc - 1];
        if (site is GlobalCache cache && cache.TryLoad(frame, out _))
        {
            Slot.Store(thread, ref cache.Content, value);
            return Flow.Next;
        }

        DictKeys keys = globals.Keys;
        int position = keys.FindName(name, name.Hash);
        if (position >= 0 && keys.Entries[position].Content is not null)
        {
            site = new GlobalCache(globals, keys, position, globals);
        }

        globals.SetName(thread, name, value);
        return Flow.Next;
    }

    /// <summary>A new reference from a class body's or exec's namespace, any mapping; Unbound when missing, Error.</summary>
    public static Value InNamespace(ThreadState thread, Value mapping, StrObject name)
    {
        if (mapping.Ref is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            return dict.LoadName(thread, name);
        }

        Value found = Items.Get(thread, mapping, Value.Of(name));
        return found.IsError && thread.ClearIf(ExceptionTypes.KeyError) ? Value.Unbound : found;
    }

    /// <summary>Writes what was found, or the global or builtin of the name.</summary>
    public static Flow OrGlobal(ThreadState thread, Frame frame, ref Value registers, int a, StrObject name, Value found)
    {
        if (found.IsUnbound)
        {
            found = frame.Globals.LoadName(thread, name);
            if (found.IsUnbound)
            {
                found = InNamespace(thread, Value.Of(frame.Builtins), name);
            }
        }

        if (found.IsUnbound)
        {
            return Unbound.Name(thread, name);
        }

        return Write(thread, ref registers, a, found);
    }

    /// <summary>Writes what was found, or the content of the free variable.</summary>
    public static Flow OrFree(ThreadState thread, Frame frame, ref Value registers, int a, int free, Value found)
    {
        if (found.IsUnbound)
        {
            found = SharedSlots.LoadCell(thread, (CellObject)frame.Closure[free]!);
        }

        return found.IsUnbound ? Unbound.Free(thread, frame, free) : Write(thread, ref registers, a, found);
    }

    /// <summary>StoreName; the value's reference moves in.</summary>
    public static Flow Store(ThreadState thread, Frame frame, StrObject name, Value value)
    {
        PyObject mapping = frame.Namespace ?? frame.Globals;
        if (mapping is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            dict.SetName(thread, name, value);
            return Flow.Next;
        }

        bool stored = Items.Set(thread, Value.Of(mapping), Value.Of(name), value);
        thread.Release(value);
        return stored ? Flow.Next : Flow.Error;
    }

    /// <summary>DeleteName.</summary>
    public static Flow Delete(ThreadState thread, Frame frame, StrObject name)
    {
        PyObject mapping = frame.Namespace ?? frame.Globals;
        if (mapping is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            return dict.RemoveName(thread, name) ? Flow.Next : Unbound.Name(thread, name);
        }

        if (Items.Delete(thread, Value.Of(mapping), Value.Of(name)))
        {
            return Flow.Next;
        }

        return thread.ClearIf(ExceptionTypes.KeyError) ? Unbound.Name(thread, name) : Flow.Error;
    }

    private static Flow Write(ThreadState thread, ref Value registers, int a, Value found)
    {
        if (found.IsError)
        {
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), found);
        return Flow.Next;
    }
}

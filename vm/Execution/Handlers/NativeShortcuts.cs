using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>
/// The builtin functions that programs call most, on exact builtin types: done in place, without binding arguments or taking references for
/// the length of a call. Only while no other thread reads without locks.
/// </summary>
internal static class NativeShortcuts
{
    /// <summary>
    /// Calls the function in a register; arguments, temporaries, follow it, and the result takes its place. Null when this is not the way: then
    /// nothing has been done.
    /// </summary>
    public static Flow? TryCall(ThreadState thread, Frame frame, ref Value target, int register, NativeFunction native, int count)
    {
        if (FreeThreading.AreSeveral && native.Shortcut > NativeShortcut.Send)
        {
            return null;
        }

        ref Value first = ref Unsafe.Add(ref target, 1);
        switch (native.Shortcut)
        {
            case NativeShortcut.Append when count == 2 && first.Ref is ListObject list && ReferenceEquals(native.Owner, BuiltinTypes.List):
                Value item = Unsafe.Add(ref target, 2);
                Unsafe.Add(ref target, 2).Ref = null;
                list.Add(item);
                target = Value.None;
                Registers.Drop(thread, ref first);
                return Flow.Next;

            case NativeShortcut.Get when count is 2 or 3 && first.Ref is DictObject dict && ReferenceEquals(native.Owner, BuiltinTypes.Dict):
                return Get(thread, ref target, dict, count);

            case NativeShortcut.Length when count == 1 && native.Module == "builtins":
                long length = LengthOf(first);
                if (length < 0)
                {
                    return null;
                }

                target = Value.Int(length);
                Registers.Drop(thread, ref first);
                return Flow.Next;

            case NativeShortcut.Next or NativeShortcut.Send:
                return GeneratorFlow.Call(thread, frame, native, register, count);

            default:
                return null;
        }
    }

    private static Flow Get(ThreadState thread, ref Value target, DictObject dict, int count)
    {
        Value found = dict.Get(thread, Unsafe.Add(ref target, 2));
        if (found.IsError)
        {
            return Flow.Error;
        }

        if (found.IsUnbound)
        {
            found = count == 3 ? Unsafe.Add(ref target, 3) : Value.None;
        }

        RefCount.Retain(thread, found);
        target = found;
        Registers.DropRange(thread, ref Unsafe.Add(ref target, 1), count);
        return Flow.Next;
    }

    /// <summary>The length of an exact list, tuple, str or dict; -1 for anything else.</summary>
    private static long LengthOf(Value value)
    {
        if (value.Ref is not { } container)
        {
            return -1;
        }

        TypeObject type = container.Type;
        return ReferenceEquals(type, BuiltinTypes.List) ? Unsafe.As<ListObject>(container).Count
            : ReferenceEquals(type, BuiltinTypes.Str) ? Unsafe.As<StrObject>(container).Length
            : ReferenceEquals(type, BuiltinTypes.Tuple) ? Unsafe.As<TupleObject>(container).Length
            : ReferenceEquals(type, BuiltinTypes.Dict) ? Unsafe.As<DictObject>(container).Used
            : -1;
    }
}

using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The variables of a frame by name (PEP 667): reading, and writing through to the registers.</summary>
internal static class FrameLocals
{
    /// <summary>frame.f_locals: the namespace of module and class code, a write-through proxy for functions; a new reference.</summary>
    public static Value Of(ThreadState thread, FrameObject frame)
    {
        if ((frame.Code.Code.Flags & CodeFlags.Optimized) == 0)
        {
            PyObject ns = (frame.Live is { } live ? live.Namespace : frame.Namespace) ?? frame.Globals;
            return thread.Retain(Value.Of(ns));
        }

        RefCount.Retain(thread, frame);
        return Value.Of(new FrameLocalsProxyObject(thread, frame));
    }

    /// <summary>All variables that are bound, and what programs have added; a new dict.</summary>
    public static DictObject Snapshot(ThreadState thread, FrameObject frame)
    {
        Registers(frame, out ReadOnlySpan<Value> registers, out object?[] closure);
        DictObject all = FrameLifetime.Locals(thread, frame.Code.Code, registers, closure);
        if (frame.Extra is { } extra)
        {
            MappingIteration.ForEach(thread, Value.Of(extra), all, static (thread, target, key, value) => target.Set(thread, key, value));
        }

        return all;
    }

    /// <summary>Sets a variable, or keeps the value under a name that is none; both borrowed. False when an exception is set.</summary>
    public static bool Set(ThreadState thread, FrameObject frame, Value name, Value value)
    {
        CodeObject code = frame.Code.Code;
        string? text = (name.Ref as StrObject)?.ToString();
        int local = text is null ? -1 : code.LocalNames.IndexOf(text);
        if (local >= 0 && (code.LocalKinds[local] & LocalKind.Hidden) == 0 && Register(frame, local, out Value[]? window, out int index))
        {
            ref Value register = ref window![index];
            if ((code.LocalKinds[local] & LocalKind.Cell) != 0 && register.Ref is CellObject cell)
            {
                Slot.Store(thread, ref cell.Content, thread.Retain(value));
            }
            else
            {
                Value replaced = register;
                register = thread.Retain(value);
                frame.LetGo(thread, replaced);
            }

            return true;
        }

        int free = text is null ? -1 : code.FreeNames.IndexOf(text);
        object?[] closure = frame.Live?.Closure ?? frame.FinalClosure;
        if (free >= 0 && free < closure.Length)
        {
            Slot.Store(thread, ref ((CellObject)closure[free]!).Content, thread.Retain(value));
            return true;
        }

        frame.Extra ??= new DictObject(thread);
        return frame.Extra.Set(thread, name, value);
    }

    /// <summary>True for the name of a variable, which cannot be removed.</summary>
    public static bool IsVariable(FrameObject frame, Value name) =>
        name.Ref is StrObject text && (frame.Code.Code.LocalNames.Contains(text.ToString()) || frame.Code.Code.FreeNames.Contains(text.ToString()));

    private static void Registers(FrameObject frame, out ReadOnlySpan<Value> registers, out object?[] closure)
    {
        if (frame.Live is { } live)
        {
            registers = live.Window.AsSpan(live.Base, live.LocalCount);
            closure = live.Closure;
            return;
        }

        registers = frame.FinalValues;
        closure = frame.FinalValues is null ? [] : frame.FinalClosure;
    }

    private static bool Register(FrameObject frame, int local, out Value[]? window, out int index)
    {
        if (frame.Live is { } live)
        {
            window = live.Window;
            index = live.Base + local;
            return true;
        }

        window = frame.FinalValues;
        index = local;
        return window is not null;
    }
}

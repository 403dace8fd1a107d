using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>The Python frame objects of activations.</summary>
internal static class FrameLifetime
{
    /// <summary>The frame object of an activation, a new reference; made on first use. Null for the frame below all others.</summary>
    public static FrameObject? ObjectOf(ThreadState thread, Frame? frame)
    {
        if (frame?.Back is null || frame.Code is null)
        {
            return null;
        }

        return ObjectOfActivation(thread, frame);
    }

    /// <summary>The frame object of an activation that may be suspended, a new reference.</summary>
    public static FrameObject ObjectOfActivation(ThreadState thread, Frame frame)
    {
        if (frame.Object is { } present)
        {
            RefCount.Retain(thread, present);
            return present;
        }

        frame.IsObserved = true;
        FrameObject made = FrameObject.Make(thread, frame.Code, frame.Globals);
        made.Live = frame;
        return frame.Object = made;
    }

    /// <summary>
    /// An observed activation ends: its frame object, and the tracebacks that it caught, get its locals. Called while they
    /// are still in their registers; what is kept moves out of them. Tracebacks link their frames themselves, so unwinding
    /// need not make the caller's frame object (<paramref name="linkBack"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Detach(ThreadState thread, Frame frame, bool linkBack = true)
    {
        frame.Noted?.MakeEntry();
        frame.IsObserved = false;
        FrameObject? kept = frame.Object;
        for (TracebackObject? caught = frame.Caught; caught is not null; caught = caught.EarlierInFrame)
        {
            caught.IsLinked = false;
            if ((caught.Status & ObjectFlags.Dead) != 0)
            {
                continue;
            }

            caught.Live = null;
            if (caught.Frame is null)
            {
                if (kept is null)
                {
                    kept = FrameObject.Make(thread, frame.Code, frame.Globals);
                }
                else
                {
                    RefCount.Retain(thread, kept);
                }

                caught.Frame = kept;
                caught.LinkBack(thread);
            }
        }

        frame.Caught = null;
        frame.Object = null;
        if (kept is not null)
        {
            Keep(thread, frame, kept, linkBack);
            kept.ReleaseReplaced(thread);
        }
    }

    /// <summary>The exception's newest traceback entry belongs to the activation, which has caught it and goes on.</summary>
    public static void Catch(Frame frame, TracebackObject caught)
    {
        TracebackObject? earlier = frame.Caught;
        while (earlier is not null && (earlier.Status & ObjectFlags.Dead) != 0)
        {
            earlier = earlier.EarlierInFrame;
        }

        // Raised again, it is in the chain already, behind others that were caught since: a second link would close a circle.
        for (TracebackObject? known = caught.IsLinked ? earlier : null; known is not null; known = known.EarlierInFrame)
        {
            if (ReferenceEquals(known, caught))
            {
                return;
            }
        }

        caught.EarlierInFrame = earlier;
        caught.IsLinked = true;
        frame.Caught = caught;
        frame.IsObserved = true;
    }

    private static void Keep(ThreadState thread, Frame frame, FrameObject kept, bool linkBack)
    {
        kept.Live = null;
        kept.FinalInstruction = frame.Pc - 1;
        kept.KeepLocals(frame.Window.AsSpan(frame.Base, frame.LocalCount));
        kept.FinalClosure = frame.Closure;
        if (frame.Function is { } function)
        {
            RefCount.Retain(thread, function);
            kept.Function = function;
        }

        if (frame.Namespace is { } ns)
        {
            RefCount.Retain(thread, ns);
            kept.Namespace = ns;
        }

        if (linkBack && frame.Back is { Back: not null } back)
        {
            kept.Back = ObjectOfActivation(thread, back);
        }
    }

    /// <summary>The values of the locals by name, a new dict (frame.f_locals, locals()).</summary>
    public static DictObject Locals(ThreadState thread, Frame frame)
    {
        return Locals(thread, frame.Code.Code, frame.Window.AsSpan(frame.Base, frame.LocalCount), frame.Closure);
    }

    /// <summary>
    /// The namespace of module or class code with the variables of the comprehensions that are running in it, a new dict; null
    /// when there are none and the namespace itself serves.
    /// </summary>
    public static DictObject? WithComprehensionVariables(ThreadState thread, Frame frame, PyObject ns)
    {
        LocalKind[] kinds = frame.Code.Code.LocalKinds;
        ReadOnlySpan<Value> registers = frame.Window.AsSpan(frame.Base, frame.LocalCount);
        bool any = false;
        for (int i = 0; i < kinds.Length && !any; i++)
        {
            any = (kinds[i] & LocalKind.Hidden) != 0 && !registers[i].IsUnbound;
        }

        if (!any)
        {
            return null;
        }

        var all = new DictObject(thread);
        MappingIteration.ForEach(thread, Value.Of(ns), all, static (thread, target, key, value) => target.Set(thread, key, value));
        DictObject variables = Locals(thread, frame);
        MappingIteration.ForEach(thread, Value.Of(variables), all, static (thread, target, key, value) => target.Set(thread, key, value));
        RefCount.Release(thread, variables);
        return all;
    }

    /// <summary>The values by name of locals in registers and free variables, a new dict.</summary>
    public static DictObject Locals(ThreadState thread, CodeObject code, ReadOnlySpan<Value> registers, object?[] closure)
    {
        var locals = new DictObject(thread);
        for (int i = 0; i < code.LocalNames.Length && i < registers.Length; i++)
        {
            if ((code.LocalKinds[i] & LocalKind.Internal) != 0)
            {
                continue;
            }

            Value value = registers[i];
            if ((code.LocalKinds[i] & LocalKind.Cell) != 0 && value.Ref is CellObject cell)
            {
                value = Slot.Peek(cell.Content);
            }

            if (!value.IsUnbound)
            {
                locals.SetName(thread, StrObject.Intern(code.LocalNames[i]), thread.Retain(value));
            }
        }

        for (int i = 0; i < code.FreeNames.Length && i < closure.Length; i++)
        {
            Value value = Slot.Peek(((CellObject)closure[i]!).Content);
            if (!value.IsUnbound)
            {
                locals.SetName(thread, StrObject.Intern(code.FreeNames[i]), thread.Retain(value));
            }
        }

        return locals;
    }
}

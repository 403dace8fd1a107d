using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>raise, except, except* and with.</summary>
[OpcodeHandlers]
internal static class ExceptionHandlers
{
    internal static Flow Raise(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        switch (b)
        {
            case 0:
                return RaiseSlow.Handled(thread);
            case 1:
                ref Value register = ref Unsafe.Add(ref registers, a);
                if (register.Ref is ExceptionObject exception)
                {
                    register.Ref = null;
                    thread.RaiseObject(exception);
                    return Flow.Error;
                }

                return RaiseSlow.Value(thread, register);
            default:
                return RaiseSlow.WithCause(thread, Unsafe.Add(ref registers, a), Unsafe.Add(ref registers, a + 1));
        }
    }

    internal static Flow Reraise(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value register = ref Unsafe.Add(ref registers, a);
        var exception = Unsafe.As<ExceptionObject>(register.Ref!);
        if (a >= frame.LocalCount)
        {
            register.Ref = null;
        }
        else
        {
            RefCount.Retain(thread, exception);
        }

        thread.Exception = exception;
        thread.IsReraising = true;
        return Flow.Error;
    }

    internal static Flow PushHandled(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value saved = ref Unsafe.Add(ref registers, a);
        var exception = Unsafe.As<ExceptionObject>(saved.Ref!);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a + 1), Value.Of(exception));
        RefCount.Retain(thread, exception);
        if (frame.Generator is { } generator)
        {
            return HandledInGenerator.Push(thread, generator, exception, ref saved);
        }

        saved = thread.Handled is { } outer ? Value.Of(outer) : Value.Unbound;
        thread.Handled = exception;
        return Flow.Next;
    }

    internal static Flow PopHandled(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value saved = ref Unsafe.Add(ref registers, a);
        var outer = saved.Ref as ExceptionObject;
        saved.Ref = null;
        if (frame.Generator is { } generator)
        {
            return HandledInGenerator.Pop(thread, generator, outer);
        }

        ExceptionObject? handled = thread.Handled;
        thread.Handled = outer;
        if (handled is not null)
        {
            RefCount.Release(thread, handled);
        }

        return Flow.Next;
    }

    internal static Flow JumpIfNotMatch(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        var exception = Unsafe.As<ExceptionObject>(Unsafe.Add(ref registers, a).Ref!);
        Value classes = Unsafe.Add(ref registers, b);
        bool matches;
        if (classes.Ref is TypeObject type && (type.Flags & TypeFlags.Exception) != 0)
        {
            matches = ReferenceEquals(exception.Type, type) || exception.Type.IsSubtypeOf(type);
        }
        else
        {
            if (!ExceptionGroups.CheckClasses(thread, classes))
            {
                return Flow.Error;
            }

            matches = ExceptionGroups.Matches(exception, classes);
        }

        Registers.Consume(thread, frame, ref registers, b);
        if (!matches)
        {
            pc += c;
        }

        return Flow.Next;
    }

    internal static Flow MatchExceptionGroup(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value register = ref Unsafe.Add(ref registers, a);
        if (!ExceptionGroups.Match(thread, register, Unsafe.Add(ref registers, b), out Value match, out Value rest))
        {
            return Flow.Error;
        }

        if (match.Ref is ExceptionObject { Traceback: null } wrapped && !match.Same(register))
        {
            // A naked exception's wrapper shows where it was caught.
            Unwinder.AddTraceback(thread, wrapped, frame, frame.Pc - 1);
        }

        Registers.Consume(thread, frame, ref registers, b);
        if (match.Ref is ExceptionObject handled)
        {
            // The clause handles its part alone.
            HandledInGenerator.Replace(thread, frame.Generator, handled);
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a + 1), match);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), rest);
        return Flow.Next;
    }

    internal static Flow PrepareReraiseGroup(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value result = ExceptionGroups.PrepareReraise(thread, Unsafe.Add(ref registers, b), Unsafe.As<ListObject>(Unsafe.Add(ref registers, b + 1).Ref!));
        if (result.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, b), 2);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }

    internal static Flow BeforeWith(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return WithProtocol.Enter(thread, frame, ref registers, a, b, isAsync: false);
    }

    internal static Flow BeforeAsyncWith(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return WithProtocol.Enter(thread, frame, ref registers, a, b, isAsync: true);
    }

    internal static Flow WithExceptStart(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value exception = Unsafe.Add(ref registers, c);
        Value traceback = Unsafe.As<ExceptionObject>(exception.Ref!).Traceback is { } entries ? Value.Of(entries) : Value.None;
        Value method = Unsafe.Add(ref registers, b);
        Value self = Unsafe.Add(ref registers, b + 1);
        Value result = method.IsUnbound
            ? thread.Call(self, Value.Of(exception.Type), exception, traceback)
            : thread.Call(method, self, Value.Of(exception.Type), exception, traceback);
        if (result.IsError)
        {
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }

    internal static Flow LoadAssertionError(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(ExceptionTypes.AssertionError));
        return Flow.Next;
    }
}

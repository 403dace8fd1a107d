using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>
/// Calls of anything but a plain function with the exact number of arguments. The callee stands in register a, its arguments,
/// owned temporaries, follow; the result goes to a register that may be below the callee's (after LoadMethod).
/// </summary>
internal static unsafe class CallSlow
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Call(ThreadState thread, Frame frame, ref Value registers, int a, int count) =>
        Unsafe.Add(ref registers, a).Ref is NativeFunction { Kind: not NativeKind.ClassMethod } native && native.TakesFixed(count)
            ? CallFixed(thread, frame, ref registers, a, native, count)
            : CallAt(thread, frame, ref registers, a, a, count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow CallMethod(ThreadState thread, Frame frame, ref Value registers, int a, int count) =>
        Unsafe.Add(ref registers, a).Ref is NativeFunction native && native.TakesFixed(count + 1)
            ? CallFixed(thread, frame, ref registers, a, native, count + 1)
            : Unsafe.Add(ref registers, a).IsUnbound
            ? CallAt(thread, frame, ref registers, a, a + 1, count)
            : CallAt(thread, frame, ref registers, a, a, count + 1);

    /// <summary>Calls a native by its fixed entry; the result takes its place.</summary>
    private static Flow CallFixed(ThreadState thread, Frame frame, ref Value registers, int a, NativeFunction native, int count)
    {
        ref Value target = ref Unsafe.Add(ref registers, a);
        if (native.Shortcut != NativeShortcut.None && NativeShortcuts.TryCall(thread, frame, ref target, a, native, count) is { } done)
        {
            return done;
        }

        Value value = count == 2 && native.FixedArity == 2
            ? ((delegate*<ThreadState, Value, Value, Value>)native.Fixed)(thread, Unsafe.Add(ref target, 1), Unsafe.Add(ref target, 2))
            : native.CallFixed(thread, ref Unsafe.Add(ref target, 1), count);
        if (value.IsError)
        {
            return Flow.Error;
        }

        for (int i = 1; i <= count; i++)
        {
            Registers.Drop(thread, ref Unsafe.Add(ref target, i));
        }

        // Natives are uncounted: the result takes the callee's place.
        target = value;
        return AfterNative(thread);
    }

    /// <summary>Calls R[callee] with count arguments after it; the result goes to R[result].</summary>
    private static Flow CallAt(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count)
    {
        ref Value target = ref Unsafe.Add(ref registers, callee);
        switch (target.Ref)
        {
            case NativeFunction { Kind: not NativeKind.ClassMethod } native:
                {
                    ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count);
                    Value value = native.Call(thread, arguments, default);
                    return FinishNative(thread, ref registers, result, callee, count, value);
                }

            case FunctionObject function:
                return CallFunction(thread, frame, ref registers, result, callee, count, function);

            case MethodObject { Function: FunctionObject function } method when function.Code.IsSimple && function.Code.ArgumentCount == count + 1:
                {
                    // Put self in the callee's place, so that the arguments line up with the parameters.
                    Value self = method.Self;
                    RefCount.Retain(thread, self);
                    RefCount.Retain(thread, function);
                    target = self;
                    RefCount.Release(thread, method);
                    return Interpreter.Push(thread, frame, function, callee, result);
                }

            case MethodObject { Function: FunctionObject function } method:
                {
                    if (TryPushMethod(thread, frame, ref target, count, method, function, [], result) is { } pushed)
                    {
                        return pushed;
                    }

                    ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count);
                    Flow flow = PushArguments(thread, frame, function, result, method.Self, arguments, default);
                    if (flow == Flow.Frame)
                    {
                        RefCount.Retain(thread, function);
                        Registers.DropRange(thread, ref target, count + 1);
                    }

                    return flow;
                }

            case TypeObject type:
                return ConstructSlow.Construct(thread, frame, ref registers, result, callee, count, type);
        }

        if (target.Ref is { } instance && SpecialReturns.Pushable(instance.Type, SpecialMethod.Call, count + 1) is { } call)
        {
            // The instance stands where self goes, in front of the arguments.
            RefCount.Retain(thread, call);
            return Interpreter.Push(thread, frame, call, callee, result);
        }

        if (target.Ref is { } callable && callable.Type.Slot(SpecialMethod.Call).Method is FunctionObject special
            && KeywordCalls.TryPush(thread, frame, ref frame.Code.Caches[frame.Pc - 1], ref Unsafe.Add(ref target, 1), count, special, target, [], result) is { } called)
        {
            if (called != Flow.Error)
            {
                // The instance has moved in as self.
                RefCount.Retain(thread, special);
                target.Ref = null;
            }

            return called;
        }

        return General(thread, ref registers, result, callee, count, default);
    }

    /// <summary>Calls a bound method with arguments that have to be matched; null, and nothing has been done, when it needs the general way.</summary>
    private static Flow? TryPushMethod(ThreadState thread, Frame frame, ref Value target, int count, MethodObject method, FunctionObject function, StrObject[] names, int result)
    {
        Value self = thread.Retain(method.Self);
        if (KeywordCalls.TryPush(thread, frame, ref frame.Code.Caches[frame.Pc - 1], ref Unsafe.Add(ref target, 1), count, function, self, names, result) is not { } pushed)
        {
            thread.Release(self);
            return null;
        }

        if (pushed == Flow.Error)
        {
            thread.Release(self);
            return pushed;
        }

        RefCount.Retain(thread, function);
        target.Ref = null;
        RefCount.Release(thread, method);
        return pushed;
    }

    public static Flow CallKeyword(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count, int namesConstant)
    {
        StrObject[] names = KeywordNames.Of(frame.Code, namesConstant);
        ref Value target = ref Unsafe.Add(ref registers, callee);
        if (target.Ref is FunctionObject function)
        {
            if (KeywordCalls.TryPush(thread, frame, ref frame.Code.Caches[frame.Pc - 1], ref Unsafe.Add(ref target, 1), count, function, Value.Unbound, names, result) is not { } flow)
            {
                return PushBound(thread, frame, ref registers, result, callee, count, function, new Keywords(names));
            }

            if (flow != Flow.Error)
            {
                // The function's reference has moved into the frame.
                target.Ref = null;
            }

            return flow;
        }

        if (target.Ref is MethodObject { Function: FunctionObject bound } method)
        {
            if (TryPushMethod(thread, frame, ref target, count, method, bound, names, result) is { } pushed)
            {
                return pushed;
            }
        }

        return target.Ref is TypeObject type
            ? ConstructSlow.General(thread, frame, ref registers, result, callee, count, type, new Keywords(names))
            : General(thread, ref registers, result, callee, count, new Keywords(names));
    }

    public static Flow CallStarred(ThreadState thread, Frame frame, ref Value registers, int a, bool hasKeywords)
    {
        if (thread.CallLimit < 1 && !SafePoint.BeforeCall(thread))
        {
            return Flow.Error;
        }

        PyObject? callee = Unsafe.Add(ref registers, a).Ref;
        DictObject? keywords = hasKeywords && Unsafe.Add(ref registers, a + 2).Ref is DictObject { Used: > 0 } given ? given : null;
        if (keywords is null && callee is FunctionObject { Code.IsSimple: true } simple && Unsafe.Add(ref registers, a + 1).Ref is TupleObject tuple && tuple.Length == simple.Code.ArgumentCount && StarredCalls.IsPlain(tuple))
        {
            return PushTuple(thread, frame, ref registers, a, simple, tuple, hasKeywords);
        }

        return StarredCalls.Call(thread, frame, ref registers, a, hasKeywords, keywords);
    }

    /// <summary>f(*tuple) with the right number of items.</summary>
    private static Flow PushTuple(ThreadState thread, Frame frame, ref Value registers, int a, FunctionObject function, TupleObject arguments, bool hasKeywords)
    {
        Frame next = frame.NextFrame();
        if (!Interpreter.Reserve(thread, frame, next, function.Code, out int start))
        {
            return Flow.Error;
        }

        ReadOnlySpan<Value> items = arguments.Span;
        ref Value parameter = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(next.Window), start);
        foreach (ref readonly Value item in items)
        {
            parameter = thread.Retain(item);
            parameter = ref Unsafe.Add(ref parameter, 1);
        }

        // The function's reference moves into the frame.
        Unsafe.Add(ref registers, a).Ref = null;
        Interpreter.Activate(thread, next, function, start);
        next.ResultRegister = a;
        Registers.Drop(thread, ref Unsafe.Add(ref registers, a + 1));
        if (hasKeywords)
        {
            Registers.Drop(thread, ref Unsafe.Add(ref registers, a + 2));
        }

        return Flow.Frame;
    }

    /// <summary>How an error names a callee: "f()", or the type's name.</summary>
    public static string Describe(ThreadState thread, Value callee)
    {
        string? name = callee.Ref switch
        {
            FunctionObject function => (ModulePrefix(function) ?? "") + function.QualifiedName,
            MethodObject { Function: FunctionObject function } => (ModulePrefix(function) ?? "") + function.QualifiedName,
            NativeFunction native => native.Owner is { } owner ? $"{owner.ShortName}.{native.Name}" : native.Name,
            BoundNativeObject bound => bound.Function.Owner is { } owner ? $"{owner.ShortName}.{bound.Function.Name}" : bound.Function.Name,
            TypeObject type => type.IsHeap ? (type.Namespace.GetName(Names.Module).Ref is StrObject module ? module + "." : "") + (type.QualifiedName ?? type.Name) : type.Name,
            _ => null,
        };
        return name is null ? Operators.StrText(thread, callee) ?? $"{callee.Type.Name} object" : name + "()";
    }

    private static string? ModulePrefix(FunctionObject function) => function.Globals.GetName(Names.Name).Ref is StrObject module ? module + "." : null;

    private static Flow CallFunction(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count, FunctionObject function)
    {
        ExecutableCode code = function.Code;
        if (code.IsSimple)
        {
            int missing = code.ArgumentCount - count;
            if (missing == 0)
            {
                Unsafe.Add(ref registers, callee).Ref = null;
                return Interpreter.Push(thread, frame, function, callee + 1, result);
            }

            if (missing > 0 && function.Defaults is { } defaults && missing <= defaults.Length
                && frame.Base + callee + 1 + code.RegisterCount <= frame.Window.Length && ReferenceEquals(frame.Window, frame.Segment))
            {
                // The defaults go right behind the arguments, above the caller's own registers if need be: the callee's window is there anyway.
                int first = defaults.Length - missing;
                for (int i = 0; i < missing; i++)
                {
                    Unsafe.Add(ref registers, callee + 1 + count + i) = thread.Retain(defaults.Items[first + i]);
                }

                Unsafe.Add(ref registers, callee).Ref = null;
                return Interpreter.Push(thread, frame, function, callee + 1, result);
            }
        }

        if (KeywordCalls.TryPush(thread, frame, ref frame.Code.Caches[frame.Pc - 1], ref Unsafe.Add(ref registers, callee + 1), count, function, Value.Unbound, [], result) is not { } flow)
        {
            return PushBound(thread, frame, ref registers, result, callee, count, function, default);
        }

        if (flow != Flow.Error)
        {
            // The function's reference has moved into the frame.
            Unsafe.Add(ref registers, callee).Ref = null;
        }

        return flow;
    }

    /// <summary>Binds arguments of any form into a new frame's window.</summary>
    private static Flow PushBound(ThreadState thread, Frame frame, ref Value registers, int result, int callee, int count, FunctionObject function, Keywords keywords)
    {
        ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref registers, callee + 1), count);
        Flow flow = PushArguments(thread, frame, function, result, Value.Unbound, arguments, keywords);
        if (flow != Flow.Frame)
        {
            return flow;
        }

        // The function's reference moves into the frame; the arguments were copied.
        Unsafe.Add(ref registers, callee).Ref = null;
        Registers.DropRange(thread, ref Unsafe.Add(ref registers, callee + 1), count);
        return flow;
    }

    internal static Flow PushArguments(ThreadState thread, Frame frame, FunctionObject function, int result, Value self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (thread.CallLimit < 1 && !SafePoint.BeforeCall(thread))
        {
            return Flow.Error;
        }

        Frame next = frame.NextFrame();
        if (!Interpreter.Reserve(thread, frame, next, function.Code, out int start))
        {
            return Flow.Error;
        }

        Span<Value> window = next.Window.AsSpan(start, function.Code.RegisterCount);
        if (!ArgumentBinding.Bind(thread, function, window, self, arguments, keywords))
        {
            thread.Depth--;
            return Flow.Error;
        }

        Interpreter.Activate(thread, next, function, start);
        next.ResultRegister = result;
        return Flow.Frame;
    }

    private static Flow General(ThreadState thread, ref Value registers, int result, int callee, int count, Keywords keywords)
    {
        ref Value target = ref Unsafe.Add(ref registers, callee);
        ReadOnlySpan<Value> arguments = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref target, 1), count);
        Value value = Calls.CallVector(thread, target, arguments, keywords);
        return FinishNative(thread, ref registers, result, callee, count, value);
    }

    /// <summary>A call from C# has given the value: the callee and its arguments make way for it.</summary>
    public static Flow FinishNative(ThreadState thread, ref Value registers, int result, int callee, int count, Value value)
    {
        if (value.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, callee), count + 1);
        Unsafe.Add(ref registers, result) = value;
        return AfterNative(thread);
    }

    /// <summary>The native that has returned, or what it has called, may have switched tracing on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Flow AfterNative(ThreadState thread) => thread.IsTraced ? Flow.Trace : Flow.Next;
}

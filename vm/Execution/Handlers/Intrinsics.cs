using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>What each intrinsic does; arguments are borrowed, the result is a new reference or Error.</summary>
internal static class Intrinsics
{
    public static int ArgumentCount(Intrinsic intrinsic) => intrinsic switch
    {
        Intrinsic.SetupAnnotations or Intrinsic.NotImplementedError => 0,
        Intrinsic.TypeVarWithBound or Intrinsic.TypeVarWithConstraints or Intrinsic.SetTypeParameterDefault or Intrinsic.SetFunctionTypeParameters => 2,
        Intrinsic.TypeAlias => 3,
        _ => 1,
    };

    public static Value Call(ThreadState thread, Frame frame, Intrinsic intrinsic, ref Value first)
    {
        ref Value second = ref Unsafe.Add(ref first, 1);
        switch (intrinsic)
        {
            case Intrinsic.PrintExpression:
                return PrintExpression(thread, first);
            case Intrinsic.TypeVar:
                return TypeParameters.TypeVar(thread, frame, first, Value.Unbound, Value.Unbound);
            case Intrinsic.TypeVarWithBound:
                return TypeParameters.TypeVar(thread, frame, first, second, Value.Unbound);
            case Intrinsic.TypeVarWithConstraints:
                return TypeParameters.TypeVar(thread, frame, first, Value.Unbound, second);
            case Intrinsic.ParamSpec:
                return TypeParameters.ParamSpec(thread, frame, first);
            case Intrinsic.TypeVarTuple:
                return TypeParameters.TypeVarTuple(thread, frame, first);
            case Intrinsic.SetTypeParameterDefault:
                return TypeParameters.SetDefault(thread, first, second);
            case Intrinsic.SetFunctionTypeParameters:
                return SetFunctionTypeParameters(thread, first, second);
            case Intrinsic.SubscriptGeneric:
                return TypeParameters.SubscriptGeneric(thread, first);
            case Intrinsic.TypeAlias:
                return TypeParameters.TypeAlias(thread, frame, first, second, Unsafe.Add(ref first, 2));
            case Intrinsic.StopIterationError:
                return StopIterationError(thread, frame, Unsafe.As<ExceptionObject>(first.Ref!));
            case Intrinsic.SetupAnnotations:
                return SetupAnnotations(thread, frame);
            case Intrinsic.NotImplementedError:
                return Value.Of(ExceptionTypes.NotImplementedError);
            default:
                return thread.SystemError($"unknown intrinsic {(int)intrinsic}");
        }
    }

    private static Value PrintExpression(ThreadState thread, Value value)
    {
        Value hook = thread.Retain(thread.Interpreter.Sys.Namespace.GetName(Names.DisplayHook));
        if (hook.IsUnbound)
        {
            return thread.RuntimeError("lost sys.displayhook");
        }

        Value result = thread.Call(hook, value);
        thread.Release(hook);
        if (result.IsError)
        {
            return result;
        }

        thread.Release(result);
        return Value.None;
    }

    private static Value SetFunctionTypeParameters(ThreadState thread, Value target, Value parameters)
    {
        var function = (FunctionObject)target.Ref!;
        TupleObject? old = function.TypeParameters;
        thread.Retain(parameters);
        function.TypeParameters = (TupleObject)parameters.Ref!;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }

        return thread.Retain(target);
    }

    /// <summary>PEP 479: StopIteration must not leave a generator, where it would look like its end.</summary>
    private static Value StopIterationError(ThreadState thread, Frame frame, ExceptionObject exception)
    {
        CodeFlags flags = frame.Code.Code.Flags;
        string? message = null;
        if (exception.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            message = (flags & CodeFlags.AsyncGenerator) != 0 ? "async generator raised StopIteration"
                : (flags & CodeFlags.Coroutine) != 0 ? "coroutine raised StopIteration"
                : "generator raised StopIteration";
        }
        else if ((flags & CodeFlags.AsyncGenerator) != 0 && exception.Type.IsSubtypeOf(ExceptionTypes.StopAsyncIteration))
        {
            message = "async generator raised StopAsyncIteration";
        }

        RefCount.Retain(thread, exception);
        if (message is null)
        {
            return Value.Of(exception);
        }

        ExceptionObject error = ExceptionCreation.Create(thread, ExceptionTypes.RuntimeError, [Value.Str(message)]);
        RefCount.Retain(thread, exception);
        ExceptionFields.SetCause(thread, error, exception);
        ExceptionFields.SetContext(thread, error, exception);
        return Value.Of(error);
    }

    private static Value SetupAnnotations(ThreadState thread, Frame frame)
    {
        PyObject ns = frame.Namespace ?? frame.Globals;
        if (ns is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            if (dict.GetName(Names.Annotations).IsUnbound)
            {
                dict.SetName(thread, Names.Annotations, Value.Of(new DictObject(thread)));
            }

            return Value.None;
        }

        Value present = Items.Get(thread, Value.Of(ns), Value.Of(Names.Annotations));
        if (!present.IsError)
        {
            thread.Release(present);
            return Value.None;
        }

        if (!thread.ClearIf(ExceptionTypes.KeyError))
        {
            return Value.Error;
        }

        var created = new DictObject(thread);
        bool stored = Items.Set(thread, Value.Of(ns), Value.Of(Names.Annotations), Value.Of(created));
        RefCount.Release(thread, created);
        return stored ? Value.None : Value.Error;
    }
}

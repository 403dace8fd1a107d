using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>What the module decimal, written in Pyl, tells the native part of an interpreter.</summary>
internal sealed class DecimalState
{
    public ContextVarObject? Variable { get; set; }

    /// <summary>Raises the exception of the given conditions.</summary>
    public Value Raise { get; set; }

    /// <summary>Makes a context for a thread that has none, and sets it.</summary>
    public Value MakeContext { get; set; }

    /// <summary>DecimalTuple.</summary>
    public Value MakeTuple { get; set; }

    /// <summary>__format__.</summary>
    public Value Format { get; set; }

    /// <summary>Compares with a Rational or a complex number: the result of the operator, or NotImplemented.</summary>
    public Value Compare { get; set; }

    public static DecimalState Of(ThreadState thread) =>
        (DecimalState)thread.Interpreter.ModuleStates.GetOrAdd(typeof(DecimalState), static _ => new DecimalState());

    /// <summary>The current context, borrowed; null with an exception set.</summary>
    public static DecimalContextObject? Current(ThreadState thread)
    {
        ContextObject values = ContextObject.Current(thread);
        DecimalState state = values.Decimals ??= Of(thread);
        Value found = values.Find(state.Variable!);
        if (found.Ref is DecimalContextObject context)
        {
            return context;
        }

        Value made = thread.Call(state.MakeContext);
        if (made.IsError)
        {
            return null;
        }

        thread.Release(made);
        return ContextObject.Current(thread).Find(state.Variable!).Ref as DecimalContextObject;
    }

    /// <summary>The context given as an argument, or the current one; borrowed.</summary>
    public static DecimalContextObject? Choose(ThreadState thread, Value given)
    {
        if (given.IsUnbound || given.IsNone)
        {
            return Current(thread);
        }

        if (given.Ref is DecimalContextObject context)
        {
            return context;
        }

        thread.TypeError("optional argument must be a context");
        return null;
    }
}

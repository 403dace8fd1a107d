using System.Collections.Concurrent;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>
/// The functions of hosts that scripts can call. A function in Python that knows the host function's number passes its
/// arguments on to one native, which runs the host's code without the interpreter's lock.
/// </summary>
internal static unsafe class HostFunctions
{
    private static readonly ConcurrentDictionary<long, (PylEngine Engine, Func<object?[], object?> Function)> s_all = new();
    private static long s_last;

    /// <summary>The native: its first argument is the number.</summary>
    public static NativeFunction Native { get; } = new(NativeKind.Function, "__call_host__", &Call, -1, -1, 0, "Call a function of the host.", null);

    /// <summary>Registers a function; its number.</summary>
    public static long Add(PylEngine engine, Func<object?[], object?> function)
    {
        long number = Interlocked.Increment(ref s_last);
        s_all[number] = (engine, function);
        return number;
    }

    /// <summary>Forgets all functions of an engine.</summary>
    public static void Remove(PylEngine engine)
    {
        foreach ((long number, (PylEngine owner, _)) in s_all)
        {
            if (ReferenceEquals(owner, engine))
            {
                s_all.TryRemove(number, out _);
            }
        }
    }

    private static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.IsEmpty || arguments[0].Ref is not null || !s_all.TryGetValue(arguments[0].Bits, out (PylEngine Engine, Func<object?[], object?> Function) found))
        {
            return thread.RuntimeError("the host's function is gone");
        }

        var given = new object?[arguments.Length - 1];
        for (int i = 0; i < given.Length; i++)
        {
            given[i] = HostConversion.ToHost(found.Engine, thread, arguments[i + 1]);
        }

        object? result;
        try
        {
            result = found.Engine.RunOutside(thread, found.Function, given);
        }
        catch (Exception fault)
        {
            return thread.Raise(TypeOf(fault), fault is PylException inner ? inner.PythonMessage : fault.Message);
        }

        return HostConversion.ToPython(thread, result);
    }

    /// <summary>What a host's exception is for the script that called it.</summary>
    private static TypeObject TypeOf(Exception fault) => fault switch
    {
        ArgumentException or FormatException => ExceptionTypes.ValueError,
        InvalidCastException => ExceptionTypes.TypeError,
        KeyNotFoundException => ExceptionTypes.KeyError,
        IndexOutOfRangeException => ExceptionTypes.IndexError,
        NotImplementedException => ExceptionTypes.NotImplementedError,
        TimeoutException => ExceptionTypes.TimeoutError,
        IOException => ExceptionTypes.OSError,
        _ => ExceptionTypes.RuntimeError,
    };
}

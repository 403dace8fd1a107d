using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>How a native was declared; decides its Python type and how it binds.</summary>
public enum NativeKind : byte
{
    /// <summary>A module's function (builtin_function_or_method).</summary>
    Function,

    /// <summary>A builtin type's method (method_descriptor).</summary>
    Method,

    /// <summary>A special method with a slot (wrapper_descriptor).</summary>
    Slot,

    /// <summary>A class method (classmethod_descriptor).</summary>
    ClassMethod,

    /// <summary>A static method, __new__ included.</summary>
    Static,
}

/// <summary>Builtin functions whose calls the interpreter may do itself; the name alone does not say whose function it is.</summary>
internal enum NativeShortcut : byte
{
    None,

    /// <summary>next(iterator).</summary>
    Next,

    /// <summary>generator.send(value).</summary>
    Send,

    /// <summary>len(container).</summary>
    Length,

    /// <summary>list.append(item).</summary>
    Append,

    /// <summary>dict.get(key, default).</summary>
    Get,
}

/// <summary>A builtin function or the unbound method of a builtin type. Uncounted and immutable.</summary>
public sealed unsafe class NativeFunction : PyObject
{
    internal readonly delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value> General;

    /// <summary>Entry for positional arguments, self included, each one Value, <see cref="FixedArity"/> of them: Unbound stands for those left out; 0 when there is none.</summary>
    internal readonly nint Fixed;

    internal readonly int FixedArity;

    /// <summary>How many of them must be given.</summary>
    internal readonly int FixedMinimum;

    /// <param name="kind">How it was declared.</param>
    /// <param name="name">The Python name.</param>
    /// <param name="general">The general entry.</param>
    /// <param name="fixedMinimum">Number of arguments that <paramref name="fixedEntry"/> needs, self included; -1 when there is none.</param>
    /// <param name="fixedArity">Number of arguments that it takes, 0 to 4; -1 when there is none.</param>
    /// <param name="fixedEntry">Function pointer taking the thread and that many Values.</param>
    /// <param name="doc">__doc__ without the signature.</param>
    /// <param name="signature">__text_signature__, such as "($self, object, /)".</param>
    public NativeFunction(
        NativeKind kind,
        string name,
        delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value> general,
        int fixedMinimum,
        int fixedArity,
        nint fixedEntry,
        string? doc,
        string? signature)
        : base(TypeOf(kind))
    {
        Kind = kind;
        Name = name;
        General = general;
        FixedMinimum = fixedMinimum;
        FixedArity = fixedArity;
        Fixed = fixedEntry;
        Doc = doc;
        Signature = signature;
        Shortcut = kind switch
        {
            NativeKind.Function => name switch { "next" => NativeShortcut.Next, "len" => NativeShortcut.Length, _ => NativeShortcut.None },
            NativeKind.Method => name switch { "send" => NativeShortcut.Send, "append" => NativeShortcut.Append, "get" => NativeShortcut.Get, _ => NativeShortcut.None },
            _ => NativeShortcut.None,
        };
    }

    public NativeKind Kind { get; }

    /// <summary>By its name it may be a function that the interpreter has a shorter way for, see <see cref="Execution.Handlers.NativeShortcuts"/>.</summary>
    internal readonly NativeShortcut Shortcut;

    public string Name { get; }

    public string? Doc { get; }

    public string? Signature { get; }

    /// <summary>The builtin type whose method this is; null for module functions.</summary>
    public TypeObject? Owner { get; internal set; }

    /// <summary>__module__ of a module's function.</summary>
    public string? Module { get; internal set; }

    /// <summary>True when so many positional arguments can go to the fixed entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TakesFixed(int count) => count >= FixedMinimum && count <= FixedArity;

    /// <summary>Calls it; the arguments are borrowed, the result is a new reference or <see cref="Value.Error"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => keywords.IsEmpty && TakesFixed(arguments.Length)
        ? CallFixed(thread, ref MemoryMarshal.GetReference(arguments), arguments.Length)
        : General(thread, arguments, keywords);

    /// <summary>Calls the fixed entry with a number of arguments that it takes.</summary>
    /// <remarks>In two methods for the reason given at <see cref="Items.Next"/>.</remarks>
    internal Value CallFixed(ThreadState thread, ref Value arguments, int count)
    {
        if (FixedArity == 1)
        {
            Value result = ((delegate*<ThreadState, Value, Value>)Fixed)(thread, Argument(ref arguments, 0, count));
            return result.IsEnd ? thread.StopIteration(Value.None) : result; // __next__ by its name
        }

        return FixedArity == 2
            ? ((delegate*<ThreadState, Value, Value, Value>)Fixed)(thread, Argument(ref arguments, 0, count), Argument(ref arguments, 1, count))
            : CallFixedOther(thread, ref arguments, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Value CallFixedOther(ThreadState thread, ref Value arguments, int count)
    {
        switch (FixedArity)
        {
            case 0:
                return ((delegate*<ThreadState, Value>)Fixed)(thread);
            case 3:
                return ((delegate*<ThreadState, Value, Value, Value, Value>)Fixed)(
                    thread, Argument(ref arguments, 0, count), Argument(ref arguments, 1, count), Argument(ref arguments, 2, count));
            default:
                return ((delegate*<ThreadState, Value, Value, Value, Value, Value>)Fixed)(
                    thread, Argument(ref arguments, 0, count), Argument(ref arguments, 1, count), Argument(ref arguments, 2, count), Argument(ref arguments, 3, count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Value Argument(ref Value arguments, int index, int count) => index < count ? Unsafe.Add(ref arguments, index) : Value.Unbound;

    private static TypeObject TypeOf(NativeKind kind) => kind switch
    {
        NativeKind.Method => BuiltinTypes.MethodDescriptor,
        NativeKind.Slot => BuiltinTypes.WrapperDescriptor,
        NativeKind.ClassMethod => BuiltinTypes.ClassMethodDescriptor,
        _ => BuiltinTypes.BuiltinFunction,
    };
}

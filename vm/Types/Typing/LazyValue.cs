using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A bound, default, constraint tuple or alias value: known from the start, or computed on first use by a function of one
/// parameter, the annotation format (PEP 695, PEP 649). A field of its owner, which releases it.
/// </summary>
internal struct LazyValue
{
    /// <summary>Format.VALUE of annotationlib.</summary>
    private static readonly Value s_valueFormat = Value.Int(1);

    private object? _value;
    private object? _evaluator;

    /// <summary>True when neither value nor evaluator was given.</summary>
    public readonly bool IsEmpty => _value is null && _evaluator is null;

    public readonly bool HasEvaluator => _evaluator is not null;

    /// <summary>A known value (borrowed).</summary>
    public static LazyValue Known(ThreadState thread, Value value) => new() { _value = Slot.Content(thread.Retain(value)) };

    /// <summary>A function that computes the value (borrowed).</summary>
    public static LazyValue Computed(ThreadState thread, Value evaluator) => new() { _evaluator = Slot.Content(thread.Retain(evaluator)) };

    /// <summary>The value, a new reference; <paramref name="missing"/> when empty.</summary>
    public static Value Get(ThreadState thread, ref LazyValue field, Value missing)
    {
        if (field._value is not null)
        {
            return Slot.Load(thread, field._value);
        }

        if (field._evaluator is null)
        {
            return missing;
        }

        Value function = Slot.Load(thread, field._evaluator);
        Value value = thread.Call(function, s_valueFormat);
        thread.Release(function);
        if (!value.IsError && field._value is null)
        {
            field._value = Slot.Content(thread.Retain(value));
        }

        return value;
    }

    /// <summary>The evaluator, one made for a known value, or None when empty; a new reference.</summary>
    public readonly Value Evaluator(ThreadState thread)
    {
        if (_evaluator is not null)
        {
            return Slot.Load(thread, _evaluator);
        }

        return _value is null ? Value.None : Value.Of(new ConstantEvaluatorObject(thread, Slot.Load(thread, _value)));
    }

    public void Release(ThreadState thread)
    {
        object? value = _value;
        object? evaluator = _evaluator;
        _value = null;
        _evaluator = null;
        Slot.ReleaseContent(thread, value);
        Slot.ReleaseContent(thread, evaluator);
    }
}

/// <summary>evaluate_bound and the like of a value that is known: called with a format it gives the value, or its text.</summary>
public sealed class ConstantEvaluatorObject : PyObject
{
    internal static new readonly TypeObject Type = new(BuiltinTypes.Type, "_ConstEvaluator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_typing" };

    /// <summary>The reference moves in.</summary>
    internal ConstantEvaluatorObject(ThreadState thread, Value value)
        : base(thread, Type)
    {
        Value = value;
    }

    internal Value Value { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Value);
}

[PyType("constevaluator", typeof(ConstantEvaluatorObject))]
internal static class ConstantEvaluatorMethods
{
    private const int StringFormat = 4;

    internal static TypeObject Type => ConstantEvaluatorObject.Type;

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ConstantEvaluatorObject self, long format)
    {
        if (format != StringFormat)
        {
            return thread.Retain(self.Value);
        }

        if (self.Value.Ref is not TupleObject tuple)
        {
            return TypingHooks.Call(thread, "_type_repr", self.Value);
        }

        var parts = new List<string>();
        foreach (Value item in tuple.Span.ToArray())
        {
            Value text = TypingHooks.Call(thread, "_type_repr", item);
            if (text.IsError)
            {
                return text;
            }

            parts.Add(text.Ref!.ToString()!);
        }

        return Value.Str($"({string.Join(", ", parts)})");
    }

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, ConstantEvaluatorObject self) => Operators.ReprText(thread, self.Value) is { } text ? $"<constevaluator {text}>" : null;
}

/// <summary>typing.NoDefault.</summary>
public sealed class NoDefaultObject() : PyObject(Type)
{
    internal static new readonly TypeObject Type = new(BuiltinTypes.Type, "NoDefaultType", BuiltinTypes.Object, TypeFlags.None) { Module = "typing" };

    public static readonly NoDefaultObject Instance = new();
}

[PyType("NoDefaultType", typeof(NoDefaultObject))]
internal static class NoDefaultMethods
{
    internal static TypeObject Type => NoDefaultObject.Type;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.Length > 1 ? thread.TypeError("NoDefaultType takes no arguments") : Value.Of(NoDefaultObject.Instance);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, NoDefaultObject self) => "typing.NoDefault";

    [PyMethod("__reduce__")]
    public static string Reduce(ThreadState thread, NoDefaultObject self) => "NoDefault";
}

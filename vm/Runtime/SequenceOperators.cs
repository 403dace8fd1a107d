using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// <c>+</c> and <c>*</c> with a builtin sequence on the left. In CPython these are sequence slots, which are asked after the
/// numeric ones of both operands (abstract.c PyNumber_Add): so the right operand's reflected method goes first, and what
/// nobody can join or repeat has words of its own.
/// </summary>
public static class SequenceOperators
{
    /// <summary>True when the value is a builtin sequence, or of a class that leaves the operator to it.</summary>
    internal static bool Implements(Value value, SpecialMethod slot)
    {
        TypeObject type = value.Type;
        return type.Slot(slot).Native != 0
            && (value.Ref is StrObject or BytesObject or ByteArrayObject || ((type.Flags & TypeFlags.Sequence) != 0 && !IsNumeric(type)));
    }

    /// <summary>Numbers that can be walked as sequences can, tensors, calculate: what a type that subtracts means by <c>+</c> and <c>*</c>.</summary>
    private static bool IsNumeric(TypeObject type) => type.Slot(SpecialMethod.Sub).Native != 0;

    /// <summary>Asks the right operand's reflected method before a builtin sequence's in-place one; false when there is none, or it does not know.</summary>
    internal static bool TryReflected(ThreadState thread, in BinaryOperation operation, SpecialMethod inPlace, Value left, Value right, out Value result)
    {
        result = default;
        if (right.Ref is null || right.Type.Slot(operation.Reflected).Method is null || !Implements(left, inPlace))
        {
            return false;
        }

        result = Operators.CallBinary(thread, operation.Reflected, right, left, out bool missing);
        return !missing && !result.IsNotImplemented;
    }

    /// <summary>The operator, or NotImplemented.</summary>
    internal static Value TryApply(ThreadState thread, in BinaryOperation operation, Value left, Value right)
    {
        if (right.Ref is not null && !ReferenceEquals(left.Type, right.Type) && !Implements(right, operation.Reflected) && right.Type.Slot(operation.Reflected).IsDefined)
        {
            Value first = Operators.CallBinary(thread, operation.Reflected, right, left, out bool missing);
            if (!missing && !first.IsNotImplemented)
            {
                return first;
            }
        }

        return Accepts(operation, right) ? Operators.CallBinary(thread, operation.Slot, left, right, out _) : Value.NotImplemented;
    }

    /// <summary>False for a count that is no integer.</summary>
    internal static bool Accepts(in BinaryOperation operation, Value other) =>
        operation.Slot != SpecialMethod.Mul || other.Ref is null || other.Type.Slot(SpecialMethod.Index).IsDefined;

    /// <summary>The TypeError's text, or null when no builtin sequence is involved.</summary>
    internal static string? Explain(in BinaryOperation operation, Value left, Value right) => operation.Slot switch
    {
        SpecialMethod.Add => ExplainConcatenation(left, right),
        SpecialMethod.Mul when Implements(left, SpecialMethod.Mul) => ExplainRepetition(right),
        SpecialMethod.Mul when Implements(right, SpecialMethod.RMul) => ExplainRepetition(left),
        _ => null,
    };

    /// <summary>What a call by name (<c>[].__add__(other)</c>) returns for the operator's result: NotImplemented becomes the slot's own TypeError.</summary>
    public static Value ByName(ThreadState thread, string name, Value self, Value other, Value result)
    {
        if (!result.IsNotImplemented)
        {
            return result;
        }

        return thread.TypeError(name is "__add__" or "__iadd__" ? ExplainConcatenation(self, other)! : $"'{other.Type.Name}' object cannot be interpreted as an integer");
    }

    private static string? ExplainConcatenation(Value left, Value right) => Kind(left) switch
    {
        null => null,
        "bytes" or "bytearray" => $"can't concat {right.Type.Name} to {left.Type.Name}",
        string kind => $"can only concatenate {kind} (not \"{right.Type.Name}\") to {kind}",
    };

    private static string ExplainRepetition(Value count) => $"can't multiply sequence by non-int of type '{count.Type.Name}'";

    private static string? Kind(Value value) => value.Ref switch
    {
        StrObject => "str",
        ListObject => "list",
        TupleObject => "tuple",
        BytesObject => "bytes",
        ByteArrayObject => "bytearray",
        _ => null,
    };
}

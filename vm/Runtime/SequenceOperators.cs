using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// What <c>+</c> and <c>*</c> say about builtin sequences that neither operand's method could join or repeat. In CPython these
/// come from the sequence slots, which are asked after the numeric ones of both operands (abstract.c PyNumber_Add).
/// </summary>
internal static class SequenceOperators
{
    /// <summary>The TypeError's text, or null when no builtin sequence is involved.</summary>
    public static string? Explain(in BinaryOperation operation, Value left, Value right) => operation.Slot switch
    {
        SpecialMethod.Add => ExplainConcatenation(left, right),
        SpecialMethod.Mul when Kind(left) is not null => ExplainRepetition(right),
        SpecialMethod.Mul when Kind(right) is not null => ExplainRepetition(left),
        _ => null,
    };

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

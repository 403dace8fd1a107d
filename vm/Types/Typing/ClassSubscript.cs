using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What the __class_getitem__ of builtin classes does: <c>list[int]</c> (PEP 585).</summary>
public static class ClassSubscript
{
    public static Value Alias(ThreadState thread, TypeObject cls, Value arguments) =>
        Value.Of(new GenericAliasObject(
            thread,
            Value.Of(cls),
            arguments.Ref is TupleObject tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple) ? thread.Retain(arguments) : Value.Of(TupleObject.Of(thread, [arguments]))));
}

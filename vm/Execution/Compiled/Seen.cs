using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Kinds of values that were seen in a place.</summary>
[Flags]
internal enum Seen : ushort
{
    Nothing = 0,
    Int = 1,
    Float = 2,
    Bool = 4,
    List = 8,
    Tuple = 16,
    Str = 32,

    /// <summary>A generator: loops over one are left to the interpreter, which resumes it without C# recursion.</summary>
    Generator = 64,
    Other = 128,

    Dict = 256,
}

/// <summary>Classification of values.</summary>
internal static class SeenKinds
{
    public static Seen Of(in Value value)
    {
        if (value.Ref is not { } reference)
        {
            return Seen.Int;
        }

        if (value.IsFloat)
        {
            return Seen.Float;
        }

        return reference switch
        {
            BoolObject => Seen.Bool,
            ListObject => ReferenceEquals(reference.Type, BuiltinTypes.List) ? Seen.List : Seen.Other,
            TupleObject => ReferenceEquals(reference.Type, BuiltinTypes.Tuple) ? Seen.Tuple : Seen.Other,
            DictObject => ReferenceEquals(reference.Type, BuiltinTypes.Dict) ? Seen.Dict : Seen.Other,
            StrObject => ReferenceEquals(reference.Type, BuiltinTypes.Str) ? Seen.Str : Seen.Other,
            GeneratorObject => Seen.Generator,
            _ => Seen.Other,
        };
    }
}

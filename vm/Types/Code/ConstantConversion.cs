using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The compiler's constants (.NET values) as Pyl values; all of them are uncounted.</summary>
internal static class ConstantConversion
{
    /// <summary>Identifiers and other short constants are interned, as CPython does.</summary>
    private const int InternLimit = 64;

    public static Value ToValue(object? constant) => constant switch
    {
        null => Value.None,
        bool b => Value.Bool(b),
        long i => Value.Int(i),
        double d => Value.FromDouble(d),
        string s => Value.Of(s.Length <= InternLimit ? StrObject.Intern(s) : StrObject.Of(s)),
        byte[] bytes => Value.Of(BytesObject.Of(bytes)),
        EllipsisConstant => Value.Of(Singletons.Ellipsis),
        TupleConstant tuple => Value.Of(Tuple(tuple)),
        CodeObject code => Value.Of(new ExecutableCode(code)),
        FrozenSetConstant set => Value.Of(SetObject.OfConstants(Values(set.Items))),
        _ => Rare(constant),
    };

    /// <summary>On its own, so that the library of big numbers is loaded by programs that have such constants.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Rare(object constant) => constant switch
    {
        BigInteger big => IntObject.Of(big),
        Complex c => Value.Of(new ComplexObject(BuiltinTypes.Complex, c)),
        _ => throw new ArgumentException($"no constant can be a {constant.GetType().Name}"),
    };

    private static TupleObject Tuple(TupleConstant tuple) =>
        tuple.Items.Length == 0 ? TupleObject.Empty : new TupleObject(BuiltinTypes.Tuple, Values(tuple.Items));

    private static Value[] Values(object?[] constants)
    {
        var values = new Value[constants.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ToValue(constants[i]);
        }

        return values;
    }
}

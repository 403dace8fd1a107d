namespace Pyl.Bytecode;

/// <summary>What kind of constant follows in serialised code.</summary>
internal enum ConstantTag : byte
{
    None,
    False,
    True,
    Long,
    BigInteger,
    Double,
    Complex,
    String,
    Bytes,
    Ellipsis,
    Tuple,
    FrozenSet,
    Code,
}

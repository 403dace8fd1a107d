namespace Pyl.Bytecode;

/// <summary>Facts about <see cref="Intrinsic"/>.</summary>
public static class Intrinsics
{
    /// <summary>How many arguments the operation consumes.</summary>
    public static int ArgumentCount(Intrinsic intrinsic) => intrinsic switch
    {
        Intrinsic.SetupAnnotations or Intrinsic.NotImplementedError => 0,
        Intrinsic.TypeVarWithBound or Intrinsic.TypeVarWithConstraints or Intrinsic.SetTypeParameterDefault
            or Intrinsic.SetFunctionTypeParameters => 2,
        Intrinsic.TypeAlias => 3,
        _ => 1,
    };
}

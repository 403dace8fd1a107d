using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>Qualified names of code objects (PEP 3155).</summary>
internal static class QualifiedNames
{
    /// <summary>co_qualname of the code object being emitted.</summary>
    public static string Of(UnitEmitter unit) => Of(unit.Outer, unit.Frame.Name, unit.Frame.Kind);

    /// <summary>The qualified name of what is defined in a code object that is being emitted.</summary>
    public static string Of(UnitEmitter? outer, string name, ScopeKind kind)
    {
        // Scopes of type parameters are transparent: a generic function is named as if they were not there.
        while (outer is { Frame.Kind: ScopeKind.TypeParameters })
            outer = outer.Outer;
        if (outer is null || outer.Frame.Kind == ScopeKind.Module)
            return name;
        if (kind is ScopeKind.Function or ScopeKind.Class
            && outer.Frame.TryGet(outer.Frame.Mangle(name), out var symbol) && symbol.Resolution == Resolution.GlobalExplicit)
            return name;
        var prefix = outer.QualifiedName;
        return outer.Frame.Kind.IsFunctionLike() ? $"{prefix}.<locals>.{name}" : $"{prefix}.{name}";
    }
}

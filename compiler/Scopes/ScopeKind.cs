namespace Pyl.Compiler.Scopes;

/// <summary>What a <see cref="Scope"/> belongs to.</summary>
public enum ScopeKind : byte
{
    /// <summary>A file, an interactive entry or an expression given to <c>eval</c>.</summary>
    Module,

    /// <summary>A class body.</summary>
    Class,

    /// <summary><c>def</c> or <c>async def</c>.</summary>
    Function,

    /// <summary><c>lambda</c>.</summary>
    Lambda,

    /// <summary>A generator expression; always a code object of its own.</summary>
    GeneratorExpression,

    /// <summary>A list comprehension, inlined unless it stands in an annotation scope of a class.</summary>
    ListComprehension,

    /// <summary>A set comprehension, inlined likewise.</summary>
    SetComprehension,

    /// <summary>A dict comprehension, inlined likewise.</summary>
    DictComprehension,

    /// <summary>The annotations of a function, class or module: an annotate function (PEP 649).</summary>
    Annotation,

    /// <summary>The type parameters of a generic function, class or alias (PEP 695).</summary>
    TypeParameters,

    /// <summary>The value of a <c>type</c> statement.</summary>
    TypeAlias,

    /// <summary>The bound, constraints or default of a type parameter.</summary>
    TypeVariable,
}

/// <summary>Questions about kinds of scopes.</summary>
public static class ScopeKinds
{
    /// <summary>How many kinds there are.</summary>
    public const int Count = (int)ScopeKind.TypeVariable + 1;

    /// <summary>Whether names bound in the scope are visible to scopes nested in it: all but modules and classes.</summary>
    public static bool IsFunctionLike(this ScopeKind kind) => kind is not (ScopeKind.Module or ScopeKind.Class);

    /// <summary>Whether the scope is a comprehension or a generator expression.</summary>
    public static bool IsComprehension(this ScopeKind kind) =>
        kind is ScopeKind.GeneratorExpression or ScopeKind.ListComprehension or ScopeKind.SetComprehension or ScopeKind.DictComprehension;

    /// <summary>Whether the scope is one of the lazily evaluated kinds of PEP 649 and 695.</summary>
    public static bool IsAnnotationLike(this ScopeKind kind) =>
        kind is ScopeKind.Annotation or ScopeKind.TypeParameters or ScopeKind.TypeAlias or ScopeKind.TypeVariable;
}

namespace Pyl.Compiler.Scopes;

/// <summary>What the source says about a name in one scope.</summary>
[Flags]
public enum SymbolFlags : ushort
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>The name is read.</summary>
    Used = 1,

    /// <summary>The name is bound here: assignment, import, definition, loop variable, parameter.</summary>
    Bound = 2,

    /// <summary>The name is a parameter.</summary>
    Parameter = 4,

    /// <summary>A <c>global</c> declaration names it.</summary>
    Global = 8,

    /// <summary>A <c>nonlocal</c> declaration names it.</summary>
    Nonlocal = 16,

    /// <summary>The name has an annotation.</summary>
    Annotated = 32,

    /// <summary>The name is a <c>for</c> target of a comprehension.</summary>
    ComprehensionTarget = 64,

    /// <summary>The name is a type parameter.</summary>
    TypeParameter = 128,

    /// <summary>The name is unbound somewhere: <c>del</c> or the end of <c>except ... as</c>.</summary>
    Unbound = 256,

    /// <summary>An assignment expression binds the name, so it can change in the middle of an expression.</summary>
    NamedExpression = 512,

    /// <summary>The name is bound by something else than an import: only then is it too late for <c>global</c>.</summary>
    Assigned = 1024,
}

/// <summary>Where a name lives, once the scopes are resolved.</summary>
public enum Resolution : byte
{
    /// <summary>Bound in its own scope: a register in function-like scopes, the namespace in classes and modules.</summary>
    Local,

    /// <summary>A variable of an enclosing function-like scope, <see cref="Symbol.Owner"/>.</summary>
    Enclosing,

    /// <summary>A global, because a declaration says so.</summary>
    GlobalExplicit,

    /// <summary>A global or builtin, because no enclosing scope binds it.</summary>
    GlobalImplicit,
}

/// <summary>One name in one scope.</summary>
public sealed class Symbol(string name, Scope scope)
{
    /// <summary>The name, mangled.</summary>
    public string Name { get; } = name;

    /// <summary>The scope that the name stands in.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>What the source says.</summary>
    public SymbolFlags Flags { get; set; }

    /// <summary>Where the name lives.</summary>
    public Resolution Resolution { get; set; }

    /// <summary>The variable that the name means: itself, or that of the enclosing scope that binds it.</summary>
    public Symbol? Owner { get; set; }

    /// <summary>Whether another code object refers to the variable, so that it lives in a cell.</summary>
    public bool IsCell { get; set; }

    /// <summary>The register of the variable, or of its cell; -1 until the code object's emission begins and for names in a namespace.</summary>
    public int Register { get; set; } = -1;

    /// <summary>Whether all of <paramref name="flags"/> are set.</summary>
    public bool Has(SymbolFlags flags) => (Flags & flags) == flags;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} in {Scope.Name}: {Flags}, {Resolution}";
}

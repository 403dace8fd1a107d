using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>
/// The first pass over a tree: opens the scopes and notes for each name how its scope uses it. <see cref="ScopeResolver"/>
/// decides then where the names live. The families of nodes are walked by <see cref="StatementScopes"/>,
/// <see cref="ExpressionScopes"/>, <see cref="DefinitionScopes"/> and <see cref="AnnotationScopes"/>.
/// </summary>
public sealed class ScopeBuilder
{
    private readonly ScopeTable table;

    private ScopeBuilder(Compilation compilation, Root root)
    {
        Compilation = compilation;
        Current = new Scope(ScopeKind.Module, "<module>", root, null);
        table = new ScopeTable { Module = Current };
        table.Add(Current);
        Statements = new StatementScopes(this);
        Expressions = new ExpressionScopes(this);
        Definitions = new DefinitionScopes(this);
        Annotations = new AnnotationScopes(this);
    }

    /// <summary>The source text being compiled.</summary>
    public Compilation Compilation { get; }

    /// <summary>The scope that is open now.</summary>
    public Scope Current { get; private set; }

    /// <summary>The outermost scope.</summary>
    internal Scope Module => table.Module;

    internal StatementScopes Statements { get; }

    internal ExpressionScopes Expressions { get; }

    internal DefinitionScopes Definitions { get; }

    internal AnnotationScopes Annotations { get; }

    /// <summary>The scopes of a tree, their names resolved.</summary>
    /// <exception cref="Parsing.PylSyntaxException">A declaration or binding that Python forbids.</exception>
    public static ScopeTable Build(Compilation compilation, Root root)
    {
        var builder = new ScopeBuilder(compilation, root);
        switch (root)
        {
            case Module module:
                builder.Statements.VisitAll(module.Body);
                break;
            case Interactive interactive:
                builder.Statements.VisitAll(interactive.Body);
                break;
            case ExpressionRoot expression:
                builder.Expressions.Visit(expression.Body);
                break;
        }

        new ScopeResolver(compilation).Resolve(builder.table.Module);
        return builder.table;
    }

    /// <summary>Whether <c>await</c> may stand in a scope itself: in an async function, and at a top level that is allowed to.</summary>
    internal bool CanAwait(Scope scope) => scope.Kind switch
    {
        ScopeKind.Function => scope.IsCoroutine,
        ScopeKind.Module => Compilation.Options.TopLevelAwait,
        _ => false,
    };

    /// <summary>Opens a scope inside the current one.</summary>
    /// <param name="kind">What it belongs to.</param>
    /// <param name="name">Its code object's name.</param>
    /// <param name="node">The node that it is found by.</param>
    /// <param name="attached">False for text that is only checked, never compiled: its names do not make cells.</param>
    public Scope Enter(ScopeKind kind, string name, Node node, bool attached = true)
    {
        var scope = new Scope(kind, name, node, Current)
        {
            PrivateClass = Current.PrivateClass,
            MangledNames = null,
            IsNested = Current.IsNested || Current.Kind.IsFunctionLike(),
            IterableDepth = Current.IterableDepth,
        };
        if (Current.MangledNames is not null)
        {
            scope.PrivateClass = Current.PrivateClass;
            scope.MangledNames = kind == ScopeKind.Class ? null : Current.MangledNames;
        }

        if (attached)
        {
            Current.Add(scope);
            table.Add(scope);
        }

        Current = scope;
        return scope;
    }

    /// <summary>Opens again a scope that was left: the annotations of a class gather in one.</summary>
    public void Reenter(Scope scope) => Current = scope;

    /// <summary>Leaves the current scope.</summary>
    public void Leave() => Current = Current.Parent!;

    /// <summary>Notes that the current scope reads a name.</summary>
    public void Use(string identifier) => Current.GetOrAdd(Current.Mangle(identifier)).Flags |= SymbolFlags.Used;

    /// <summary>Notes that the current scope binds a name.</summary>
    /// <exception cref="Parsing.PylSyntaxException"><c>__debug__</c>, or a parameter's name twice.</exception>
    public Symbol Bind(string identifier, Span span, SymbolFlags extra = SymbolFlags.None) =>
        BindIn(Current, identifier, span, extra | SymbolFlags.Bound | SymbolFlags.Assigned);

    /// <summary>Sets flags of a name in a scope that need not be the current one.</summary>
    /// <exception cref="Parsing.PylSyntaxException"><c>__debug__</c>, or a parameter's name twice.</exception>
    public Symbol BindIn(Scope scope, string identifier, Span span, SymbolFlags flags)
    {
        CheckAssignable(identifier, span);
        var mangled = scope.Mangle(identifier);
        var symbol = scope.GetOrAdd(mangled);
        if (symbol.Has(SymbolFlags.Parameter) && (flags & SymbolFlags.Parameter) != 0)
            throw Compilation.Error(span, $"duplicate argument '{identifier}' in function definition");
        if (symbol.Has(SymbolFlags.TypeParameter) && (flags & SymbolFlags.TypeParameter) != 0)
            throw Compilation.Error(span, $"duplicate type parameter '{identifier}'");
        if (Current.BindsComprehensionTarget && ReferenceEquals(scope, Current))
        {
            if ((symbol.Flags & (SymbolFlags.Global | SymbolFlags.Nonlocal)) != 0)
                throw Compilation.Error(span, $"comprehension inner loop cannot rebind assignment expression target '{identifier}'");
            flags |= SymbolFlags.ComprehensionTarget;
        }

        symbol.Flags |= flags;
        return symbol;
    }

    /// <summary>Refuses <c>__debug__</c> as a target, parameter, attribute or keyword.</summary>
    public void CheckAssignable(string identifier, Span span)
    {
        if (identifier == "__debug__")
            throw Compilation.Error(span, "cannot assign to __debug__");
    }

    /// <summary>Visits a body of statements.</summary>
    internal void VisitBody(ImmutableArray<Statement> body) => Statements.VisitAll(body);
}
